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

    /// The sentence of an error, with its parameters in their places; its code where there is no sentence.
    pub fn sentence(self, error: &StudioError) -> String {
        let wire = serde_json::to_value(error).unwrap_or_default();
        let code = wire["code"].as_str().unwrap_or("fault");
        let params = with_minutes(&wire["params"]);
        match template(self.say(ZH, EN), code) {
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
    let key = format!("\n  {code}:");
    let after = table.split_once(&key)?.1.trim_start();
    let text = after.strip_prefix('"')?;
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
