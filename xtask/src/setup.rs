//! Makes a fresh Debian machine with cargo and npm ready: system packages, npm packages, the built front end.
//! Refuses to build Rust crates of the workspace; `run` and `test` do.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::repo;

/// What the machine is made ready for; a run needs less than the checks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Building the program and looking at it.
    Run,
    /// Every check: a database server, browsers, drivers, a virtual display.
    Test,
}

/// To build and to look at it: a C compiler for SQLite, the web view, the tray's library (opened at run time), what
/// plays H.264 in the window (`bad` holds its parser, `libav` the decoder, `gl` the sink), a Chinese font.
const TO_RUN: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-1",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-libav",
    "gstreamer1.0-gl",
    "fonts-noto-cjk",
];

/// To check it: PostgreSQL brings initdb and a user that is not root; ffmpeg makes the clip that is played.
const TO_TEST: &[&str] = &["postgresql", "chromium", "webkit2gtk-driver", "xvfb", "xauth", "dbus", "ffmpeg"];

/// The WebDriver bridge of the desktop test; no Debian package has it.
const TAURI_DRIVER: &str = "2.1.0";

/// Everything `run` or `test` stands on; quick when nothing is missing. What the system installs is mostly waited for, so
/// the rest, which needs none of it, goes on beside it.
pub fn setup(purpose: For) -> Result<()> {
    setup_beside(purpose, || Ok(()))
}

/// The same, with work that needs no package of the system's done while these are waited for.
pub fn setup_beside(purpose: For, work: impl FnOnce() -> Result<()> + Send) -> Result<()> {
    let mut wanted = TO_RUN.to_vec();
    if purpose == For::Test {
        wanted.extend(TO_TEST);
    }
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| own_tools(purpose).and_then(|()| work()));
        let installed = system_packages(&wanted);
        let Ok(made) = beside.join() else { bail!("making the front end ready ended in a panic") };
        installed.and(made)
    })
}

/// npm packages, the built front end, the driver of the desktop test.
fn own_tools(purpose: For) -> Result<()> {
    npm_packages("ui")?;
    built_ui()?;
    if purpose == For::Test {
        npm_packages("tests/e2e")?;
        tauri_driver()?;
    }
    Ok(())
}

fn system_packages(wanted: &[&str]) -> Result<()> {
    let Ok(known) = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
    else {
        println!("No dpkg-query here; going on as if these were installed: {}", wanted.join(" "));
        return Ok(());
    };
    let missing = missing_packages(wanted, &String::from_utf8_lossy(&known.stdout));
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing {}", missing.join(" "));
    let Some(apt) = apt() else {
        bail!(
            "system packages are missing; run this, then the same command again:\n  sudo apt-get install --no-install-recommends {}",
            missing.join(" ")
        );
    };
    repo::must(apt_get(&apt, &["update", "-q"])?)?;
    let mut install = apt_get(&apt, &["install", "-q", "-y", "--no-install-recommends"])?;
    install.args(&missing);
    repo::must(install)
}

/// Those of `wanted` that dpkg-query does not call installed.
fn missing_packages<'a>(wanted: &[&'a str], status: &str) -> Vec<&'a str> {
    let installed: Vec<&str> = status.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !installed.contains(name)).collect()
}

/// The words that start apt-get with the right to install, when this user has it without being asked.
fn apt() -> Option<Vec<&'static str>> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    if root {
        Some(vec!["apt-get"])
    } else if repo::succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(vec!["sudo", "-n", "apt-get"])
    } else {
        None
    }
}

fn apt_get(apt: &[&str], words: &[&str]) -> Result<Command> {
    let mut command = repo::program(apt[0], "")?;
    command.args(&apt[1..]).args(words).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// `npm ci`, when the folder has packages and its lock file is another than the one last installed.
fn npm_packages(dir: &str) -> Result<()> {
    if !repo::root()?.join(dir).join("package.json").is_file() {
        return Ok(());
    }
    let print = repo::fingerprint(&[format!("{dir}/package-lock.json")])?;
    let modules = repo::root()?.join(dir).join("node_modules");
    once_per(&modules.join(".pufa-installed"), &print, || {
        repo::must(repo::npm(dir, &["ci", "--no-audit", "--no-fund"])?)
    })
}

/// `npm run build`, when something the front end is built from changed since the last build.
pub fn built_ui() -> Result<()> {
    let ui = repo::root()?.join("ui");
    if !ui.join("package.json").is_file() {
        return Ok(());
    }
    let print = repo::fingerprint(&repo::files(&["ui", "assets"])?)?;
    // In node_modules and not in dist: dist goes into the program whole.
    let stamp = ui.join("node_modules/.pufa-built");
    if !ui.join("dist/index.html").is_file() {
        let _gone_already = std::fs::remove_file(&stamp);
    }
    once_per(&stamp, &print, || repo::must(repo::npm("ui", &["run", "build"])?))
}

/// Does the work unless `stamp` holds this very fingerprint already.
fn once_per(stamp: &Path, print: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if std::fs::read_to_string(stamp).is_ok_and(|held| held == print) {
        return Ok(());
    }
    work()?;
    std::fs::write(stamp, print)?;
    Ok(())
}

/// The path of tauri-driver, installed below the target folder when it is not there yet.
pub fn tauri_driver() -> Result<std::path::PathBuf> {
    let tools = repo::target_dir()?.join("tools");
    let held = std::fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if !held.contains(&format!("tauri-driver {TAURI_DRIVER} ")) {
        // Nobody waits for a driver that passes messages on, but for its optimisation for a minute.
        let mut install = repo::cargo(&["install", "--locked", "--debug", "--root"])?;
        install.arg(&tools).arg(format!("tauri-driver@{TAURI_DRIVER}"));
        repo::must(install)?;
    }
    Ok(tools.join("bin/tauri-driver"))
}

#[cfg(test)]
mod tests {
    use super::missing_packages;

    #[test]
    fn only_packages_called_installed_count() {
        let status = "xvfb installed\nxauth not-installed\ndbus config-files\n";
        assert_eq!(
            missing_packages(&["xvfb", "xauth", "dbus", "ffmpeg"], status),
            ["xauth", "dbus", "ffmpeg"]
        );
    }
}
