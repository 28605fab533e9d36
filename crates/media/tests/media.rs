//! Covers, thumbnails and probing through the public door, with pictures made here and two tiny films.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use pufa_media::{
    Container, CoverFormat, CoverOrder, ProbeRefusal, Title, TitlePlace, cover, probe, thumbnail,
};

/// Left half red, right half blue, with a fine pattern so that JPEG has something to do.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = ((x * 31 + y * 17) % 40) as u8;
        if x < width / 2 { Rgb([200 + noise, noise, noise]) } else { Rgb([noise, noise, 200 + noise]) }
    })
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn order(width: u32, height: u32) -> CoverOrder {
    CoverOrder { width, height, max_bytes: None, format: CoverFormat::Jpeg, focus: (0.5, 0.5), title: None }
}

fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

#[test]
fn the_focal_point_stays_inside() {
    let wide = encoded(picture(1_200, 400), ImageFormat::Png);
    for (focus, red) in [((0.05, 0.5), true), ((0.95, 0.5), false)] {
        let made = cover(&wide, &CoverOrder { focus, ..order(300, 400) }).unwrap();
        let pixels = decoded(&made.bytes);
        assert_eq!(pixels.dimensions(), (300, 400));
        let Rgb([r, _, b]) = *pixels.get_pixel(150, 200);
        assert_eq!(r > b, red, "focus {focus:?}");
        assert!(!made.enlarged);
    }
    assert!(cover(&wide, &order(500, 500)).unwrap().enlarged);
}

#[test]
fn the_best_quality_below_the_limit_is_found() {
    let bytes = encoded(picture(800, 450), ImageFormat::Jpeg);
    let free = cover(&bytes, &order(400, 225)).unwrap();
    let limit = free.bytes.len() as u64 / 2;
    let tight = cover(&bytes, &CoverOrder { max_bytes: Some(limit), ..order(400, 225) }).unwrap();
    assert!(tight.bytes.len() as u64 <= limit && tight.quality < free.quality);
    let refusal = cover(&bytes, &CoverOrder { max_bytes: Some(500), ..order(400, 225) }).unwrap_err();
    assert_eq!(refusal.code(), "does_not_fit");
    let png = cover(&bytes, &CoverOrder { format: CoverFormat::Png, ..order(80, 45) }).unwrap();
    assert!(png.bytes.starts_with(b"\x89PNG") && png.quality.is_none());
}

/// A JPEG with an EXIF block: orientation 6 (taken upright, stored lying) and a tag that stands for a place.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // orientation
    exif.extend(b"\x01\x0E\0\x02\0\0\0\x0E\0\0\0\x26"); // description, at 38
    exif.extend(b"\0\0\0\0SECRET-PLACE\0\0");
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn pictures_are_turned_and_their_metadata_stays_behind() {
    let bytes = with_exif(&encoded(picture(400, 200), ImageFormat::Jpeg));
    let small = thumbnail(&bytes, 100).unwrap();
    assert_eq!((small.width, small.height), (50, 100));
    let made = cover(&bytes, &order(100, 200)).unwrap();
    for out in [&made.bytes, &small.jpeg] {
        assert!(
            !out.windows(12).any(|part| part == b"SECRET-PLACE")
                && !out.windows(4).any(|part| part == b"Exif")
        );
    }
    let top = *decoded(&made.bytes).get_pixel(50, 20);
    assert!(top.0[0] > top.0[2], "turned clockwise, the red left half is on top");
}

#[test]
fn a_title_is_written_light_on_dark_inside_the_safe_margins() {
    let bytes = encoded(RgbImage::from_pixel(540, 720, Rgb([128; 3])), ImageFormat::Png);
    let text =
        "隔夜酒也是酒：睡了一觉再开车，算不算酒驾？请听检察官怎么说，这是一个很长很长的标题".to_string();
    let title = Some(Title { text, place: TitlePlace::Bottom });
    let made = cover(&bytes, &CoverOrder { title, ..order(540, 720) }).unwrap();
    let pixels = decoded(&made.bytes);
    let white = |x: std::ops::Range<u32>, y: std::ops::Range<u32>| {
        y.flat_map(|y| x.clone().map(move |x| (x, y)))
            .filter(|(x, y)| pixels.get_pixel(*x, *y).0[0] > 235)
            .count()
    };
    assert!(white(0..540, 450..720) > 1_000, "the title is there");
    assert_eq!(white(0..30, 0..720) + white(510..540, 0..720) + white(0..540, 690..720), 0);
    assert!(pixels.get_pixel(270, 50).0[0].abs_diff(128) < 3, "the upper half is as it was");
}

