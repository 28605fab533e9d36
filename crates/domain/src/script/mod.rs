//! The script 脚本: a header and a list of shots, their limits, and what its content hashes to.
//! Knows no revision and no reviewer: who wrote what, and who agreed, is in `review`.

mod canonical;
pub mod code;
pub mod difference;
pub mod merge;
pub mod speech;

pub use difference::{Difference, FieldChange, Segment, SegmentKind, ShotChange, ShotChangeKind, difference};
pub use merge::{Merge, ShotClash, merge};
pub use speech::{Pace, Timing};

use crate::{Refusal, ShotId, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use ts_rs::TS;

/// The most shots a script may have. A one-minute episode has a dozen; a half-hour drama about 300.
pub const MOST_SHOTS: u32 = 500;
/// The longest that one shot may be set to last, in seconds.
pub const MOST_SECONDS: u32 = 3600;

words! {
    /// Shot size 景别.
    pub enum ShotSize {
        /// Not said.
        Unset = "unset",
        /// 大远景
        ExtremeLong = "extreme_long",
        /// 远景
        Long = "long",
        /// 全景
        Full = "full",
        /// 中景
        Medium = "medium",
        /// 中近景
        MediumClose = "medium_close",
        /// 近景
        Close = "close",
        /// 特写
        CloseUp = "close_up",
        /// 大特写
        ExtremeCloseUp = "extreme_close_up",
        /// 空镜
        Empty = "empty",
        /// 航拍
        Aerial = "aerial",
        /// 图文、动画
        Graphic = "graphic",
        /// Anything else; the note says what.
        Other = "other",
    }
}

words! {
    /// How far the case in the script has come; it decides what its people may be called
    /// (刑事诉讼法 12, 34, 108: 犯罪嫌疑人 before prosecution, 被告人 after it, 罪犯 after an effective judgment).
    pub enum CaseStage {
        /// No case stands behind the script.
        NoCase = "no_case",
        /// A criminal case before prosecution.
        BeforeProsecution = "before_prosecution",
        /// Prosecuted, not yet judged with effect.
        Prosecuted = "prosecuted",
        /// An effective judgment stands.
        Judged = "judged",
        /// Not prosecuted 不起诉.
        NotProsecuted = "not_prosecuted",
        /// A civil or administrative case.
        Civil = "civil",
    }
}

words! {
    /// What a reviewer may watch in a script or a final cut.
    pub enum ScriptField {
        Hook = "hook",
        LegalPoint = "legal_point",
        LawCited = "law_cited",
        Takeaway = "takeaway",
        CaseStage = "case_stage",
        ContextLaw = "context_law",
        Size = "size",
        Setting = "setting",
        Picture = "picture",
        Speaker = "speaker",
        Line = "line",
        Caption = "caption",
        Seconds = "seconds",
        Note = "note",
        /// The order and the codes of the shots.
        Order = "order",
        /// Whether a shot is left out.
        Omitted = "omitted",
        /// The final cut as a file; the only field of a review of the cut.
        Cut = "cut",
    }
}

/// What stands above the shots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ScriptHeader {
    /// The scene of daily life that the episode opens with.
    pub hook: String,
    /// The legal point in one sentence.
    pub legal_point: String,
    /// The provisions cited.
    pub law_cited: String,
    /// What the audience keeps.
    pub takeaway: String,
    pub case_stage: CaseStage,
    /// The law that 本法 means in this script; empty for none.
    #[serde(default)]
    pub context_law: String,
}

impl Default for ScriptHeader {
    fn default() -> Self {
        Self {
            hook: String::new(),
            legal_point: String::new(),
            law_cited: String::new(),
            takeaway: String::new(),
            case_stage: CaseStage::NoCase,
            context_law: String::new(),
        }
    }
}

/// One shot 镜. Its id stays the same through every revision; its code is what people say aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Shot {
    pub id: ShotId,
    /// 1, 2, 2A; empty until [`code::assign`] gives one.
    pub code: String,
    pub size: ShotSize,
    pub setting: String,
    pub picture: String,
    pub speaker: String,
    /// What is spoken.
    pub line: String,
    /// What stands on the screen as text.
    pub caption: String,
    /// Seconds set by hand; without them the line's estimate stands.
    pub seconds: Option<u32>,
    pub note: String,
    /// An omitted shot keeps its place and its code, so that nobody shoots another one under it.
    pub omitted: bool,
}

