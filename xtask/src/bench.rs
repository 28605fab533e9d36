//! Measurements, each in its own crate; this only picks one.
//! Refuses to judge a number: a bench prints ratios against a baseline of the same run.

use anyhow::{Result, bail};

use crate::repo;

pub fn bench(words: &[&str]) -> Result<()> {
    match words {
        [] => repo::must(repo::cargo(&["bench", "-p", "pufa-bench"])?),
        ["proof"] => repo::must(repo::cargo(&[
            "run",
            "--release",
            "-p",
            "pufa-proof",
            "--example",
            "report",
        ])?),
        _ => bail!(
            "no such measurement: {}; there are `bench` and `bench proof`",
            words.join(" ")
        ),
    }
}
