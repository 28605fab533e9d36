//! Where things are, and how a program is started here.
//! Refuses to know which programs; every other module brings its own.

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::{Metadata, MetadataCommand};

/// The repository's root. Read when run, not when compiled: worktrees may share one target folder.
pub fn root() -> Result<PathBuf> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask …`")?;
    let root = Path::new(&manifest).parent().context("xtask has no parent folder")?;
    Ok(root.to_path_buf())
}

/// A program started in `dir` (relative to the root) that shows all its output.
///
/// What `cargo run` puts into the environment for xtask is taken out again: build scripts that watch those
/// variables would otherwise rebuild whenever a plain `cargo` and `cargo xtask` take turns.
pub fn program(name: impl AsRef<OsStr>, dir: &str) -> Result<Command> {
    let mut command = Command::new(name);
    command.current_dir(root()?.join(dir));
    for (key, _) in std::env::vars_os() {
        let key_text = key.to_string_lossy();
        if key_text.starts_with("CARGO_PKG_") || key_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    Ok(command)
}

/// `cargo` with these words, in the root.
pub fn cargo(words: &[&str]) -> Result<Command> {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), "")?;
    command.args(words);
    Ok(command)
}

/// `cargo` with these words, whose own crates are compiled by clippy: a lint is an error, and what was linted is what is
/// tested. `cargo clippy` beside it would read every crate the workspace stands on a second time, for minutes. Nobody edits
/// between two of these builds, so nothing is kept for the next edit.
pub fn linting_cargo(words: &[&str]) -> Result<Command> {
    let mut command = cargo(words)?;
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-Dwarnings");
    command.env("CARGO_INCREMENTAL", "0");
    Ok(command)
}

/// `npm` with these words, in `ui/` or another folder that has a package.json.
pub fn npm(dir: &str, words: &[&str]) -> Result<Command> {
    let mut command = program("npm", dir)?;
    command.args(words);
    Ok(command)
}

/// Starts it, waits, and fails unless it ended with success.
pub fn must(mut command: Command) -> Result<()> {
    let shown = shown(&command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Its standard output as text; fails unless it ended with success.
pub fn output(mut command: Command) -> Result<String> {
    let shown = shown(&command);
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed something other than UTF-8"))
}

/// Whether it can be started and ends with success, quietly.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// What cargo knows of the workspace and of every crate it stands on.
pub fn metadata() -> Result<Metadata> {
    Ok(MetadataCommand::new().manifest_path(root()?.join("Cargo.toml")).exec()?)
}

/// The target folder, wherever CARGO_TARGET_DIR or a config file put it.
pub fn target_dir() -> Result<PathBuf> {
    let metadata = MetadataCommand::new().manifest_path(root()?.join("Cargo.toml")).no_deps().exec()?;
    Ok(metadata.target_directory.into_std_path_buf())
}

/// Paths (relative to the root, sorted) of what git tracks below `under`, and of new files it does not ignore.
pub fn files(under: &[&str]) -> Result<Vec<String>> {
    let mut git = program("git", "")?;
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]).args(under);
    let root = root()?;
    let mut files: Vec<String> = output(git)?
        .split('\0')
        .filter(|path| !path.is_empty() && root.join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// Names the content of these files, so that work is done again only when one of them changed.
pub fn fingerprint(files: &[String]) -> Result<String> {
    let root = root()?;
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(root.join(file)).with_context(|| format!("cannot read {file}"))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
