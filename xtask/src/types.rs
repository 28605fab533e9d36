//! The TypeScript face of the operations: written from the Rust types, committed, compared.
//! Refuses to know a type; the api crate's example `export_types` writes them all.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo;

const COMMITTED: &str = "ui/src/generated";

/// A way to start cargo with some words.
type Cargo = fn(&[&str]) -> Result<Command>;

/// Writes the committed folder anew; a file whose type is gone goes too.
pub fn write() -> Result<()> {
    export(&repo::root()?.join(COMMITTED), repo::cargo)
}

/// Fails and names the files when the committed folder is not what an export writes. `cargo` is the one that the tests
/// were built with, so that nothing is built twice.
pub fn compare(cargo: Cargo) -> Result<()> {
    let fresh = repo::target_dir()?.join("types-check");
    export(&fresh, cargo)?;
    let differing = differences(&repo::root()?.join(COMMITTED), &fresh)?;
    if !differing.is_empty() {
        bail!("{COMMITTED} is out of date, run `cargo xtask types`:\n  {}", differing.join("\n  "));
    }
    Ok(())
}

/// Built among the tests' packages, so that cargo picks the features it picked for them and reuses their crates.
fn export(to: &Path, cargo: Cargo) -> Result<()> {
    repo::must(cargo(&["build", "--quiet", "--example", "export_types"])?)?;
    match std::fs::remove_dir_all(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", to.display()));
        }
        _ => {}
    }
    std::fs::create_dir_all(to)?;
    let mut example = repo::program(repo::target_dir()?.join("debug/examples/export_types"), "")?;
    // Int(i64) is milliseconds and counts here, all far below 2^53: plain numbers, no BigInt.
    example.arg(to).env("TS_RS_LARGE_INT", "number");
    repo::must(example)
}

/// Relative paths that stand in one folder only, or whose content differs.
fn differences(committed: &Path, fresh: &Path) -> Result<Vec<String>> {
    let mut paths = below(committed, committed)?;
    paths.extend(below(fresh, fresh)?);
    paths.sort();
    paths.dedup();
    let differs =
        |path: &PathBuf| std::fs::read(committed.join(path)).ok() != std::fs::read(fresh.join(path)).ok();
    Ok(paths.iter().filter(|path| differs(path)).map(|path| path.display().to_string()).collect())
}

fn below(dir: &Path, base: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(found);
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(below(&path, base)?);
        } else {
            found.push(path.strip_prefix(base)?.to_path_buf());
        }
    }
    Ok(found)
}
