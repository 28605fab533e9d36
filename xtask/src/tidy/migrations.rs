//! A released migration never changes again: every unit's database has run it as it was.
//! Refuses to read SQL; it compares content with the list `released`, which is written when a version ships.

use anyhow::{Context, Result};

use super::Finding;
use crate::repo;

const FOLDER: &str = "crates/store/migrations";
/// Workspaces of released versions, on which `crates/api/tests/stories/stored_versions.rs` tries every migration.
const KEPT: &str = "crates/store/tests/fixtures";
const RELEASED: &str = "crates/store/migrations/released";

/// Every migration on the list is there, and is what it was.
pub fn check() -> Result<Vec<Finding>> {
    let list = repo::root()?.join(RELEASED);
    if !list.is_file() {
        return Ok(Vec::new());
    }
    let present = blobs()?;
    let released = std::fs::read_to_string(list)?;
    Ok(changed(&released, &present))
}

/// Puts the migrations as they are now on the list, and keeps a workspace as the newest of them stores it; to be called
/// when a version is released, and both to be committed. A kept workspace is never made anew.
pub fn seal() -> Result<()> {
    let findings = check()?;
    anyhow::ensure!(findings.is_empty(), "a released migration was changed; mend that first: {findings:?}");
    let kept = repo::root()?.join(KEPT).join(format!("version-{}.db.gz", blobs()?.len()));
    if !kept.is_file() {
        // As the tests build it: with the features of the whole, nothing is compiled a second time.
        repo::must(repo::cargo(&["build", "--example", "keep_version"])?)?;
        let mut keep = repo::program(repo::target_dir()?.join("debug/examples/keep_version"), "")?;
        keep.arg(KEPT);
        repo::must(keep)?;
        anyhow::ensure!(kept.is_file(), "no workspace was kept at {}", kept.display());
    }
    let mut text = String::new();
    for (name, blob) in blobs()? {
        text.push_str(&format!("{blob} {name}\n"));
    }
    std::fs::write(repo::root()?.join(RELEASED), text).context("cannot write the list of released migrations")
}

/// File name and git's name for its content.
fn blobs() -> Result<Vec<(String, String)>> {
    let mut named = Vec::new();
    for path in repo::files(&[FOLDER])?.into_iter().filter(|path| path.ends_with(".sql")) {
        let mut git = repo::program("git", "")?;
        git.args(["hash-object", "--no-filters", "--", &path]);
        let name = path.trim_start_matches(FOLDER).trim_start_matches('/').to_owned();
        named.push((name, repo::output(git)?.trim().to_owned()));
    }
    Ok(named)
}

fn changed(released: &str, present: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, text) in (1..).zip(released.lines()) {
        let Some((blob, name)) = text.split_once(' ') else {
            continue;
        };
        let now = present.iter().find(|(present, _)| present == name).map(|(_, blob)| blob.as_str());
        if now != Some(blob) {
            let message = format!("{name} is released and was changed or removed; write a new migration");
            findings.push(Finding::new(RELEASED, line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::changed;

    #[test]
    fn a_released_migration_must_stay_what_it_was() {
        let present = [("1.sql".to_owned(), "aa".to_owned()), ("2.sql".to_owned(), "bb".to_owned())];
        assert_eq!(changed("aa 1.sql\n", &present).len(), 0);
        assert_eq!(changed("ab 1.sql\n", &present).len(), 1);
        assert_eq!(changed("aa 1.sql\ncc 3.sql\n", &present).len(), 1);
    }
}
