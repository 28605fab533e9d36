//! Cuts a channel's cover out of one picture: the wanted size and weight, the focal point kept inside.
//! Knows no platform; writes pixels only, so that no place or camera of the original goes out with a cover.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgb, RgbImage};
use serde::{Deserialize, Serialize};

use crate::picture::{self, MAX_PIXELS, PictureRefusal};
use crate::title::{self, Title};

const MIN_EDGE: u32 = 16;
const MAX_EDGE: u32 = 8_192;
/// Above it files grow and nobody sees a difference.
const BEST_QUALITY: u8 = 92;
/// Below it faces and small type fall apart.
const POOREST_QUALITY: u8 = 35;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverFormat {
    Jpeg,
    Png,
}

/// What a channel wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverOrder {
    /// Pixels, 16..=8192 each.
    pub width: u32,
    pub height: u32,
    /// `None` when the channel names no limit.
    pub max_bytes: Option<u64>,
    pub format: CoverFormat,
    /// The point that must stay in the picture, as shares of width and height from the upper left corner.
    pub focus: (f32, f32),
    pub title: Option<Title>,
}

/// A finished cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// JPEG quality found, 35..=92; `None` for PNG.
    pub quality: Option<u8>,
    /// The original was smaller than the cover and had to be enlarged.
    pub enlarged: bool,
}

/// Cuts, scales, writes the title and finds the best quality within the byte limit.
///
/// # Errors
/// See [`PictureRefusal`].
pub fn cover(bytes: &[u8], order: &CoverOrder) -> Result<Cover, PictureRefusal> {
    check(order)?;
    let picture = picture::open(bytes)?;
    let (x, y, width, height) = frame(picture.width(), picture.height(), order);
    let cut = on_white(&picture.crop_imm(x, y, width, height));
    drop(picture);
    let enlarged = width < order.width || height < order.height;
    let mut scaled = imageops::resize(&cut, order.width, order.height, FilterType::Lanczos3);
    drop(cut);
    if let Some(title) = &order.title {
        title::draw(&mut scaled, title)?;
    }
    let (bytes, quality) = encode(scaled, order)?;
    Ok(Cover { bytes, width: order.width, height: order.height, quality, enlarged })
}

fn check(order: &CoverOrder) -> Result<(), PictureRefusal> {
    let edges = MIN_EDGE..=MAX_EDGE;
    let pixels = u64::from(order.width) * u64::from(order.height);
    let inside = |share: f32| (0.0..=1.0).contains(&share);
    let good = edges.contains(&order.width)
        && edges.contains(&order.height)
        && pixels <= MAX_PIXELS
        && inside(order.focus.0)
        && inside(order.focus.1)
        && order.max_bytes != Some(0);
    if good { Ok(()) } else { Err(PictureRefusal::OutOfBounds) }
}

/// The largest area of the wanted shape, as near to the focal point as the picture's edges allow.
fn frame(width: u32, height: u32, order: &CoverOrder) -> (u32, u32, u32, u32) {
    let (w, h) = (u64::from(width), u64::from(height));
    let (to_w, to_h) = (u64::from(order.width), u64::from(order.height));
    let (cut_w, cut_h) =
        if w * to_h > h * to_w { ((h * to_w / to_h).max(1), h) } else { (w, (w * to_h / to_w).max(1)) };
    let start = |whole: u64, cut: u64, share: f32| {
        let middle = whole as f64 * f64::from(share);
        (middle - cut as f64 / 2.0).round().clamp(0.0, (whole - cut) as f64) as u32
    };
    (start(w, cut_w, order.focus.0), start(h, cut_h, order.focus.1), cut_w as u32, cut_h as u32)
}

/// Transparent parts become white, as on paper.
pub(crate) fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let over = |part: u8| {
            let alpha = u32::from(alpha);
            ((u32::from(part) * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn encode(picture: RgbImage, order: &CoverOrder) -> Result<(Vec<u8>, Option<u8>), PictureRefusal> {
    let picture = DynamicImage::ImageRgb8(picture);
    let limit = order.max_bytes.unwrap_or(u64::MAX);
    let too_big = |bytes: &[u8]| bytes.len() as u64 > limit;
    let refusal = |bytes: &[u8]| PictureRefusal::DoesNotFit { bytes: bytes.len() as u64, limit };
    if order.format == CoverFormat::Png {
        let mut bytes = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, PngFilter::Adaptive);
        picture.write_with_encoder(encoder).map_err(|_| PictureRefusal::Damaged)?;
        return if too_big(&bytes) { Err(refusal(&bytes)) } else { Ok((bytes, None)) };
    }
    let best = jpeg(&picture, BEST_QUALITY)?;
    if !too_big(&best) {
        return Ok((best, Some(BEST_QUALITY)));
    }
    let mut found = (jpeg(&picture, POOREST_QUALITY)?, POOREST_QUALITY);
    if too_big(&found.0) {
        return Err(refusal(&found.0));
    }
    // The size grows with the quality: halve the range until the best fitting one is left.
    let (mut low, mut high) = (POOREST_QUALITY, BEST_QUALITY);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let bytes = jpeg(&picture, middle)?;
        if too_big(&bytes) {
            high = middle;
        } else {
            low = middle;
            found = (bytes, middle);
        }
    }
    Ok((found.0, Some(found.1)))
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, PictureRefusal> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    picture.write_with_encoder(encoder).map_err(|_| PictureRefusal::Damaged)?;
    Ok(bytes)
}
