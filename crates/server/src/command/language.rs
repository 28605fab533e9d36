//! The two languages of messages, and the sentence of every error code.
//! Knows no sentence of its own for a code: they are the front end's, read from the same files.

use pufa_api::StudioError;
use serde_json::Value;

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    Zh,
    En,
}

const ZH: &str = include_str!("../../../../ui/src/text/zh/errors.ts");
const EN: &str = include_str!("../../../../ui/src/text/en/errors.ts");
const IMPORTS_ZH: &str = include_str!("../../../../ui/src/text/zh/imports.ts");
const IMPORTS_EN: &str = include_str!("../../../../ui/src/text/en/imports.ts");
const TERMS_ZH: &str = include_str!("../../../../ui/src/text/zh/terms.ts");
const TERMS_EN: &str = include_str!("../../../../ui/src/text/en/terms.ts");

/// A table of the front end's words.
#[derive(Clone, Copy, Debug)]
pub enum Words {
    /// Of the import screen.
    Imports,
    /// Names of roles, states and fields.
    Terms,
}

impl Language {
    /// Chinese, unless the environment names another language.
    pub fn of_environment() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        match named.as_deref() {
            None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8") => Self::Zh,
            Some(value) if value.starts_with("zh") => Self::Zh,
            Some(_) => Self::En,
        }
    }

    /// One of two sentences.
    pub fn say<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The words that stand under `path` in one of the front end's tables, with their parameters; where there are
    /// none, the last part of the path.
    pub fn words(self, table: Words, path: &[&str], params: &Value) -> String {
        let table = match table {
            Words::Imports => self.say(IMPORTS_ZH, IMPORTS_EN),
            Words::Terms => self.say(TERMS_ZH, TERMS_EN),
        };
        let found = match path {
            [block, key] => in_block(table, block, key),
            [key] => template(table, key),
            _ => None,
        };
        let otherwise = || path.last().map(|key| (*key).to_owned()).unwrap_or_default();
        found.map_or_else(otherwise, |text| filled(&text, params))
    }

    /// The sentence of a spreadsheet that could not be read.
    pub fn sentence_of_table(self, error: &StudioError) -> String {
        match error {
            StudioError::BadFile { reason, detail } => {
                let told =
                    self.words(Words::Imports, &["bad", reason], &serde_json::json!({ "what": detail }));
                if told == *reason { self.sentence(error) } else { told }
            }
            other => self.sentence(other),
        }
    }

    /// The sentence of an error, with its parameters in their places; its code where there is no sentence.
    pub fn sentence(self, error: &StudioError) -> String {
        let wire = serde_json::to_value(error).unwrap_or_default();
        let code = wire["code"].as_str().unwrap_or("fault");
        let params = with_minutes(&wire["params"]);
        let table = self.say(ZH, EN);
        let closer =
            params["reason"].as_str().and_then(|reason| template(table, &format!("{code}_{reason}")));
        match closer.or_else(|| template(table, code)) {
            Some(sentence) => filled(&sentence, &params) + &details(code, &params),
            None if params.is_null() => code.to_owned(),
            None => format!("{code} {params}"),
        }
    }
}

/// What a terminal can add that a screen leaves out: what was wrong with the input, the number in the log.
fn details(code: &str, params: &Value) -> String {
    let more = match code {
        "bad_input" | "bad_file" => params["detail"].as_str(),
        "fault" => params["number"].as_str(),
        _ => None,
    };
    more.map(|more| format!(" ({more})")).unwrap_or_default()
}

fn with_minutes(params: &Value) -> Value {
    let mut params = params.clone();
    if let Some(wait) = params["wait_ms"].as_i64() {
        params["minutes"] = Value::from((wait + 59_999) / 60_000);
    }
    params
}

/// Finds `code: "sentence"` in a table of sentences.
fn template(table: &str, code: &str) -> Option<String> {
    quoted(table.split_once(&format!("\n  {code}:"))?.1)
}

/// Finds `key: "words"` in the part of a table that is called `block`; it stands on one line or on several.
fn in_block(table: &str, block: &str, key: &str) -> Option<String> {
    let inside = table.split_once(&format!("\n  {block}: {{"))?.1;
    let end = if inside.starts_with('\n') { inside.find("\n  }") } else { inside.find('\n') };
    quoted(inside[..end?].split_once(&format!(" {key}:"))?.1)
}

/// The text in quotes with which `after` begins.
fn quoted(after: &str) -> Option<String> {
    let text = after.trim_start().strip_prefix('"')?;
    let mut end = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => {
                end = at;
                break;
            }
            _ => escaped = c == '\\' && !escaped,
        }
    }
    serde_json::from_str(&format!("\"{}\"", &text[..end])).ok()
}

fn filled(sentence: &str, params: &Value) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, tail)) = after.split_once("}}") else {
            break;
        };
        text.push_str(before);
        match &params[name.trim()] {
            Value::String(value) => text.push_str(value),
            Value::Null => {}
            value => text.push_str(&value.to_string()),
        }
        rest = tail;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use pufa_domain::Refusal;

    #[test]
    fn errors_are_said_in_both_languages() {
        let long = StudioError::Refused(Refusal::TooLong { field: "name".into(), most: 60, found: 61 });
        assert_eq!(Language::Zh.sentence(&long), "“name”最多 60 字，现在是 61 字，请删减。");
        assert!(Language::En.sentence(&StudioError::LockedOut { wait_ms: 61_000 }).contains(" 2 minutes"));
    }

    #[test]
    fn words_of_the_screens_are_found_on_one_line_and_on_several() {
        let say =
            |path: &[&str]| Language::Zh.words(Words::Imports, path, &serde_json::json!({ "what": "姓名" }));
        assert_eq!(say(&["outcomes", "left_out"]), "略过");
        assert_eq!(say(&["reasons", "no_year"]), "没有年份");
        assert!(say(&["bad", "no_header"]).contains("缺少：姓名"));
        assert_eq!(say(&["reasons", "no_such_reason"]), "no_such_reason");
        assert_eq!(Language::En.words(Words::Terms, &["role", "host"], &Value::Null), "On screen");
    }

    #[test]
    fn every_code_of_the_door_has_a_sentence() {
        let codes = [
            "bad_input",
            "too_large",
            "unknown_operation",
            "not_found",
            "not_signed_in",
            "forbidden",
            "wrong_password",
            "stale",
            "disk_full",
            "read_only",
            "damaged",
            "fault",
            "already_set_up",
            "not_set_up",
            "weak_password",
            "bad_file",
            "busy",
            "newer_schema",
            "no_connection",
        ];
        for code in codes {
            for table in [ZH, EN] {
                assert!(template(table, code).is_some_and(|s| !s.is_empty()), "{code}");
            }
        }
    }
}
