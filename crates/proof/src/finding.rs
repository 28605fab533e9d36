//! What the checker has to say about a place in a text: rule, weight, reason, remedy, source.
//! Refuses to know how a finding was made or shown.

use crate::text::{Ruler, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// How much a finding weighs. An unresolved error blocks the gate of a review stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofSeverity"), schemars(rename = "ProofSeverity"))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it.
    Warning,
    /// Wrong.
    Error,
}

/// A finding, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofFinding"), schemars(rename = "ProofFinding"))]
pub struct Finding {
    /// Code of the rule: `law.repealed`, `privacy.mobile`, `term.detention`.
    pub rule: Cow<'static, str>,
    /// Weight.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// Values for a sentence in another language, by name.
    pub params: BTreeMap<&'static str, String>,
    /// The sentence, in Chinese, without blame: what is there, why it is wrong.
    pub message: String,
    /// What to write in the place of the span.
    pub fix: Option<String>,
    /// What the rule rests on.
    pub source: Cow<'static, str>,
    /// Differing words inside the span, for quotes that are not the text.
    pub marks: Vec<Span>,
    /// Nobody may publish while it stands, and it cannot be silenced (未成年人保护法第一百零三条).
    pub hard_stop: bool,
    /// The reason for which the unit silenced it.
    pub silenced: Option<String>,
}

/// A finding still counted in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub rule: Cow<'static, str>,
    pub severity: Severity,
    pub range: Range<usize>,
    pub params: BTreeMap<&'static str, String>,
    pub message: String,
    pub fix: Option<String>,
    pub source: Cow<'static, str>,
    pub marks: Vec<Range<usize>>,
    pub hard_stop: bool,
}

impl Draft {
    pub(crate) fn new(
        rule: impl Into<Cow<'static, str>>,
        severity: Severity,
        range: Range<usize>,
        message: String,
    ) -> Draft {
        Draft {
            rule: rule.into(),
            severity,
            range,
            params: BTreeMap::new(),
            message,
            fix: None,
            source: Cow::Borrowed(""),
            marks: Vec::new(),
            hard_stop: false,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Draft {
        self.params.insert(name, value.to_string());
        self
    }

    /// A value that may not be known; then it is empty.
    pub(crate) fn with_some(self, name: &'static str, value: Option<impl ToString>) -> Draft {
        self.with(name, value.map_or_else(String::new, |value| value.to_string()))
    }

    pub(crate) fn fix(mut self, text: impl Into<String>) -> Draft {
        self.fix = Some(text.into());
        self
    }

    pub(crate) fn source(mut self, text: impl Into<Cow<'static, str>>) -> Draft {
        self.source = text.into();
        self
    }

    pub(crate) fn finish(self, ruler: &Ruler<'_>, silenced: Option<String>) -> Finding {
        Finding {
            rule: self.rule,
            severity: self.severity,
            span: ruler.span(&self.range),
            params: self.params,
            message: self.message,
            fix: self.fix,
            source: self.source,
            marks: self.marks.iter().map(|m| ruler.span(m)).collect(),
            silenced: silenced.filter(|_| !self.hard_stop),
            hard_stop: self.hard_stop,
        }
    }
}

/// A finding the unit accepts, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofSilence"), schemars(rename = "ProofSilence"))]
pub struct Silence {
    /// The rule's code.
    pub rule: String,
    /// Only where these very words stand; `None` for the rule anywhere.
    #[serde(default)]
    pub words: Option<String>,
    /// Why; an empty reason silences nothing.
    pub reason: String,
}

impl Silence {
    pub(crate) fn reason_for(silences: &[Silence], draft: &Draft, text: &str) -> Option<String> {
        let words = text.get(draft.range.clone()).unwrap_or("");
        let fits = |s: &&Silence| {
            s.rule == draft.rule
                && s.words.as_deref().is_none_or(|w| w == words)
                && !s.reason.trim().is_empty()
        };
        silences.iter().find(fits).map(|s| s.reason.clone())
    }
}
