//! Reads the facts of a video file out of its header: length, size, codecs. Decodes nothing and opens no stream.
//! An own small reader: the libraries at hand load the whole file or believe its counts, and a film has gigabytes.

use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

/// The index of a film of many hours has a few megabytes.
const MAX_INDEX: u64 = 64 * 1024 * 1024;
/// A fragmented film of a day has about this many boxes at the top.
const MAX_BOXES: usize = 200_000;
/// Boxes inside one box; a film has a handful of tracks.
const MAX_CHILDREN: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Container {
    Mp4,
    Mov,
    Webm,
    Matroska,
}

/// What is known of a video file; `None` is unknown, never 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoFacts {
    pub container: Container,
    pub bytes: u64,
    pub duration_ms: Option<u64>,
    /// As shown, after turning.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// Width to height in lowest terms: (9, 16).
    pub ratio: Option<(u32, u32)>,
    /// Degrees clockwise that the picture is turned when shown: 0, 90, 180, 270.
    pub rotation: u16,
    /// h264, h265, av1, vp9, ..; the four-letter code when it is another one.
    pub video_codec: Option<String>,
    pub audio_codec: Option<String>,
    pub has_audio: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum ProbeRefusal {
    /// Another kind of file, or sound without a picture.
    #[error("the file is not a video")]
    NotAVideo,
    /// Cut off, or its index contradicts itself. A recording that was broken off has no index.
    #[error("the video is damaged: {detail}")]
    Damaged { detail: String },
    /// The file could not be read; the cause belongs in the log.
    #[error("the video could not be read: {detail}")]
    Unreadable { detail: String },
}

impl ProbeRefusal {
    /// The same word as the `code` on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            ProbeRefusal::NotAVideo => "not_a_video",
            ProbeRefusal::Damaged { .. } => "damaged",
            ProbeRefusal::Unreadable { .. } => "unreadable",
        }
    }
}

fn damaged(detail: &str) -> ProbeRefusal {
    ProbeRefusal::Damaged { detail: detail.to_string() }
}

impl From<io::Error> for ProbeRefusal {
    fn from(error: io::Error) -> ProbeRefusal {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => damaged("the file is cut off"),
            _ => ProbeRefusal::Unreadable { detail: error.to_string() },
        }
    }
}

/// The facts of an MP4 or MOV file; a WebM or Matroska file is recognised and its details stay unknown.
/// Reads the header and the index only, wherever in the file they stand.
///
/// # Errors
/// See [`ProbeRefusal`].
pub fn probe(file: &mut (impl Read + Seek)) -> Result<VideoFacts, ProbeRefusal> {
    let bytes = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    file.by_ref().take(4_096).read_to_end(&mut head)?;
    if head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        return ebml(&head, bytes);
    }
    let first = head.get(4..8).ok_or(ProbeRefusal::NotAVideo)?;
    let known: [&[u8; 4]; 6] = [b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"];
    if !known.iter().any(|name| name.as_slice() == first) {
        return Err(ProbeRefusal::NotAVideo);
    }
    let brand = if first == b"ftyp" { head.get(8..12).unwrap_or_default() } else { b"qt  " };
    if [b"heic", b"heix", b"mif1", b"avif", b"M4A "].iter().any(|still| still.as_slice() == brand) {
        return Err(ProbeRefusal::NotAVideo);
    }
    let container = if brand == b"qt  " { Container::Mov } else { Container::Mp4 };
    let index = find_index(file, bytes)?;
    facts(&index, container, bytes)
}

fn ebml(head: &[u8], bytes: u64) -> Result<VideoFacts, ProbeRefusal> {
    let names = |word: &[u8]| head.windows(word.len()).any(|part| part == word);
    let container = if names(b"webm") {
        Container::Webm
    } else if names(b"matroska") {
        Container::Matroska
    } else {
        return Err(ProbeRefusal::NotAVideo);
    };
    Ok(VideoFacts {
        container,
        bytes,
        duration_ms: None,
        width: None,
        height: None,
        ratio: None,
        rotation: 0,
        video_codec: None,
        audio_codec: None,
        has_audio: None,
    })
}

/// The content of the `moov` box, found by walking over the boxes at the top.
fn find_index(file: &mut (impl Read + Seek), bytes: u64) -> Result<Vec<u8>, ProbeRefusal> {
    let mut at = 0_u64;
    for _ in 0..MAX_BOXES {
        if at + 8 > bytes {
            break;
        }
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0_u8; 16];
        file.read_exact(&mut head[..8])?;
        let mut size = u64::from(u32_at(&head, 0).unwrap_or(0));
        let mut header = 8;
        if size == 1 {
            file.read_exact(&mut head[8..])?;
            size = u64_at(&head, 8).unwrap_or(0);
            header = 16;
        } else if size == 0 {
            size = bytes - at;
        }
        if size < header || size > bytes - at {
            return Err(damaged("a part of the file is larger than the file"));
        }
        if &head[4..8] == b"moov" {
            if size > MAX_INDEX {
                return Err(damaged("the index is too large"));
            }
            let mut index = Vec::new();
            file.by_ref().take(size - header).read_to_end(&mut index)?;
            return Ok(index);
        }
        at += size;
    }
    Err(damaged("the file has no index"))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_be_bytes)
}

/// The boxes inside a box, up to the first one that does not fit.
fn children(content: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let size = u32_at(rest, 0)? as usize;
        let name = rest.get(4..8)?;
        let size = if size == 0 { rest.len() } else { size };
        let inner = rest.get(8..size)?;
        rest = &rest[size..];
        Some((name, inner))
    })
    .take(MAX_CHILDREN)
}

fn child<'a>(content: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    children(content).find(|(found, _)| found == name).map(|(_, inner)| inner)
}

