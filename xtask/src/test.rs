//! Every check there is, in the order that fails soonest, none of them built twice without need.
//! Refuses to know what a check looks at; it names, times and starts them.

use std::process::Command;

use anyhow::Result;

use crate::repo::{self, must};
use crate::steps::Steps;
use crate::{lint, setup, tidy, types};

/// How long one browser or desktop test may take, in milliseconds; far above what they need, far below CI's limit.
const E2E_LIMIT_MS: &str = "600000";

pub fn test() -> Result<()> {
    let mut steps = Steps::new();
    steps.step("set up", || setup::setup_beside(setup::For::Test, first_build))?;
    steps.step("tidy", tidy::tidy)?;
    steps.step("format", || must(repo::cargo(&["fmt", "--all", "--check"])?))?;
    front_end(&mut steps)?;
    steps.step("clippy on benches", benches)?;
    steps.step("clippy and cargo test", || must(repo::linting_cargo(&["test"])?))?;
    steps.step("types", || types::compare(repo::linting_cargo))?;
    end_to_end(&mut steps)?;
    steps.close();
    Ok(())
}

/// What only needs a C compiler is built while the rest of the system is waited for.
fn first_build() -> Result<()> {
    if repo::succeeds(Command::new("cc").arg("--version")) { benches() } else { Ok(()) }
}

/// Everything but the window's crate, with what it measures with. The window's, with the three hundred crates that only a
/// window needs, is built once, as it is shipped; it holds no rule, and what drives it is the desktop test.
fn benches() -> Result<()> {
    must(repo::linting_cargo(&["build", "--benches"])?)
}

/// Types and component tests; the build itself is part of the set-up, because the desktop crate embeds it.
fn front_end(steps: &mut Steps) -> Result<()> {
    if !exists("ui/package.json")? {
        steps.skip("front end", "there is no ui/package.json");
        return Ok(());
    }
    steps.step("ui types", || must(repo::npm("ui", &["run", "check"])?))?;
    steps.step("ui tests", || must(repo::npm("ui", &["run", "test"])?))
}

/// The browser test on `pufa serve`, and the desktop test on the real window, both on the release build.
fn end_to_end(steps: &mut Steps) -> Result<()> {
    let browser = exists("tests/e2e/browser.test.mjs")?;
    let desktop = exists("tests/e2e/desktop.test.mjs")?;
    if browser || desktop {
        steps.step("release build, clippy on the window", || must(lint::linting_release(RELEASE)?))?;
    }
    if browser {
        steps.step("browser test", || {
            must(with_programs("node", &[TEST, &["tests/e2e/browser.test.mjs"]].concat())?)
        })?;
    } else {
        steps.skip("browser test", "there is no tests/e2e/browser.test.mjs");
    }
    if !desktop {
        steps.skip("desktop test", "there is no tests/e2e/desktop.test.mjs");
        return Ok(());
    }
    steps.step("desktop test", || {
        let mut test = on_a_display("tests/e2e/desktop.test.mjs", TEST)?;
        test.env("TAURI_DRIVER", setup::tauri_driver()?);
        must(test)
    })
}

/// One choice of packages for both programs, so that the crates they share are compiled once.
const RELEASE: &[&str] = &["build", "--release", "-p", "pufa-server", "-p", "pufa-studio"];

/// What makes node run a file as a test.
const TEST: &[&str] = &["--test", "--test-timeout", E2E_LIMIT_MS];

/// `node FILE` on a virtual display with a session bus of its own.
pub fn on_a_display(file: &str, node: &[&str]) -> Result<Command> {
    let screen = ["-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--", "node"];
    with_programs("xvfb-run", &[&screen, node, &[file]].concat())
}

/// A program in the root, told where the built programs are.
fn with_programs(program: &str, words: &[&str]) -> Result<Command> {
    let release = repo::target_dir()?.join("release");
    let mut command = repo::program(program, "")?;
    command.args(words);
    command.env("PUFA_BIN", release.join("pufa"));
    command.env("PUFA_STUDIO_BIN", release.join("pufa-studio"));
    Ok(command)
}

fn exists(path: &str) -> Result<bool> {
    Ok(repo::root()?.join(path).is_file())
}
