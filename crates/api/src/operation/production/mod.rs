//! Production 制作: tasks, releases, final cut, declarations, the picture for covers and the master copy of the texts.
//! Knows no channel: what becomes of all this on a platform is `publication`'s.

mod copy;
mod cut;
mod declare;
pub(crate) mod gates;
mod release;
mod task;
mod view;

pub use super::episode::OfEpisode;
pub use copy::*;
pub use cut::*;
pub use declare::*;
pub use release::*;
pub use task::*;
pub use view::*;
