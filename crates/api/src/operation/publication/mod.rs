//! Publications: an episode on a channel, from its texts and covers to the link that proves that it is out.
//! Knows no gate and no state of its own: `pufa_domain::publication` decides, and every move is written once.

mod cover;
mod kit;
pub(crate) mod load;
mod out;
mod prepare;
mod save;
mod view;

pub use super::episode::OfEpisode;
pub use cover::*;
pub use kit::*;
pub use out::*;
pub use prepare::*;
pub use save::*;
pub use view::*;
