//! Opens a picture from outside: told by content, bounded before it is decoded, turned the way it was taken.
//! What comes out is pixels only; camera, place and time of the original are left behind.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use serde::{Deserialize, Serialize};

/// The largest file decoded, in bytes. Phones take pictures of 5 to 15 MB.
pub const MAX_BYTES: u64 = 30 * 1024 * 1024;
/// The largest picture decoded: 50 megapixels take 200 MB while they are worked on.
pub const MAX_PIXELS: u64 = 50_000_000;
const MAX_EDGE: u32 = 30_000;
/// 50 megapixels with 16 bits a channel, and the decoder's own tables.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// A picture that was not made or not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum PictureRefusal {
    #[error("the picture has {bytes} bytes, at most {limit} may be read")]
    TooLarge { bytes: u64, limit: u64 },
    #[error("the picture has {pixels} pixels, at most {limit} may be read")]
    TooManyPixels { pixels: u64, limit: u64 },
    /// None of JPEG, PNG, WebP, BMP, GIF.
    #[error("the file is not a picture of a known kind")]
    NotAPicture,
    #[error("the picture is damaged")]
    Damaged,
    /// The wanted size is nothing or too much, or the focal point lies outside 0..1.
    #[error("the wanted size or focal point is out of bounds")]
    OutOfBounds,
    /// Even the poorest acceptable quality is larger.
    #[error("the cover has {bytes} bytes at the lowest acceptable quality, the limit is {limit}")]
    DoesNotFit { bytes: u64, limit: u64 },
    /// A title needs a Chinese font, and none is installed.
    #[error("no Chinese font is installed")]
    NoChineseFont,
}

impl PictureRefusal {
    /// The same word as the `code` on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            PictureRefusal::TooLarge { .. } => "too_large",
            PictureRefusal::TooManyPixels { .. } => "too_many_pixels",
            PictureRefusal::NotAPicture => "not_a_picture",
            PictureRefusal::Damaged => "damaged",
            PictureRefusal::OutOfBounds => "out_of_bounds",
            PictureRefusal::DoesNotFit { .. } => "does_not_fit",
            PictureRefusal::NoChineseFont => "no_chinese_font",
        }
    }
}

/// The pixels, upright.
pub(crate) fn open(bytes: &[u8]) -> Result<DynamicImage, PictureRefusal> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(PictureRefusal::TooLarge { bytes: size, limit: MAX_BYTES });
    }
    // A decoder may panic on content that breaks its format; that is a damaged picture, not a crash.
    catch_unwind(AssertUnwindSafe(|| decode(bytes))).unwrap_or(Err(PictureRefusal::Damaged))
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, PictureRefusal> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PictureRefusal::NotAPicture)?;
    if reader.format().is_none() {
        return Err(PictureRefusal::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_EDGE);
    limits.max_image_height = Some(MAX_EDGE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    Ok(reader)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, PictureRefusal> {
    let unsupported = |error: image::ImageError| match error {
        image::ImageError::Unsupported(_) => PictureRefusal::NotAPicture,
        _ => PictureRefusal::Damaged,
    };
    let mut decoder = reader(bytes)?.into_decoder().map_err(unsupported)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(PictureRefusal::TooManyPixels { pixels, limit: MAX_PIXELS });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unsupported)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
