//! Covers, thumbnails and probing of video files. Bytes in, bytes out.
//! Knows no channel and no episode; the sizes and limits of a platform arrive as arguments.

mod cover;
mod picture;
mod probe;
mod thumbnail;
mod title;

pub use cover::{Cover, CoverFormat, CoverOrder, cover};
pub use picture::{MAX_BYTES, MAX_PIXELS, PictureRefusal};
pub use probe::{Container, ProbeRefusal, VideoFacts, probe};
pub use thumbnail::{Thumbnail, thumbnail};
pub use title::{Title, TitlePlace};
