//! Words that must not stand in finished work, or only in certain places.
//! Refuses to understand the code around a word; where a rule is wrong once, the line says `tidy-allow(rule): reason`.

use super::Finding;
use super::source::Source;

/// One rule: where it looks, which words it refuses, and why.
struct Rule {
    name: &'static str,
    looks_at: fn(&Source) -> bool,
    /// Whether comments and strings count too.
    in_text: bool,
    /// Whether a Rust file's own test module is left out.
    spares_tests: bool,
    words: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        name: "unfinished",
        looks_at: |s| s.ends(&["rs"]),
        in_text: false,
        spares_tests: false,
        words: &["todo!", "unimplemented!", "dbg!", "#[ignore"],
        why: "is not finished work",
    },
    Rule {
        name: "unfinished",
        looks_at: |s| s.is_code() || s.ends(&["md", "css", "toml", "sql", "html"]),
        in_text: true,
        spares_tests: false,
        words: &[
            "TODO",
            "FIXME",
            "XXX",
            "TBD",
            "lorem ipsum",
            "@ts-ignore",
            "@ts-expect-error",
            "@ts-nocheck",
            "eslint-disable",
        ],
        why: "is not finished work; do it, or open an issue",
    },
    Rule {
        name: "script",
        looks_at: |s| s.is_code() && s.ends(&["ts", "tsx", "mjs", "js"]),
        in_text: false,
        spares_tests: false,
        words: &[".only(", ".skip(", ".todo(", "as any", ": any", "<any>", "debugger;"],
        why: "switches a check off",
    },
    Rule {
        name: "console",
        looks_at: |s| s.path.starts_with("ui/src/"),
        in_text: false,
        spares_tests: false,
        words: &["console.log", "console.debug"],
        why: "is left over from trying things out",
    },
    Rule {
        name: "sleep",
        looks_at: |s| s.is_test() || s.ends(&["rs"]),
        in_text: false,
        spares_tests: false,
        words: &["thread::sleep", "time::sleep", "waitForTimeout", "setTimeout"],
        why: "waits for time; wait for the thing itself",
    },
    Rule {
        name: "pure",
        looks_at: |s| s.path.starts_with("crates/domain/src/") || s.path.starts_with("crates/proof/src/"),
        in_text: false,
        spares_tests: true,
        words: &["std::fs", "std::net", "std::thread", "std::process", "::now(", "now_v7", "async fn"],
        why: "is IO, a clock or async in a pure crate; take it as an argument",
    },
    Rule {
        name: "sqlite",
        looks_at: |s| {
            s.path.starts_with("crates/")
                && !s.path.starts_with("crates/store/")
                && !s.path.starts_with("crates/bench/")
                && s.ends(&["rs"])
        },
        in_text: false,
        spares_tests: false,
        words: &["rusqlite", "postgres::Client"],
        why: "may be named only in crates/store",
    },
    Rule {
        name: "machine-path",
        looks_at: |s| !s.ends(&["lock"]) && !s.path.ends_with("package-lock.json"),
        in_text: true,
        spares_tests: false,
        words: &["/home/", "/root/", "/work/", "/Users/", "C:\\Users"],
        why: "is a path of one machine",
    },
];

pub fn check(source: &Source) -> Vec<Finding> {
    // This folder names every refused word.
    if source.path.starts_with("xtask/src/tidy/") {
        return Vec::new();
    }
    let mut findings: Vec<Finding> =
        RULES.iter().filter(|rule| (rule.looks_at)(source)).flat_map(|rule| breaches(rule, source)).collect();
    findings.extend(colours(source));
    findings
}

fn breaches(rule: &Rule, source: &Source) -> Vec<Finding> {
    let text = if rule.in_text { &source.text } else { &source.code };
    let until = if rule.spares_tests { source.tests_from() } else { usize::MAX };
    let mut findings = Vec::new();
    for (line, text) in (1..until).zip(text.lines()) {
        for word in rule.words.iter().filter(|word| stands_in(text, word)) {
            if !source.allows(line, rule.name) {
                findings.push(Finding::new(
                    &source.path,
                    line,
                    format!("`{word}` {} [{}]", rule.why, rule.name),
                ));
            }
        }
    }
    findings
}

