//! The part of a file that a request asks for.
//! Knows no file, only its size in bytes.

/// What to answer to a `Range` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// First and last byte, both included.
    Bytes(u64, u64),
    /// Nothing of what was asked for exists.
    Outside,
}

/// Reads a `Range` header. One range of bytes is answered; what cannot be read, or several ranges, is answered whole,
/// as RFC 9110 allows.
pub(super) fn part(header: Option<&str>, size: u64) -> Part {
    let Some((first, last)) = header
        .and_then(|header| header.trim().strip_prefix("bytes="))
        .filter(|range| !range.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    match (first.trim().is_empty(), last.trim().is_empty()) {
        (true, false) => match number(last) {
            Some(0) => Part::Outside,
            Some(_) if size == 0 => Part::Outside,
            Some(length) => Part::Bytes(size.saturating_sub(length), size - 1),
            None => Part::Whole,
        },
        (false, open) => match (number(first), if open { Some(u64::MAX) } else { number(last) }) {
            (Some(first), Some(last)) if last < first => Part::Whole,
            (Some(first), Some(_)) if first >= size => Part::Outside,
            (Some(first), Some(last)) => Part::Bytes(first, last.min(size - 1)),
            _ => Part::Whole,
        },
        (true, true) => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (header, size, expected) in [
            (None, 10, Part::Whole),
            (Some("bytes=0-3"), 10, Part::Bytes(0, 3)),
            (Some("bytes=4-"), 10, Part::Bytes(4, 9)),
            (Some("bytes=-3"), 10, Part::Bytes(7, 9)),
            (Some("bytes=-30"), 10, Part::Bytes(0, 9)),
            (Some("bytes=8-100"), 10, Part::Bytes(8, 9)),
            (Some("bytes=10-"), 10, Part::Outside),
            (Some("bytes=0-"), 0, Part::Outside),
            (Some("bytes=-0"), 10, Part::Outside),
            (Some("bytes=5-2"), 10, Part::Whole),
            (Some("bytes=0-1,3-4"), 10, Part::Whole),
            (Some("bytes=99999999999999999999999-"), 10, Part::Whole),
            (Some("lines=1-2"), 10, Part::Whole),
        ] {
            assert_eq!(part(header, size), expected, "{header:?}");
        }
    }
}
