//! The script of an episode: the draft, its revisions, import and export, and who is there.
//! Knows no review: a revision is made by handing a draft in, which is `review`'s.

mod draft;
mod presence;
mod revisions;

pub use draft::*;
pub use presence::*;
pub use revisions::*;
