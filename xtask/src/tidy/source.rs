//! The files that rules read, each also with its comments and strings blanked out.
//! Refuses to know a rule.

use anyhow::Result;

use crate::repo;

/// A text file of the repository.
pub struct Source {
    /// Relative to the root, with forward slashes.
    pub path: String,
    pub text: String,
    /// The text with comments and the insides of strings turned to spaces; the same lines. Equal to the text where
    /// the language is none of Rust, TypeScript and JavaScript.
    pub code: String,
}

const CODE: &[&str] = &["rs", "ts", "tsx", "mjs", "js"];

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = match end(path) {
            "rs" => blanked(text, Language::Rust),
            "ts" | "tsx" | "mjs" | "js" => blanked(text, Language::Script),
            _ => text.to_owned(),
        };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    pub fn ends(&self, ends: &[&str]) -> bool {
        ends.contains(&end(&self.path))
    }

    pub fn is_code(&self) -> bool {
        self.ends(CODE) && !self.is_generated()
    }

    pub fn is_generated(&self) -> bool {
        self.path.contains("/generated/") || self.path.ends_with(".gen.ts")
    }

    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.starts_with("tests/")
            || self.path.ends_with("tests.rs")
            || self.path.contains(".test.")
    }

    /// The line (from 1) at which a Rust file's own test module begins; by habit it stands last.
    pub fn tests_from(&self) -> usize {
        let mark = |line: &str| line.trim() == "#[cfg(test)]";
        self.code.lines().position(mark).map_or(usize::MAX, |at| at + 1)
    }

    /// Whether this line (from 1) or the one above says `tidy-allow(rule): reason`.
    pub fn allows(&self, line: usize, rule: &str) -> bool {
        let said = format!("tidy-allow({rule}): ");
        let above = line.saturating_sub(2);
        self.text.lines().skip(above).take(line - above).any(|text| text.contains(&said))
    }

    /// How many lines ask a rule to look away.
    pub fn allowances(&self) -> usize {
        if self.path.starts_with("xtask/") || !self.is_code() {
            0
        } else {
            self.text.matches("tidy-allow(").count()
        }
    }
}

fn end(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, end)| end)
}

/// Every text file; what holds a zero byte or is not UTF-8 is none.
pub fn all() -> Result<Vec<Source>> {
    let root = repo::root()?;
    let mut sources = Vec::new();
    for path in repo::files(&[])? {
        let bytes = std::fs::read(root.join(&path))?;
        if let Ok(text) = String::from_utf8(bytes)
            && !text.contains('\0')
        {
            sources.push(Source::new(&path, &text));
        }
    }
    Ok(sources)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Script,
}

/// What the text at hand is inside of.
enum Inside {
    Code,
    LineComment,
    /// Depth: Rust's block comments nest.
    BlockComment(usize),
    /// The closing text, and whether a backslash hides it.
    Quoted {
        close: String,
        escapes: bool,
    },
}

/// A reading good enough for rules: it knows strings, raw strings, character literals and comments. A quote that is
/// left open on its line (an apostrophe in JSX text) ends there in a script, so that a slip never reaches far.
fn blanked(text: &str, language: Language) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut inside) = (0, Inside::Code);
    while at < chars.len() {
        let rest = &chars[at..];
        let took = match &mut inside {
            Inside::Code => {
                let (next, took, keep) = open(rest, at.checked_sub(1).map(|before| chars[before]), language);
                if let Some(next) = next {
                    inside = next;
                }
                copy(&mut out, &rest[..took], keep);
                took
            }
            Inside::LineComment => {
                if rest[0] == '\n' {
                    inside = Inside::Code;
                }
                copy(&mut out, &rest[..1], false);
                1
            }
            Inside::BlockComment(depth) => {
                let nests = language == Language::Rust && starts(rest, "/*");
                let took = if nests || starts(rest, "*/") { 2 } else { 1 };
                *depth = if nests { *depth + 1 } else { *depth - usize::from(took == 2) };
                if *depth == 0 {
                    inside = Inside::Code;
                }
                copy(&mut out, &rest[..took], false);
                took
            }
            Inside::Quoted { close, escapes } => {
                let one_line = language == Language::Script && close != "`";
                let closes = starts(rest, close);
                let took = if closes {
                    close.len()
                } else if *escapes && rest[0] == '\\' {
                    2.min(rest.len())
                } else {
                    1
                };
                if closes || (one_line && rest[0] == '\n') {
                    inside = Inside::Code;
                }
                copy(&mut out, &rest[..took], closes);
                took
            }
        };
        at += took;
    }
    out
}

/// What begins here, how many characters that takes, and whether they stay in sight.
fn open(rest: &[char], before: Option<char>, language: Language) -> (Option<Inside>, usize, bool) {
    if starts(rest, "//") {
        return (Some(Inside::LineComment), 2, false);
    }
    if starts(rest, "/*") {
        return (Some(Inside::BlockComment(1)), 2, false);
    }
    if rest[0] == '"' {
        return (Some(Inside::Quoted { close: "\"".into(), escapes: true }), 1, true);
    }
    if language == Language::Script {
        return match rest[0] {
            quote @ ('\'' | '`') => (Some(Inside::Quoted { close: quote.into(), escapes: true }), 1, true),
            _ => (None, 1, true),
        };
    }
    let in_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
    if rest[0] == 'r' && (!in_word || before == Some('b')) {
        let hashes = rest[1..].iter().take_while(|char| **char == '#').count();
        if rest.get(1 + hashes) == Some(&'"') {
            let close = format!("\"{}", "#".repeat(hashes));
            return (Some(Inside::Quoted { close, escapes: false }), hashes + 2, true);
        }
    }
    // 'a' and '\n' are characters; 'a without a closing quote is a lifetime.
    if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
        return (Some(Inside::Quoted { close: "'".into(), escapes: true }), 1, true);
    }
    (None, 1, true)
}

fn starts(rest: &[char], with: &str) -> bool {
    with.chars().enumerate().all(|(at, char)| rest.get(at) == Some(&char))
}

fn copy(out: &mut String, chars: &[char], keep: bool) {
    out.extend(chars.iter().map(|char| if keep || *char == '\n' { *char } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_and_lines_kept() {
        let rust = [
            ("a // b\nc", "a     \nc"),
            ("/* a /* b */ c */ d", "                  d"),
            (r#"x("a\"b", 'q', y::<'a>())"#, r#"x("    ", ' ', y::<'a>())"#),
            ("r#\"a\"b\"# c", "r#\"   \"# c"),
        ];
        for (text, code) in rust {
            assert_eq!(blanked(text, Language::Rust), code, "{text}");
        }
        assert_eq!(blanked("it's\n`a\nb` '//' c", Language::Script), "it' \n` \n ` '  ' c");
    }

    #[test]
    fn an_allowance_reaches_the_next_line_only_and_wants_a_reason() {
        let source = Source::new(
            "a.ts",
            "// tidy-allow(sleep): polls\nwait();\nwait();\n// tidy-allow(sleep)\nwait();",
        );
        assert_eq!([1, 2, 3, 5].map(|line| source.allows(line, "sleep")), [true, true, false, false]);
    }
}