impl Shot {
    /// An empty shot.
    pub fn new(id: ShotId) -> Self {
        Self {
            id,
            code: String::new(),
            size: ShotSize::Unset,
            setting: String::new(),
            picture: String::new(),
            speaker: String::new(),
            line: String::new(),
            caption: String::new(),
            seconds: None,
            note: String::new(),
            omitted: false,
        }
    }
}

/// A script as it is edited, reviewed and filmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Script {
    pub header: ScriptHeader,
    pub shots: Vec<Shot>,
}

/// The texts of a header and how long each may be, in characters.
pub const HEADER_TEXTS: [(ScriptField, u32); 5] = [
    (ScriptField::Hook, 1000),
    (ScriptField::LegalPoint, 1000),
    (ScriptField::LawCited, 2000),
    (ScriptField::Takeaway, 1000),
    (ScriptField::ContextLaw, 200),
];

/// The texts of a shot and how long each may be, in characters. A spoken line of 2,000 characters lasts eight minutes.
pub const SHOT_TEXTS: [(ScriptField, u32); 6] = [
    (ScriptField::Setting, 200),
    (ScriptField::Picture, 1000),
    (ScriptField::Speaker, 60),
    (ScriptField::Line, 2000),
    (ScriptField::Caption, 500),
    (ScriptField::Note, 1000),
];

/// The longest code of a shot, in characters.
const CODE_LENGTH: u32 = 12;

impl ScriptHeader {
    /// The text of `field`, when it is a text of the header.
    pub fn text(&self, field: ScriptField) -> Option<&str> {
        match field {
            ScriptField::Hook => Some(&self.hook),
            ScriptField::LegalPoint => Some(&self.legal_point),
            ScriptField::LawCited => Some(&self.law_cited),
            ScriptField::Takeaway => Some(&self.takeaway),
            ScriptField::ContextLaw => Some(&self.context_law),
            _ => None,
        }
    }

    /// The text of `field`, to be changed.
    pub fn text_mut(&mut self, field: ScriptField) -> Option<&mut String> {
        match field {
            ScriptField::Hook => Some(&mut self.hook),
            ScriptField::LegalPoint => Some(&mut self.legal_point),
            ScriptField::LawCited => Some(&mut self.law_cited),
            ScriptField::Takeaway => Some(&mut self.takeaway),
            ScriptField::ContextLaw => Some(&mut self.context_law),
            _ => None,
        }
    }
}

impl Shot {
    /// The text of `field`, when it is a text of a shot.
    pub fn text(&self, field: ScriptField) -> Option<&str> {
        match field {
            ScriptField::Setting => Some(&self.setting),
            ScriptField::Picture => Some(&self.picture),
            ScriptField::Speaker => Some(&self.speaker),
            ScriptField::Line => Some(&self.line),
            ScriptField::Caption => Some(&self.caption),
            ScriptField::Note => Some(&self.note),
            _ => None,
        }
    }

    /// The text of `field`, to be changed.
    pub fn text_mut(&mut self, field: ScriptField) -> Option<&mut String> {
        match field {
            ScriptField::Setting => Some(&mut self.setting),
            ScriptField::Picture => Some(&mut self.picture),
            ScriptField::Speaker => Some(&mut self.speaker),
            ScriptField::Line => Some(&mut self.line),
            ScriptField::Caption => Some(&mut self.caption),
            ScriptField::Note => Some(&mut self.note),
            _ => None,
        }
    }

    /// The fields in which the shot says anything at all.
    fn filled(&self) -> impl Iterator<Item = ScriptField> {
        let texts = SHOT_TEXTS.into_iter().map(|(field, _)| field);
        let texts = texts.filter(|field| self.text(*field).is_some_and(|text| !text.is_empty()));
        let size = (self.size != ShotSize::Unset).then_some(ScriptField::Size);
        let seconds = self.seconds.map(|_| ScriptField::Seconds);
        texts.chain(size).chain(seconds).collect::<Vec<_>>().into_iter()
    }
}

