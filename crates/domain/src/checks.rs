//! What the checker's findings mean to the house: which gate a rule belongs to, what stands unresolved, and which
//! findings a unit may accept with a reason.
//! Knows no text and no checker: findings come in as a rule's code and a weight.

use crate::{Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a group of rules answers for.
    pub enum CheckGroup {
        /// Every law cited is real, in force on the day, and quoted right.
        Law = "law",
        /// Nobody's privacy leaves the house.
        Privacy = "privacy",
        /// Words, names of offices, signs.
        Wording = "wording",
    }
}

words! {
    /// How much a finding weighs.
    pub enum Weight { Info = "info", Warning = "warning", Error = "error" }
}

words! {
    /// What cites a law.
    pub enum CitingKind {
        Topic = "topic",
        /// The title of an episode.
        Title = "title",
        /// The script as it is being written.
        Draft = "draft",
        Revision = "revision",
    }
}

impl CheckGroup {
    /// The group of a rule, by the first part of its code: `law.repealed`, `privacy.mobile`; all others are wording.
    pub fn of_rule(rule: &str) -> CheckGroup {
        match rule.split('.').next().unwrap_or_default() {
            "law" | "article" | "paragraph" | "item" | "quote" => CheckGroup::Law,
            "privacy" => CheckGroup::Privacy,
            _ => CheckGroup::Wording,
        }
    }
}

/// How many findings of a group there are; those accepted with a reason are counted as silenced alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct GroupCount {
    pub group: CheckGroup,
    /// Unresolved errors: the group's gate stays shut.
    pub errors: u32,
    pub warnings: u32,
    pub infos: u32,
    pub silenced: u32,
}

/// What a check of a whole script came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckSummary {
    /// Law, privacy, wording, in this order.
    pub groups: Vec<GroupCount>,
    /// Places at which a minor can be recognised: no approval and no override while there is one.
    pub hard_stops: u32,
    pub citations: u32,
}

impl Default for CheckSummary {
    fn default() -> Self {
        let count =
            |group: &CheckGroup| GroupCount { group: *group, errors: 0, warnings: 0, infos: 0, silenced: 0 };
        Self { groups: CheckGroup::ALL.iter().map(count).collect(), hard_stops: 0, citations: 0 }
    }
}

impl CheckSummary {
    /// Counts one finding.
    pub fn count(&mut self, rule: &str, weight: Weight, silenced: bool, hard_stop: bool) {
        self.hard_stops += u32::from(hard_stop);
        let group = CheckGroup::of_rule(rule);
        let Some(counts) = self.groups.iter_mut().find(|counts| counts.group == group) else { return };
        *match weight {
            _ if silenced => &mut counts.silenced,
            Weight::Error => &mut counts.errors,
            Weight::Warning => &mut counts.warnings,
            Weight::Info => &mut counts.infos,
        } += 1;
    }

    /// Refuses while a minor can be recognised; nobody can do away with that but whoever writes.
    pub fn refuse_hard_stop(&self) -> Result<(), Refusal> {
        if self.hard_stops > 0 { Err(Refusal::MinorIdentifiable) } else { Ok(()) }
    }

    /// Refuses what may not go out: a minor who can be recognised, personal data, a citation that is wrong on the day.
    pub fn may_go_out(&self) -> Result<(), Refusal> {
        self.refuse_hard_stop()?;
        match self.errors(&[CheckGroup::Law, CheckGroup::Privacy]) {
            0 => Ok(()),
            errors => Err(Refusal::ChecksUnresolved { errors }),
        }
    }

    /// Leaves a group out: somebody with the right passed over it, with a reason that shows for ever.
    pub fn pass_over(&mut self, group: CheckGroup) {
        for counts in self.groups.iter_mut().filter(|counts| counts.group == group) {
            counts.silenced += counts.errors;
            counts.errors = 0;
        }
    }

    /// Adds the counts of other texts.
    pub fn add(&mut self, other: &CheckSummary) {
        self.hard_stops += other.hard_stops;
        self.citations += other.citations;
        for (mine, theirs) in self.groups.iter_mut().zip(&other.groups) {
            mine.errors += theirs.errors;
            mine.warnings += theirs.warnings;
            mine.infos += theirs.infos;
            mine.silenced += theirs.silenced;
        }
    }

