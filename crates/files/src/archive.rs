//! Opens a zip package (xlsx, docx) only after counting what it really unpacks to.
//! Knows nothing of what the parts mean.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::refusal::FileRefusal;

/// Parts of a real workbook or document: a few dozen; pictures included, a few hundred.
const MAX_ENTRIES: usize = 2_000;
/// All parts unpacked. A 50,000-row workbook with 20 columns unpacks to about 60 MB.
pub(crate) const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// Readers reserve room for this many shared strings before they have seen one.
const MAX_DECLARED_STRINGS: u64 = 2_000_000;
/// The declared count stands in the first tag of the part.
const HEAD: usize = 4_096;

pub(crate) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens the package and unpacks every part once into nothing, so that sizes are measured and not believed.
pub(crate) fn open(bytes: &[u8]) -> Result<Package<'_>, FileRefusal> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(FileRefusal::damaged)?;
    if package.len() > MAX_ENTRIES {
        return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
    }
    if package.decompressed_size().is_some_and(|size| size > u128::from(MAX_UNPACKED)) {
        return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
    }
    let mut left = MAX_UNPACKED;
    for index in 0..package.len() {
        left -= measure(&mut package, index, left)?;
    }
    Ok(package)
}

/// The unpacked size of one part; refuses when it is over `left`, or declares a hostile count.
fn measure(package: &mut Package<'_>, index: usize, left: u64) -> Result<u64, FileRefusal> {
    let mut part = package.by_index(index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => FileRefusal::Encrypted,
        other => FileRefusal::damaged(other),
    })?;
    let mut buffer = vec![0_u8; 64 * 1024];
    let mut size = 0_u64;
    loop {
        let read = part.read(&mut buffer).map_err(FileRefusal::damaged)?;
        if read == 0 {
            return Ok(size);
        }
        if size < HEAD as u64 && declared_count(&buffer[..read.min(HEAD)]) > MAX_DECLARED_STRINGS {
            return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
        }
        size += read as u64;
        if size > left {
            return Err(FileRefusal::Bomb { limit: MAX_UNPACKED });
        }
    }
}

/// The number after `uniqueCount=`, 0 when there is none.
fn declared_count(head: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(head);
    let Some((_, after)) = text.split_once("uniqueCount") else {
        return 0;
    };
    let digits: String = after
        .trim_start_matches(|c: char| c.is_whitespace() || "=\"'".contains(c))
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.is_empty() {
        true => 0,
        false => digits.parse().unwrap_or(u64::MAX),
    }
}

/// The text of one part; `None` when the package has no such part.
pub(crate) fn text_of(package: &mut Package<'_>, name: &str) -> Result<Option<String>, FileRefusal> {
    let mut part = match package.by_name(name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(FileRefusal::damaged(error)),
    };
    let mut text = String::new();
    part.by_ref().take(MAX_UNPACKED).read_to_string(&mut text).map_err(FileRefusal::damaged)?;
    Ok(Some(text))
}

/// What sort of package this is: by the parts it holds.
pub(crate) fn sort_of(package: &Package<'_>) -> &'static str {
    let holds = |start: &str| package.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
    if holds("xl/") {
        "xlsx"
    } else if holds("word/") {
        "docx"
    } else if holds("ppt/") {
        "pptx"
    } else if holds("META-INF/") || holds("content.xml") {
        "opendocument"
    } else {
        "zip"
    }
}
