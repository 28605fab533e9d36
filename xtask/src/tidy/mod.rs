//! The repository's own rules, each a function from sources to findings `file:line: what and why`.
//! Refuses to format or to lint in general; rustfmt, clippy and tsc do.

mod crates;
mod functions;
mod icons;
mod imports;
mod migrations;
mod source;
mod words;

use anyhow::{Result, bail};

use source::Source;

pub use migrations::seal as seal_migrations;

/// Files may have this many lines; a longer one is perhaps two things.
const LONGEST_FILE: usize = 400;
/// A test file may be somewhat longer: its cases stand beside each other on purpose.
const LONGEST_TEST: usize = 500;

/// One breach of a rule. Line 0 means the whole file.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

/// Checks everything git tracks and every new file it does not ignore.
pub fn tidy() -> Result<()> {
    let sources = source::all()?;
    let mut findings = crates::check(&crate::repo::metadata()?);
    findings.extend(migrations::check()?);
    findings.extend(icons::check()?);
    for source in &sources {
        findings.extend(crates::npm_licences(source));
        findings.extend(words::check(source));
        findings.extend(imports::check(source));
        findings.extend(functions::check(source));
        findings.extend(length(source));
        findings.extend(opening(source));
    }
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    for finding in &findings {
        println!("{}:{}: {}", finding.path, finding.line, finding.message);
    }
    let dialects: usize = sources.iter().map(dialect_branches).sum();
    let allowed: usize = sources.iter().map(Source::allowances).sum();
    println!("tidy: {} files, {dialects} branches on sql.dialect(), {allowed} allowances", sources.len());
    match findings.len() {
        0 => Ok(()),
        count => bail!("tidy found {count} breaches of the repository's rules"),
    }
}

fn length(source: &Source) -> Option<Finding> {
    if !source.is_code() {
        return None;
    }
    let (limit, lines) =
        (if source.is_test() { LONGEST_TEST } else { LONGEST_FILE }, source.text.lines().count());
    (lines > limit).then(|| {
        Finding::new(&source.path, lines, format!("{lines} lines; over {limit} it is perhaps two things"))
    })
}

/// A module of the product opens by saying what it is for and what it refuses to know.
fn opening(source: &Source) -> Option<Finding> {
    let shipped = source.path.ends_with(".rs")
        && source.path.contains("src/")
        && !source.path.starts_with("xtask/")
        && !source.is_generated()
        && !source.is_test();
    let opens = source.text.trim_start().starts_with("//!");
    (shipped && !opens)
        .then(|| Finding::new(&source.path, 1, "open with `//!`: what it is for, what it refuses to know"))
}

/// How often a statement had to differ between the two databases.
fn dialect_branches(source: &Source) -> usize {
    if source.path.starts_with("crates/") { source.code.matches(".dialect()").count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_and_a_missing_opening_are_found() {
        let long = Source::new("crates/api/src/a.rs", &"//! x\n".repeat(401));
        assert_eq!(length(&long).map(|f| f.line), Some(401));
        let test = Source::new("crates/api/tests/a.rs", &"//! x\n".repeat(401));
        assert_eq!(length(&test), None);
        assert!(opening(&Source::new("crates/api/src/a.rs", "use x;\n")).is_some());
        assert!(opening(&long).is_none());
    }
}