    /// Unresolved errors of some groups.
    pub fn errors(&self, of: &[CheckGroup]) -> u32 {
        self.groups.iter().filter(|counts| of.contains(&counts.group)).map(|counts| counts.errors).sum()
    }
}

/// A finding that is to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSilence {
    pub rule: String,
    /// Only where these very words stand; `None`: the rule anywhere.
    pub words: Option<String>,
    pub reason: String,
}

/// The longest code of a rule, and the longest words, in characters.
const MOST_RULE: u32 = 60;
const MOST_WORDS: u32 = 200;
/// The longest reason for accepting a finding, in characters.
pub const MOST_SILENCE_REASON: u32 = 500;

impl NewSilence {
    /// The silence when it may stand. What identifies a minor is accepted by nobody (未成年人保护法 103). A citation and
    /// personal data are accepted word by word: "any repealed law" would be a gate without a wall.
    pub fn checked(self) -> Result<NewSilence, Refusal> {
        let rule = Refusal::text("rule", &self.rule, MOST_RULE)?;
        if rule == "privacy.minor" {
            return Err(Refusal::MinorIdentifiable);
        }
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if !rule.bytes().all(plain) {
            return Err(Refusal::Unknown { field: "rule".into(), value: rule });
        }
        let reason = Refusal::optional_text("reason", &self.reason, MOST_SILENCE_REASON)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonRequired);
        }
        let found = self.words.as_ref().map_or(0, |words| words.chars().count());
        if found > MOST_WORDS as usize {
            let found = u32::try_from(found).unwrap_or(u32::MAX);
            return Err(Refusal::TooLong { field: "words".into(), most: MOST_WORDS, found });
        }
        let words = self.words.filter(|words| !words.trim().is_empty());
        if words.is_none() && CheckGroup::of_rule(&rule) != CheckGroup::Wording {
            return Err(Refusal::Missing { field: "words".into() });
        }
        Ok(NewSilence { rule, words, reason })
    }
}

/// The most names of a case, and the longest of them, in characters.
pub const MOST_CASE_NAMES: u32 = 200;
const MOST_NAME: u32 = 30;

/// The names of a case that no text may show: trimmed, each once, at least two characters long.
pub fn checked_names(names: &[String]) -> Result<Vec<String>, Refusal> {
    let found = u32::try_from(names.len()).unwrap_or(u32::MAX);
    if found > MOST_CASE_NAMES {
        return Err(Refusal::TooMany { field: "names".into(), most: MOST_CASE_NAMES, found });
    }
    let mut kept: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = Refusal::optional_text("name", name, MOST_NAME)?;
        if name.is_empty() || kept.contains(&name) {
            continue;
        }
        // One character would be found in every other word.
        if name.chars().count() < 2 {
            return Err(Refusal::OutOfRange {
                field: "name".into(),
                least: 2,
                most: MOST_NAME.into(),
                found: 1,
            });
        }
        kept.push(name);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_gate() {
        for (rule, group) in [
            ("law.repealed", CheckGroup::Law),
            ("quote.differs", CheckGroup::Law),
            ("item.missing", CheckGroup::Law),
            ("privacy.mobile", CheckGroup::Privacy),
            ("term.detention", CheckGroup::Wording),
            ("sign.doubled", CheckGroup::Wording),
            ("own.rule", CheckGroup::Wording),
        ] {
            assert_eq!(CheckGroup::of_rule(rule), group, "{rule}");
        }
    }

    #[test]
    fn what_may_be_silenced() {
        let silence = |rule: &str, words: Option<&str>, reason: &str| {
            let new = NewSilence { rule: rule.into(), words: words.map(Into::into), reason: reason.into() };
            new.checked().map(|_| ())
        };
        assert_eq!(silence("law.repealed", Some("《合同法》第八条"), "讲历史沿革"), Ok(()));
        assert_eq!(silence("typo.common", None, "本院惯用"), Ok(()));
        assert_eq!(silence("privacy.minor", Some("某某"), "已经同意"), Err(Refusal::MinorIdentifiable));
        assert_eq!(silence("typo.common", None, "  "), Err(Refusal::ReasonRequired));
        assert_eq!(silence("law.repealed", None, "都行"), Err(Refusal::Missing { field: "words".into() }));
        assert!(silence("law repealed", Some("甲"), "理由").is_err());
    }
}
