//! Writes a Chinese title on a cover: large, at most three lines, on a dark ground that fades into the picture.
//! Knows no template; templates come with a later issue.

use ab_glyph::{Font, FontRef, Glyph, PxScale, point};
use image::RgbImage;
use pufa_fonts::{Heaviness, chinese};
use serde::{Deserialize, Serialize};

use crate::picture::PictureRefusal;

const MAX_LINES: usize = 3;
/// Titles of works have at most 64 characters on any platform.
const MAX_CHARS: usize = 80;
/// Shares of the shorter edge: the largest and the smallest size of a character that is read on a phone.
const LARGEST: f32 = 0.13;
const SMALLEST: f32 = 0.05;
/// Platforms lay duration, play button and name over the outer twentieth.
const SAFE: f32 = 0.07;
const LEADING: f32 = 1.3;
/// How dark the ground behind the title is where it is darkest.
const DARKEST: f32 = 0.72;
const NOT_FIRST: &str = "，。！？；：、》」』”’）…—,.!?;:)";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitlePlace {
    #[default]
    Bottom,
    Top,
}

/// A title to write on a cover. A line end in the text breaks the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    pub text: String,
    pub place: TitlePlace,
}

/// The face at one size in pixels.
struct Pen<'a> {
    font: FontRef<'a>,
    units: f32,
    size: f32,
}

pub(crate) fn draw(picture: &mut RgbImage, title: &Title) -> Result<(), PictureRefusal> {
    let text: String =
        title.text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).take(MAX_CHARS).collect();
    if text.is_empty() {
        return Ok(());
    }
    let face = chinese(Heaviness::Bold).map_err(|_| PictureRefusal::NoChineseFont)?;
    let font = FontRef::try_from_slice_and_index(&face.data, face.index)
        .map_err(|_| PictureRefusal::NoChineseFont)?;
    let units = font.units_per_em().unwrap_or(1_000.0);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let room = width * (1.0 - 2.0 * SAFE);
    let short = width.min(height);
    let mut pen = Pen { font, units, size: short * LARGEST };
    let mut lines = pen.wrap(&text, room);
    while (lines.len() > MAX_LINES || pen.height(lines.len()) > height * 0.6) && pen.size > short * SMALLEST {
        pen.size *= 0.94;
        lines = pen.wrap(&text, room);
    }
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        pen.shorten(&mut lines[MAX_LINES - 1], room);
    }
    let block = pen.height(lines.len());
    let margin = height * SAFE;
    let top = match title.place {
        TitlePlace::Bottom => height - margin - block,
        TitlePlace::Top => margin,
    };
    ground(picture, title.place, top, block, pen.size);
    for (at, line) in lines.iter().enumerate() {
        let x = (width - pen.width(line)) / 2.0;
        let baseline = top + pen.size * (LEADING * at as f32 + (LEADING + 0.76) / 2.0);
        let soft = (pen.size * 0.045).max(1.0);
        pen.write(picture, line, x + soft, baseline + soft, [0.0; 3], 0.55);
        pen.write(picture, line, x, baseline, [255.0; 3], 1.0);
    }
    Ok(())
}

/// Darkens the picture behind the title and lets the dark fade out over one and a half lines.
fn ground(picture: &mut RgbImage, place: TitlePlace, top: f32, block: f32, size: f32) {
    let fade = size * 1.5;
    let darkness = |y: f32| match place {
        TitlePlace::Bottom => ((y - (top - fade)) / fade).clamp(0.0, 1.0),
        TitlePlace::Top => ((top + block + fade - y) / fade).clamp(0.0, 1.0),
    };
    for (_, y, pixel) in picture.enumerate_pixels_mut() {
        let light = 1.0 - DARKEST * darkness(y as f32);
        for part in &mut pixel.0 {
            *part = (f32::from(*part) * light) as u8;
        }
    }
}

impl Pen<'_> {
    fn height(&self, lines: usize) -> f32 {
        lines as f32 * self.size * LEADING
    }

    fn advance(&self, c: char) -> f32 {
        self.font.h_advance_unscaled(self.font.glyph_id(c)) / self.units * self.size
    }

    fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    /// Lines no wider than `room`; a closing mark takes the character before it along to the next line, a word or
    /// number of Latin script stays whole where it can.
    fn wrap(&self, text: &str, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            let mut line = String::new();
            for c in paragraph.chars() {
                if self.width(&line) + self.advance(c) > room && !line.is_empty() {
                    let next = carried(&mut line, c);
                    lines.push(std::mem::replace(&mut line, next).trim_end().to_string());
                    line = line.trim_start().to_string();
                }
                line.push(c);
            }
            lines.push(line);
        }
        lines
    }

    fn shorten(&self, line: &mut String, room: f32) {
        while !line.is_empty() && self.width(line) + self.advance('…') > room {
            line.pop();
        }
        line.push('…');
    }

    fn write(
        &self,
        picture: &mut RgbImage,
        text: &str,
        x: f32,
        baseline: f32,
        color: [f32; 3],
        strength: f32,
    ) {
        let scale = PxScale::from(self.size * self.font.height_unscaled() / self.units);
        let mut x = x;
        for c in text.chars() {
            let glyph: Glyph = self.font.glyph_id(c).with_scale_and_position(scale, point(x, baseline));
            x += self.advance(c);
            let Some(outline) = self.font.outline_glyph(glyph) else {
                continue;
            };
            let bounds = outline.px_bounds();
            outline.draw(|dx, dy, cover| {
                let (px, py) = (bounds.min.x as i64 + i64::from(dx), bounds.min.y as i64 + i64::from(dy));
                let (Ok(px), Ok(py)) = (u32::try_from(px), u32::try_from(py)) else {
                    return;
                };
                if let Some(pixel) = picture.get_pixel_mut_checked(px, py) {
                    let share = (cover * strength).clamp(0.0, 1.0);
                    for (part, to) in pixel.0.iter_mut().zip(color) {
                        *part = (f32::from(*part) * (1.0 - share) + to * share).round() as u8;
                    }
                }
            });
        }
    }
}

/// Takes from the end of a full line what must start the next one together with `c`.
fn carried(line: &mut String, c: char) -> String {
    let word = |c: char| c.is_ascii_alphanumeric();
    let mut next = String::new();
    let most = line.chars().count().saturating_sub(1).min(8);
    let joined = |line: &str, first: char| {
        let last = line.chars().next_back();
        NOT_FIRST.contains(first)
            || last.is_some_and(|last| (word(last) && word(first)) || "《「『“‘（(".contains(last))
    };
    let mut first = c;
    for _ in 0..most {
        if !joined(line, first) {
            break;
        }
        let Some(last) = line.pop() else { break };
        next.insert(0, last);
        first = last;
    }
    next
}
