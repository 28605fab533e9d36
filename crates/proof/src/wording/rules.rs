//! The rules as data: what ships in assets/wording.toml, and what a unit adds and tests.
//! Refuses regular expressions: words with surroundings are enough, and cannot be slow.

use crate::finding::Severity;
use crate::text::{Cover, Day, Lexicon, floor_border, marks, searches};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// Stage of the case that a script tells, from its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofStage"), schemars(rename = "ProofStage"))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 侦查.
    Investigation,
    /// 审查起诉.
    Prosecution,
    /// 提起公诉后, until the judgment takes effect.
    Trial,
    /// 判决生效后.
    Judged,
    /// 民事.
    Civil,
    /// 行政.
    Administrative,
}

impl Stage {
    /// Reads a stage's wire name or its Chinese word.
    pub fn parse(text: &str) -> Option<Stage> {
        Some(match text.trim() {
            "investigation" | "侦查" => Stage::Investigation,
            "prosecution" | "审查起诉" | "批捕" | "审查逮捕" => Stage::Prosecution,
            "trial" | "审判" | "公诉" | "起诉后" => Stage::Trial,
            "judged" | "判决生效" | "执行" => Stage::Judged,
            "civil" | "民事" => Stage::Civil,
            "administrative" | "行政" => Stage::Administrative,
            _ => return None,
        })
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "WordingRule"), schemars(rename = "WordingRule"))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Code, as `term.detention`.
    pub id: String,
    /// stage, term, official, absolute, discrimination, typo, politics, minor, vulgar.
    pub group: String,
    /// The words looked for.
    pub words: Vec<String>,
    /// The sentence; `{words}` stands for what was found.
    pub message: String,
    /// Weight.
    pub severity: Severity,
    /// What to write instead: one for all words, or one for each in their order; empty for none.
    #[serde(default)]
    pub fix: Vec<String>,
    /// Applies only in these stages; empty for always.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// One of these must stand within `near` characters after the words.
    #[serde(default)]
    pub after: Vec<String>,
    /// One of these must stand within `near` characters before the words.
    #[serde(default)]
    pub before: Vec<String>,
    /// None of these may follow directly.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// None of these may stand directly before.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// How far `after` and `before` look, in characters.
    #[serde(default = "near")]
    pub near: u8,
    /// What the rule rests on.
    pub source: String,
    /// What is published from this day on is held against it; null: everything.
    #[serde(default)]
    pub effective: Option<Day>,
    /// Texts that must be found, and texts that must not: the rule's own test.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Texts that must stay silent.
    #[serde(default)]
    pub passes: Vec<String>,
}

fn near() -> u8 {
    6
}

/// When and of what a text speaks, as far as a rule asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion {
    /// The stage of the case that is told.
    pub(crate) stage: Option<Stage>,
    /// The planned publish date.
    pub(crate) on: Day,
}

impl Rule {
    /// An occasion on which it counts: what its own examples are tried on.
    fn own_occasion(&self) -> Occasion {
        Occasion { stage: self.stages.first().copied(), on: self.effective.unwrap_or(Day::FIRST) }
    }

    pub(super) fn counts_on(&self, occasion: Occasion) -> bool {
        let stage = self.stages.is_empty() || occasion.stage.is_some_and(|s| self.stages.contains(&s));
        stage && self.effective.is_none_or(|first| first <= occasion.on)
    }

    pub(super) fn fix_of(&self, words: &str) -> Option<String> {
        match self.fix.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            each => each.get(self.words.iter().position(|w| w == words)?).cloned(),
        }
    }

    pub(super) fn surroundings_fit(&self, text: &str, range: &Range<usize>) -> bool {
        let (head, tail) = (&text[..range.start], &text[range.end..]);
        let reach = usize::from(self.near) * 3 + 24;
        let near_head = &head[floor_border(head, head.len().saturating_sub(reach))..];
        let near_tail = &tail[..floor_border(tail, reach)];
        let within = |words: &[String], place: &str, from_end: bool| {
            words.is_empty()
                || words.iter().any(|w| {
                    let gap = if from_end {
                        place.rfind(w.as_str()).map(|at| place[at + w.len()..].chars().count())
                    } else {
                        place.find(w.as_str()).map(|at| place[..at].chars().count())
                    };
                    gap.is_some_and(|g| g <= usize::from(self.near))
                })
        };
        within(&self.after, near_tail, false)
            && within(&self.before, near_head, true)
            && !self.not_after.iter().any(|w| tail.starts_with(w.as_str()))
            && !self.not_before.iter().any(|w| head.ends_with(w.as_str()))
    }
}

