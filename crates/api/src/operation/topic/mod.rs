//! Topics 选题: from one line to an episode.
//! Knows no script and no slot; what becomes of a topic after it is adopted is said at its episode.

mod list;
mod save;
mod view;

pub use list::*;
pub use save::*;
pub use view::*;
