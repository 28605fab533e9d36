//! Opens the studio: in a window where there is a display, else as a web page on a local address.
//! Refuses to know the program's own flags, but for where it listens and keeps its data.

use std::net::TcpListener;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{repo, setup};

/// Sets up, builds and starts; `rest` is handed on to the program.
///
/// The release profile, although it takes some minutes once: it is what is shipped, starts several times faster,
/// and every later start is immediate.
pub fn run(rest: &[&str]) -> Result<()> {
    setup::setup(setup::For::Run)?;
    if has_display() { window(rest) } else { serve(rest) }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn window(rest: &[&str]) -> Result<()> {
    let mut cargo = repo::cargo(&["run", "--release", "-p", "pufa-studio", "--bin", "pufa-studio", "--"])?;
    cargo.args(rest);
    repo::must(cargo)
}

fn serve(rest: &[&str]) -> Result<()> {
    repo::must(repo::cargo(&["build", "--release", "-p", "pufa-server", "--bin", "pufa"])?)?;
    let data = data_dir()?;
    std::fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
    let address = format!("127.0.0.1:{}", free_port()?);
    println!("No display here. The studio is served at http://{address}/ (data in {}).", data.display());
    let mut pufa = repo::program(repo::target_dir()?.join("release/pufa"), "")?;
    pufa.arg("--data").arg(data).args(["serve", "--listen", &address]).args(rest);
    repo::must(pufa)
}

/// The usual port when nobody holds it, else any that is free.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:4610").or_else(|_| TcpListener::bind("127.0.0.1:0"))?;
    Ok(listener.local_addr()?.port())
}

/// The folder of the desktop program's own data, so that both doors open the same workspace.
fn data_dir() -> Result<PathBuf> {
    if let Some(data) = std::env::var_os("XDG_DATA_HOME") {
        return Ok(PathBuf::from(data).join("pufa-studio"));
    }
    let home = std::env::var_os("HOME").context("neither XDG_DATA_HOME nor HOME is set")?;
    Ok(PathBuf::from(home).join(".local/share/pufa-studio"))
}