/// Whether the word stands there as a word of its own: not as the end or the beginning of a longer one.
fn stands_in(line: &str, word: &str) -> bool {
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        // A path begins where a string, a list item or an argument begins: `x/work/` and `//root/` are something else.
        let begins = match word.chars().next() {
            Some('/') => !before.is_some_and(|char| is_word(char) || "/.}-)".contains(char)),
            Some(first) if is_word(first) => !before.is_some_and(is_word),
            _ => true,
        };
        let ends = match word.chars().next_back() {
            Some('/') => after.is_some_and(|char| char.is_ascii_lowercase() || char == '.'),
            Some(last) if is_word(last) => !after.is_some_and(is_word),
            _ => true,
        };
        begins && ends
    })
}

/// Colours stand once, in the theme; elsewhere they would stay light in dark mode.
fn colours(source: &Source) -> Vec<Finding> {
    let file = source.path.rsplit('/').next().unwrap_or("");
    let is_theme =
        file.starts_with("theme.") || file.starts_with("tokens.") || source.path.contains("/theme/");
    let is_ui = source.path.starts_with("ui/src/") && source.ends(&["ts", "tsx", "css"]);
    if !is_ui || is_theme || source.is_test() || source.is_generated() {
        return Vec::new();
    }
    let named = |line: &str| {
        hex_colour(line)
            || ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("].iter().any(|word| stands_in(line, word))
    };
    (1..)
        .zip(source.text.lines())
        .filter(|(line, text)| named(text) && !source.allows(*line, "colour"))
        .map(|(line, _)| Finding::new(&source.path, line, "a colour literal outside the theme [colour]"))
        .collect()
}

/// `#` and 3, 4, 6 or 8 hexadecimal digits, as a colour would stand: not `&#123;`, `this.#added` or `page#face`.
fn hex_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let rest = &line[at + 1..];
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let after = rest[digits..].chars().next();
        let alone = !after.is_some_and(|char| char.is_ascii_alphanumeric() || "_-(".contains(char));
        let begins = before.is_none_or(|char| "\"'` :(,".contains(char));
        begins && alone && matches!(digits, 3 | 4 | 6 | 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_finds_its_word_and_spares_what_only_looks_like_it() {
        let cases = [
            ("crates/api/src/a.rs", "fn a() { todo!() }", 1),
            ("crates/api/src/a.rs", "let s = \"todo!\"; // not a to-do of ours", 0),
            ("crates/api/src/a.rs", "items.skip(2)", 0),
            ("crates/api/src/a.rs", "use rusqlite::Row;", 1),
            ("crates/store/src/a.rs", "use rusqlite::Row;", 0),
            ("crates/api/src/a.rs", "let p = \"/home/someone\";", 1),
            ("crates/api/src/a.rs", "get(\"/api/work/list\")", 0),
            ("crates/api/src/a.rs", "std::thread::sleep(d)", 1),
            ("crates/domain/src/a.rs", "let t = Timestamp::now();", 1),
            ("crates/domain/src/a.rs", "x\n#[cfg(test)]\nlet t = Timestamp::now();", 0),
            ("ui/src/a.test.ts", "it.only(\"x\")", 1),
            ("ui/src/a.ts", "x as any", 1),
            ("ui/src/a.ts", "x as anyone", 0),
            ("ui/src/a.ts", "console.log(x)", 1),
            ("ui/src/a.tsx", "color: '#1D4E9E'", 1),
            ("ui/src/a.tsx", "href=\"#added\" a.#fade &#123;", 0),
            ("ui/src/a.css", "color: rgba(0, 0, 0, 0.1);", 1),
            ("ui/src/shared/theme.ts", "ink: '#1B2430'", 0),
            ("tests/e2e/a.test.mjs", "// tidy-allow(sleep): the driver has no event\nsetTimeout(f, 50)", 0),
            ("README.md", "TODO later", 1),
        ];
        for (path, text, count) in cases {
            let found = check(&Source::new(path, text));
            assert_eq!(found.len(), count, "{path}: {text}: {found:?}");
        }
    }
}
