//! Embeds the built front end (ui/dist) when there is one, so that the program works from any folder.
//! Knows no file by name; without a build the program says so in place of the pages.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let here = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let dist = here.join("../../ui/dist");
    println!("cargo::rerun-if-changed=build.rs");
    // A watched path that is missing makes cargo build this crate, and the window's, anew each time.
    std::fs::create_dir_all(&dist)?;
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut found = Vec::new();
    files(&dist, &mut found);
    found.sort();
    let mut text = String::from("&[\n");
    for path in found {
        let name = path.strip_prefix(&dist)?.to_string_lossy().replace('\\', "/");
        let whole = path.canonicalize()?;
        writeln!(text, "({name:?}, include_bytes!({:?}) as &[u8]),", whole.display().to_string())?;
    }
    text.push_str("]\n");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("pages.rs");
    std::fs::write(out, text)?;
    Ok(())
}
