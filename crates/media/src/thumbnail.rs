//! Small previews for lists. Knows nothing of where they are shown.

use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;

use crate::cover::on_white;
use crate::picture::{self, PictureRefusal};

/// Good enough for a list; about 15 kB at 320 pixels.
const QUALITY: u8 = 80;
const MAX_EDGE: u32 = 2_048;

/// A small JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    pub jpeg: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// A preview whose longer edge is at most `max_edge` pixels (1..=2048); a smaller picture keeps its size.
///
/// # Errors
/// See [`PictureRefusal`].
pub fn thumbnail(bytes: &[u8], max_edge: u32) -> Result<Thumbnail, PictureRefusal> {
    if !(1..=MAX_EDGE).contains(&max_edge) {
        return Err(PictureRefusal::OutOfBounds);
    }
    let picture = picture::open(bytes)?;
    let small = if picture.width().max(picture.height()) > max_edge {
        picture.thumbnail(max_edge, max_edge)
    } else {
        picture
    };
    let flat = on_white(&small);
    let (width, height) = flat.dimensions();
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    DynamicImage::ImageRgb8(flat).write_with_encoder(encoder).map_err(|_| PictureRefusal::Damaged)?;
    Ok(Thumbnail { jpeg, width, height })
}
