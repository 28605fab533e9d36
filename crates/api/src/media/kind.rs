//! What a file is, told by its content and never by what it calls itself.
//! Knows only the kinds that the studio takes; everything else is refused.

/// How many bytes of a file's beginning, and of its end, are looked at.
pub(super) const LOOK: usize = 64 << 10;

/// The largest video, in bytes: 抖音 and 视频号 take no larger one.
pub(super) const MOST_VIDEO: u64 = 4 << 30;
/// The largest file of any other kind, in bytes.
pub(super) const MOST_OTHER: u64 = 64 << 20;

const PREFIXES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
];
const ZIP: &str = "application/zip";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Whether a file that begins with `head` is a video, as far as its beginning tells.
pub(super) fn is_video(head: &[u8]) -> bool {
    early(head).is_some_and(|mime| mime.starts_with("video/"))
}

fn early(head: &[u8]) -> Option<&'static str> {
    if let Some((_, mime)) = PREFIXES.iter().find(|(prefix, _)| head.starts_with(prefix)) {
        return Some(mime);
    }
    if head.len() >= 12 && head.starts_with(b"RIFF") && &head[8..12] == b"WEBP" {
        return Some("image/webp");
    }
    if head.len() >= 26 && head.starts_with(b"BM") && head[6..10] == [0; 4] {
        return Some("image/bmp");
    }
    box_brand(head)
}

/// The kinds that begin with an ISO media box: the brand says which.
fn box_brand(head: &[u8]) -> Option<&'static str> {
    let (kind, brand) = (head.get(4..8)?, head.get(8..12)?);
    match (kind, brand) {
        (b"ftyp", b"qt  ") => Some("video/quicktime"),
        // Still pictures in the same box: HEIC and AVIF are none of the studio's kinds.
        (b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1" | b"avif" | b"avis" | b"crx ") => None,
        (b"ftyp", _) => Some("video/mp4"),
        // Cameras of the years before the brand: the file opens with its content.
        (b"moov" | b"mdat" | b"wide" | b"free", _) => Some("video/quicktime"),
        _ => None,
    }
}

/// The kind of a file from its beginning and its end (at most [`LOOK`] bytes each); `None` when it is none that the
/// studio takes.
pub(super) fn of(head: &[u8], tail: &[u8]) -> Option<&'static str> {
    match early(head) {
        Some(ZIP) => office(head, tail),
        Some(mime) => Some(mime),
        None => text(head),
    }
}

/// Which office document a ZIP archive is: names stand in clear at every member and once more at the end.
fn office(head: &[u8], tail: &[u8]) -> Option<&'static str> {
    let names = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|w| w == name));
    if names(b"xl/workbook.") {
        Some(SHEET)
    } else if names(b"word/document") {
        Some(DOCUMENT)
    } else {
        None
    }
}

/// Plain text, in whatever encoding: CSV, subtitles, scripts. Never served as anything a browser would run.
fn text(head: &[u8]) -> Option<&'static str> {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    let plain = !head.is_empty() && head.iter().find(control).is_none();
    (wide || plain).then_some("text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_what_a_file_is() {
        let cases: &[(&[u8], Option<&str>)] = &[
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", Some("video/mp4")),
            (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", Some("video/quicktime")),
            (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", None),
            (b"\x1a\x45\xdf\xa3\x01", Some("video/webm")),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Some("image/webp")),
            (b"%PDF-1.7", Some("application/pdf")),
            (b"PK\x03\x04....xl/workbook.xml....", Some(SHEET)),
            (b"PK\x03\x04....word/document.xml..", Some(DOCUMENT)),
            (b"PK\x03\x04....evil.exe", None),
            ("姓名,部门\r\n甲某,第一检察部".as_bytes(), Some("text/plain")),
            (b"\xd0\xd5\xc3\xfb,\xb2\xbf\xc3\xc5", Some("text/plain")),
            (b"<svg onload=alert(1)>", Some("text/plain")),
            (b"\x7fELF\x02\x01\x01\x00", None),
            (b"MZ\x90\x00", None),
            (b"", None),
        ];
        for (head, mime) in cases {
            assert_eq!(of(head, b""), *mime, "{head:?}");
        }
    }
}