fn descend<'a>(content: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(content, |content, name| child(content, name))
}

/// One track: what it is, its codec, and for a picture its size and turn.
struct Track {
    kind: [u8; 4],
    codec: String,
    width: u32,
    height: u32,
    rotation: u16,
    duration_ms: Option<u64>,
}

fn facts(index: &[u8], container: Container, bytes: u64) -> Result<VideoFacts, ProbeRefusal> {
    let tracks: Vec<Track> = children(index)
        .filter(|(name, _)| name == b"trak")
        .filter_map(|(_, content)| track(content))
        .collect();
    let video = tracks.iter().find(|track| &track.kind == b"vide").ok_or(ProbeRefusal::NotAVideo)?;
    let audio = tracks.iter().find(|track| &track.kind == b"soun");
    let movie = child(index, b"mvhd").and_then(|header| time_of(header, 12, 20));
    let fragments = descend(index, &[b"mvex", b"mehd"]).and_then(|header| {
        let length =
            if header.first() == Some(&1) { u64_at(header, 4) } else { u32_at(header, 4).map(u64::from) };
        let scale = child(index, b"mvhd").and_then(|header| scale_of(header, 12, 20))?;
        milliseconds(length?, scale)
    });
    let (width, height) = if video.rotation.is_multiple_of(180) {
        (video.width, video.height)
    } else {
        (video.height, video.width)
    };
    let known = |edge: u32| (1..=65_535).contains(&edge).then_some(edge);
    let (width, height) = (known(width), known(height));
    Ok(VideoFacts {
        container,
        bytes,
        duration_ms: movie.or(fragments).or(video.duration_ms),
        width,
        height,
        ratio: width.zip(height).map(|(width, height)| {
            let by = common(width, height);
            (width / by, height / by)
        }),
        rotation: video.rotation,
        video_codec: Some(video.codec.clone()),
        audio_codec: audio.map(|track| track.codec.clone()),
        has_audio: Some(audio.is_some()),
    })
}

fn common(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { common(b, a % b) }
}

/// The time scale of a movie or media header, which stands at one place in version 0 and another in version 1.
fn scale_of(header: &[u8], short: usize, long: usize) -> Option<u32> {
    u32_at(header, if header.first() == Some(&1) { long } else { short })
}

/// The length in a movie or media header; a length of 0 or of all ones means unknown.
fn time_of(header: &[u8], short: usize, long: usize) -> Option<u64> {
    let scale = scale_of(header, short, long)?;
    let length = if header.first() == Some(&1) {
        u64_at(header, long + 4).filter(|length| *length != u64::MAX)
    } else {
        u32_at(header, short + 4).filter(|length| *length != u32::MAX).map(u64::from)
    };
    length.filter(|length| *length > 0).and_then(|length| milliseconds(length, scale))
}

fn milliseconds(length: u64, scale: u32) -> Option<u64> {
    let ms = u128::from(length) * 1_000 / u128::from(std::num::NonZeroU32::new(scale)?.get());
    // More than a year is a broken header.
    u64::try_from(ms).ok().filter(|ms| *ms < 366 * 86_400_000)
}

fn track(content: &[u8]) -> Option<Track> {
    let media = child(content, b"mdia")?;
    let kind: [u8; 4] = child(media, b"hdlr")?.get(8..12)?.try_into().ok()?;
    let samples = descend(media, &[b"minf", b"stbl", b"stsd"])?;
    // Version and count come first, then the entries; the first one tells the codec.
    let entry = samples.get(8..)?;
    let code: [u8; 4] = entry.get(4..8)?.try_into().ok()?;
    let coded = (u16_at(entry, 32).unwrap_or(0), u16_at(entry, 34).unwrap_or(0));
    let header = child(content, b"tkhd")?;
    let matrix = if header.first() == Some(&1) { 52 } else { 40 };
    // Shown size in 16.16 fixed point; it differs from the coded one when pixels are not square.
    let shown = |at: usize| u32_at(header, at).map_or(0, |fixed| fixed >> 16);
    let (width, height) = (shown(matrix + 36), shown(matrix + 40));
    Some(Track {
        kind,
        codec: codec_of(code),
        width: if width > 0 { width } else { u32::from(coded.0) },
        height: if height > 0 { height } else { u32::from(coded.1) },
        rotation: rotation_of(header, matrix),
        duration_ms: child(media, b"mdhd").and_then(|header| time_of(header, 12, 20)),
    })
}

/// The turn in a track's matrix, whose first and second row hold cosine and sine in 16.16 fixed point.
fn rotation_of(header: &[u8], matrix: usize) -> u16 {
    let sign = |at: usize| u32_at(header, matrix + at).map_or(0, |fixed| fixed.cast_signed().signum());
    match (sign(0), sign(4), sign(12), sign(16)) {
        (0, 1, -1, 0) => 90,
        (-1, 0, 0, -1) => 180,
        (0, -1, 1, 0) => 270,
        _ => 0,
    }
}

fn codec_of(code: [u8; 4]) -> String {
    match &code {
        b"avc1" | b"avc3" => "h264",
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "h265",
        b"av01" => "av1",
        b"vp09" => "vp9",
        b"vp08" => "vp8",
        b"mp4v" => "mpeg4",
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => "prores",
        b"encv" | b"enca" => "encrypted",
        b"mp4a" => "aac",
        b"lpcm" | b"sowt" | b"twos" | b"in24" | b"fl32" => "pcm",
        b"Opus" => "opus",
        b"ac-3" => "ac3",
        b"ec-3" => "eac3",
        b".mp3" => "mp3",
        _ => {
            return code
                .iter()
                .map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '?' })
                .collect();
        }
    }
    .to_string()
}
