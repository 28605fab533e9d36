//! Measurements, each in its own place; this only builds and starts them.
//! Refuses to judge a number: a bench prints ratios against a baseline of the same run.

use anyhow::{Result, bail};

use crate::{repo, setup, test};

pub fn bench(words: &[&str]) -> Result<()> {
    match words {
        [] => {
            setup::setup(setup::For::Test)?;
            operations()?;
            start_up()?;
            clicks()
        }
        ["operations"] => operations(),
        ["startup"] => {
            setup::setup(setup::For::Test)?;
            start_up()
        }
        ["clicks"] => {
            setup::setup(setup::For::Test)?;
            clicks()
        }
        ["proof"] => {
            repo::must(repo::cargo(&["run", "--release", "-p", "pufa-proof", "--example", "report"])?)
        }
        _ => bail!(
            "no such measurement: {}; there are `bench`, `bench operations`, `bench startup`, `bench clicks` and `bench proof`",
            words.join(" ")
        ),
    }
}

/// Every list, board and search through the api beside hand-written SQL.
fn operations() -> Result<()> {
    repo::must(repo::cargo(&["bench", "--workspace", "--bench", "operations"])?)
}

/// How soon the screens answer on the measured workspace, in a browser and in the window.
fn clicks() -> Result<()> {
    build()?;
    let large = repo::target_dir()?.join("tmp/large");
    if large.exists() {
        std::fs::remove_dir_all(&large)?;
    }
    let mut make = repo::program(repo::target_dir()?.join("release/large_workspace"), "")?;
    make.arg(&large);
    repo::must(make)?;
    let mut measure = test::on_a_display("tests/e2e/clicks.bench.mjs", &[])?;
    measure.env("TAURI_DRIVER", setup::tauri_driver()?).env("PUFA_LARGE", large);
    repo::must(measure)
}

/// What is measured, with what is needed for it, as one build: other choices of packages have other features and compile
/// everything anew.
fn build() -> Result<()> {
    repo::must(repo::cargo(&["build", "--release", "--workspace", "--bins"])?)
}

/// The studio's start and idle memory beside an empty window's.
fn start_up() -> Result<()> {
    build()?;
    let empty = ["build", "--release", "-p", "pufa-studio", "--example", "empty_window"];
    repo::must(repo::cargo(&empty)?)?;
    let driver = setup::tauri_driver()?;
    let mut measure = test::on_a_display("tests/e2e/startup.bench.mjs", &[])?;
    measure
        .env("TAURI_DRIVER", driver)
        .env("PUFA_EMPTY_BIN", repo::target_dir()?.join("release/examples/empty_window"));
    repo::must(measure)
}