#[test]
fn hostile_pictures_are_refused() {
    let mut giant = encoded(picture(8, 8), ImageFormat::Bmp);
    giant[18..22].copy_from_slice(&20_000_u32.to_le_bytes());
    giant[22..26].copy_from_slice(&20_000_u32.to_le_bytes());
    let jpeg = encoded(picture(300, 300), ImageFormat::Jpeg);
    let cases: [(&str, &[u8], &str); 5] = [
        ("nothing", b"", "not_a_picture"),
        ("a page", b"<svg onload='x'/>", "not_a_picture"),
        ("31 MB", &vec![0; 31 * 1024 * 1024], "too_large"),
        ("400 megapixels in 200 bytes", &giant, "too_many_pixels"),
        ("a cut-off PNG", &encoded(picture(50, 50), ImageFormat::Png)[..60], "damaged"),
    ];
    for (what, bytes, code) in cases {
        assert_eq!(thumbnail(bytes, 100).expect_err(what).code(), code, "{what}");
    }
    for wrong in [order(0, 100), order(9_000, 100), CoverOrder { focus: (f32::NAN, 0.5), ..order(100, 100) }]
    {
        assert_eq!(cover(&jpeg, &wrong).unwrap_err().code(), "out_of_bounds");
    }
}

const SECOND: &[u8] = include_bytes!("../../../assets/fixtures/second.mp4");
const TURNED: &[u8] = include_bytes!("../../../assets/fixtures/turned.mov");

#[test]
fn the_facts_of_a_film() {
    let facts = probe(&mut Cursor::new(SECOND)).unwrap();
    assert_eq!(facts.container, Container::Mp4);
    assert!((950..=1_100).contains(&facts.duration_ms.unwrap()), "{:?}", facts.duration_ms);
    assert_eq!((facts.width, facts.height, facts.ratio), (Some(64), Some(64), Some((1, 1))));
    assert_eq!((facts.video_codec.as_deref(), facts.audio_codec.as_deref()), (Some("h264"), Some("aac")));
    assert_eq!((facts.bytes, facts.has_audio, facts.rotation), (SECOND.len() as u64, Some(true), 0));
    let turned = probe(&mut Cursor::new(TURNED)).unwrap();
    assert_eq!((turned.container, turned.rotation, turned.has_audio), (Container::Mov, 270, Some(false)));
}

#[test]
fn other_files_are_told_from_films() {
    let webm = [b"\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm".as_slice(), &[0; 40]].concat();
    let facts = probe(&mut Cursor::new(webm)).unwrap();
    assert_eq!((facts.container, facts.duration_ms, facts.has_audio), (Container::Webm, None, None));
    let jpeg = encoded(picture(20, 20), ImageFormat::Jpeg);
    for bytes in [b"".as_slice(), b"abc", &jpeg, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"] {
        assert_eq!(probe(&mut Cursor::new(bytes)).unwrap_err(), ProbeRefusal::NotAVideo);
    }
    let cut = probe(&mut Cursor::new(&SECOND[..SECOND.len() / 2])).unwrap_err();
    assert_eq!(cut.code(), "damaged");
}

/// Every byte of the film replaced by a few others, and every length cut: an answer or a refusal, never a panic.
#[test]
fn hostile_films_never_panic() {
    for film in [SECOND, TURNED] {
        for at in 0..film.len() {
            for value in [0x00, 0x01, 0x7F, 0xFF] {
                let mut bytes = film.to_vec();
                bytes[at] = value;
                let _ = probe(&mut Cursor::new(bytes));
            }
            let _ = probe(&mut Cursor::new(&film[..at]));
        }
    }
}
