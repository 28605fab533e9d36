//! The program's icons: window and tray take a picture's bytes as they are, red, green, blue and alpha of eight bits
//! each. Refuses to know where a picture is shown.

use anyhow::Result;

use super::Finding;
use crate::repo;

const FOLDER: &str = "src-tauri/icons";

/// Every icon is of the only kind that is drawn right.
pub fn check() -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repo::files(&[FOLDER])?.into_iter().filter(|path| path.ends_with(".png")) {
        if !drawn_right(&std::fs::read(repo::root()?.join(&path))?) {
            findings.push(Finding::new(&path, 0, "an icon is a PNG of RGBA with eight bits each"));
        }
    }
    Ok(findings)
}

/// Bits and kind of colour stand at bytes 24 and 25 of a PNG: 8, and 6 for RGBA (PNG specification, IHDR).
fn drawn_right(png: &[u8]) -> bool {
    png.get(24..26) == Some(&[8, 6])
}

#[cfg(test)]
mod tests {
    use super::drawn_right;

    #[test]
    fn only_rgba_of_eight_bits_is_drawn_right() {
        let head = |bits: u8, kind: u8| [&[0; 24][..], &[bits, kind]].concat();
        assert!(drawn_right(&head(8, 6)));
        for (bits, kind) in [(16, 6), (8, 2), (8, 3), (8, 4)] {
            assert!(!drawn_right(&head(bits, kind)), "{bits} bits of kind {kind}");
        }
        assert!(!drawn_right(b"a torn file"));
    }
}
