//! The script of an episode: the draft, its revisions, import and export, and who is there.
//! Knows no review: a revision is made by handing a draft in, which is `review`'s.

mod draft;
mod export;
mod import;
mod presence;
mod revisions;
mod thin;

pub use draft::*;
pub use export::*;
pub use import::*;
pub use presence::*;
pub use revisions::*;
