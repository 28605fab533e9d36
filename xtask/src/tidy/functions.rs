//! How long a Rust function may be. clippy's own lint counts a test's table of cases as code; this one knows tests.
//! Refuses to parse Rust: it counts braces where comments and strings are blanked out.

use super::Finding;
use super::source::Source;

/// Lines of code between a function's braces. A longer one does two things.
const LONGEST: usize = 60;
/// A test may hold a table of cases or a whole story.
const LONGEST_IN_TESTS: usize = 200;

pub fn check(source: &Source) -> Vec<Finding> {
    if !source.ends(&["rs"]) || source.is_generated() {
        return Vec::new();
    }
    let tests_from = if source.is_test() { 1 } else { source.tests_from() };
    let lines: Vec<&str> = source.code.lines().collect();
    let mut findings = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = named(line) else { continue };
        let limit = if at + 1 >= tests_from { LONGEST_IN_TESTS } else { LONGEST };
        let count = body(&lines[at..]);
        if count > limit && !source.allows(at + 1, "long") {
            let message =
                format!("fn {name} has {count} lines of code; over {limit} it does two things [long]");
            findings.push(Finding::new(&source.path, at + 1, message));
        }
    }
    findings
}

/// The name, when a function's declaration begins on this line.
fn named(line: &str) -> Option<&str> {
    let words = ["pub ", "pub(crate) ", "pub(super) ", "const ", "async ", "unsafe ", "extern \"C\" "];
    let mut rest = line.trim_start();
    while let Some(next) = words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    let rest = rest.strip_prefix("fn ")?;
    rest.split(|char: char| !char.is_alphanumeric() && char != '_').next()
}

/// Lines that hold something, from the declaration to its closing brace; 0 for a declaration without a body.
fn body(lines: &[&str]) -> usize {
    let (mut depth, mut count) = (0_usize, 0);
    for line in lines {
        count += usize::from(!line.trim().is_empty());
        for char in line.chars() {
            match char {
                '{' => depth += 1,
                '}' if depth <= 1 => return count.saturating_sub(2),
                '}' => depth -= 1,
                ';' if depth == 0 && line.trim_end().ends_with(';') => return 0,
                _ => {}
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_code_lines() {
        let long = format!(
            "pub async fn a(x: [u8; 2]) {{\n{}// }}\n\n}}\nfn b() {{}}",
            "    x(\"}\");\n".repeat(61)
        );
        let cases = [
            ("crates/api/src/a.rs", long.clone(), 1),
            ("crates/api/src/a.rs", format!("#[cfg(test)]\nmod tests {{\n{long}}}"), 0),
            ("crates/api/tests/a.rs", long.clone(), 0),
            ("crates/api/src/a.rs", long.replacen("    x(\"}\");\n", "", 1), 0),
            ("crates/api/src/a.rs", format!("trait T {{\n    fn a(&self);\n{long}}}"), 1),
        ];
        for (path, text, count) in cases {
            assert_eq!(check(&Source::new(path, &text)).len(), count, "{path}: {text}");
        }
    }
}
