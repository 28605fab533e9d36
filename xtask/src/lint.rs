//! Clippy on one crate while the whole is built as it is shipped: cargo hands every call of the compiler to this program,
//! which lets clippy read that one crate first. Refuses to change what is built.
//!
//! The window's crate stands on three hundred others that nothing else needs. `cargo clippy` would read all of them once
//! more, for seven minutes; and what clippy builds itself is built without the compiler's own simplifications.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result, bail};

use crate::repo;

/// Set while this program stands before the compiler: the folder for what clippy writes.
const FOLDER: &str = "PUFA_LINT_FOLDER";
const LINTED: &str = "pufa_studio";

/// `cargo` with these words, which reads the window's crate with clippy and builds it, even if it was built before.
pub fn linting_release(words: &[&str]) -> Result<Command> {
    repo::must(repo::cargo(&["clean", "--quiet", "--release", "-p", "pufa-studio"])?)?;
    let mut command = repo::cargo(words)?;
    let itself = std::env::current_exe().context("this program does not know where it is")?;
    command.env("RUSTC_WRAPPER", itself).env("CLIPPY_ARGS", "-Dwarnings");
    command.env(FOLDER, repo::target_dir()?.join("tmp/lint"));
    Ok(command)
}

/// Where clippy is to write, when cargo calls this program in the compiler's place.
pub fn called_as_compiler() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Does what the compiler would: `words` are the compiler's path and what it is told.
pub fn compile(words: &[String], folder: &Path) -> Result<ExitStatus> {
    let [rustc, told @ ..] = words else { bail!("cargo names no compiler") };
    if told.windows(2).any(|two| two == ["--crate-name", LINTED]) {
        std::fs::create_dir_all(folder)?;
        let read = Command::new("clippy-driver").arg(rustc).args(reading(told, folder)).status();
        let read = read.context("clippy is not there; `rustup component add clippy` brings it")?;
        if !read.success() {
            return Ok(read);
        }
    }
    Command::new(rustc)
        .args(told)
        .env_remove(FOLDER)
        .status()
        .with_context(|| format!("cannot start {rustc}"))
}

/// The same words, for one that reads the crate, writes no program, and puts what it must write into `folder`.
fn reading(told: &[String], folder: &Path) -> Vec<String> {
    let mut words = Vec::with_capacity(told.len());
    let mut before = "";
    for word in told {
        words.push(match word.as_str() {
            _ if before == "--out-dir" => folder.display().to_string(),
            emitted if emitted.starts_with("--emit=") => "--emit=metadata".to_owned(),
            other => other.to_owned(),
        });
        before = word;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::reading;
    use std::path::Path;

    #[test]
    fn clippy_reads_with_the_compilers_words_and_writes_elsewhere() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let told =
            words("--crate-name pufa_studio main.rs --emit=dep-info,link -C opt-level=3 --out-dir deps -L a");
        let read =
            words("--crate-name pufa_studio main.rs --emit=metadata -C opt-level=3 --out-dir lint -L a");
        assert_eq!(reading(&told, Path::new("lint")), read);
    }
}