impl Script {
    /// The script with stray control characters dropped; refuses what is too long, too many or twice there.
    /// Spaces at the ends of a cell stay: whoever types is in the middle of a word.
    pub fn checked(mut self) -> Result<Script, Refusal> {
        let found = u32::try_from(self.shots.len()).unwrap_or(u32::MAX);
        if found > MOST_SHOTS {
            return Err(Refusal::TooMany { field: "shots".into(), most: MOST_SHOTS, found });
        }
        for (field, most) in HEADER_TEXTS {
            if let Some(text) = self.header.text_mut(field) {
                clean(field.word().into(), text, most)?;
            }
        }
        let mut seen = HashSet::new();
        for (place, shot) in self.shots.iter_mut().enumerate() {
            if !seen.insert(shot.id) {
                return Err(Refusal::Taken { field: "shot".into(), value: shot.id.to_string() });
            }
            let name = |word: &str| format!("shots.{}.{word}", place + 1);
            clean(name("code"), &mut shot.code, CODE_LENGTH)?;
            for (field, most) in SHOT_TEXTS {
                if let Some(text) = shot.text_mut(field) {
                    clean(name(field.word()), text, most)?;
                }
            }
            if let Some(seconds) = shot.seconds {
                Refusal::range(&name("seconds"), seconds.into(), 0, MOST_SECONDS.into())?;
            }
        }
        Ok(self)
    }

    /// The shots that will be filmed.
    pub fn filmed(&self) -> impl Iterator<Item = &Shot> {
        self.shots.iter().filter(|shot| !shot.omitted)
    }

    /// The shot with this id.
    pub fn shot(&self, id: ShotId) -> Option<&Shot> {
        self.shots.iter().find(|shot| shot.id == id)
    }

    /// Every word of the script in its order, for finding it again.
    pub fn words(&self) -> String {
        let header = HEADER_TEXTS.iter().filter_map(|(field, _)| self.header.text(*field));
        let of_shot = |shot| SHOT_TEXTS.iter().filter_map(move |(field, _)| Shot::text(shot, *field));
        let all = header.chain(self.shots.iter().flat_map(of_shot));
        all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether there is nothing to review: no shot that is filmed says or shows anything.
    pub fn is_blank(&self) -> bool {
        !self
            .filmed()
            .any(|shot| [&shot.line, &shot.picture, &shot.caption].iter().any(|text| !text.trim().is_empty()))
    }

    /// Which fields differ between two states of a script. A shot that came, went, or was left out counts with every
    /// field in which it says something; equal hashes give an empty set, unequal ones never do.
    pub fn changed_fields(old: &Script, new: &Script) -> BTreeSet<ScriptField> {
        let mut changed = BTreeSet::new();
        for (field, _) in HEADER_TEXTS {
            if old.header.text(field) != new.header.text(field) {
                changed.insert(field);
            }
        }
        if old.header.case_stage != new.header.case_stage {
            changed.insert(ScriptField::CaseStage);
        }
        let labels = |script: &Script| -> Vec<(ShotId, String)> {
            script.shots.iter().map(|s| (s.id, s.code.clone())).collect()
        };
        if labels(old) != labels(new) {
            changed.insert(ScriptField::Order);
        }
        for shot in &new.shots {
            match old.shot(shot.id) {
                Some(before) => changed.extend(changed_in_shot(before, shot)),
                None => changed.extend(shot.filled()),
            }
        }
        for shot in old.shots.iter().filter(|shot| new.shot(shot.id).is_none()) {
            changed.extend(shot.filled());
        }
        changed
    }
}

fn changed_in_shot(old: &Shot, new: &Shot) -> BTreeSet<ScriptField> {
    let mut changed = BTreeSet::new();
    if old.omitted != new.omitted {
        changed.insert(ScriptField::Omitted);
        changed.extend(old.filled());
        changed.extend(new.filled());
    }
    for (field, _) in SHOT_TEXTS {
        if old.text(field) != new.text(field) {
            changed.insert(field);
        }
    }
    if old.size != new.size {
        changed.insert(ScriptField::Size);
    }
    if old.seconds != new.seconds {
        changed.insert(ScriptField::Seconds);
    }
    changed
}

fn clean(field: String, text: &mut String, most: u32) -> Result<(), Refusal> {
    let found = text.chars().count();
    if found > most as usize {
        return Err(Refusal::TooLong { field, most, found: u32::try_from(found).unwrap_or(u32::MAX) });
    }
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