/// Why rules were refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulesError {
    /// Not the TOML of rules.
    Format(String),
    /// A rule has no words, an empty word, or too many.
    Words(String),
    /// A rule's own test fails: rule and text.
    OwnTest {
        /// The rule's id.
        rule: String,
        /// The text that was not found, or was found and should not be.
        text: String,
    },
    /// More rules than are taken.
    TooMany,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RulesError::Format(cause) => write!(f, "the rules are not in the expected form: {cause}"),
            RulesError::Words(rule) => write!(f, "rule {rule} has no words, an empty one, or too many"),
            RulesError::OwnTest { rule, text } => write!(f, "rule {rule} fails its own test on {text:?}"),
            RulesError::TooMany => write!(f, "there are more than {MOST_RULES} rules"),
        }
    }
}

impl std::error::Error for RulesError {}

/// Rules taken at most; the shipped ones are some seventy.
const MOST_RULES: usize = 2_000;
/// Words of one rule, and characters of one word, at most.
const MOST_WORDS: usize = 200;
const LONGEST_WORD: usize = 120;

/// Rules ready to be applied.
pub struct Wording {
    rules: Vec<Rule>,
    lexicon: Lexicon,
    /// Rules of each word of the lexicon.
    of_word: Vec<Vec<usize>>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
}

impl Wording {
    /// The rules that ship with the product.
    pub fn bundled() -> &'static Wording {
        static WORDING: OnceLock<Wording> = OnceLock::new();
        // A test reads the bundled rules; broken ones leave the checker without wording rather than ending the program.
        WORDING.get_or_init(|| {
            Wording::read(SHIPPED).and_then(Wording::new).unwrap_or(Wording {
                rules: Vec::new(),
                lexicon: Lexicon::new([]),
                of_word: Vec::new(),
            })
        })
    }

    /// The shipped rules together with a unit's own; of two with the same id the unit's counts.
    pub fn with_own(own: Vec<Rule>) -> Result<Wording, RulesError> {
        let mut rules = Wording::read(SHIPPED)?;
        rules.retain(|rule| own.iter().all(|o| o.id != rule.id));
        rules.extend(own);
        Wording::new(rules)
    }

    /// Reads rules written as `[[rule]]` tables.
    pub fn read(toml: &str) -> Result<Vec<Rule>, RulesError> {
        let file: File = toml::from_str(toml).map_err(|e| RulesError::Format(e.message().to_owned()))?;
        Ok(file.rule)
    }

    /// Compiles rules.
    pub fn new(rules: Vec<Rule>) -> Result<Wording, RulesError> {
        if rules.len() > MOST_RULES {
            return Err(RulesError::TooMany);
        }
        let mut words: Vec<&str> = Vec::new();
        let mut of_word: Vec<Vec<usize>> = Vec::new();
        let mut index = std::collections::HashMap::new();
        for (i, rule) in rules.iter().enumerate() {
            let sound = |w: &String| !w.trim().is_empty() && w.chars().count() <= LONGEST_WORD;
            if rule.words.is_empty() || rule.words.len() > MOST_WORDS || !rule.words.iter().all(sound) {
                return Err(RulesError::Words(rule.id.clone()));
            }
            for word in &rule.words {
                let at = *index.entry(word.as_str()).or_insert_with(|| {
                    words.push(word);
                    of_word.push(Vec::new());
                    words.len() - 1
                });
                of_word[at].push(i);
            }
        }
        let lexicon = Lexicon::new(words);
        Ok(Wording { rules, lexicon, of_word })
    }

    /// Runs each rule's own examples, as the unit's editor of rules shows them.
    pub fn test(&self) -> Result<(), RulesError> {
        for rule in &self.rules {
            let occasion = rule.own_occasion();
            let hits = |text: &str| {
                let [search] = searches(text, [&self.lexicon]);
                let found = super::find(self, text, (&marks(text), search), occasion, &Cover::default());
                found.iter().any(|d| d.rule == rule.id)
            };
            let wrong = rule.finds.iter().find(|t| !hits(t)).or_else(|| rule.passes.iter().find(|t| hits(t)));
            if let Some(text) = wrong {
                return Err(RulesError::OwnTest { rule: rule.id.clone(), text: text.clone() });
            }
        }
        Ok(())
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The words looked for, to look for them with others.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The rules that a word of the lexicon belongs to.
    pub(super) fn rules_of(&self, word: usize) -> impl Iterator<Item = &Rule> {
        self.of_word.get(word).into_iter().flatten().filter_map(|rule| self.rules.get(*rule))
    }
}

const SHIPPED: &str = include_str!("../../../../assets/wording.toml");
