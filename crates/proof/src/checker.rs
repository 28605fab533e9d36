//! Checks the shots of a script while it is typed: only what changed is looked at again.
//! Refuses to know scripts: a shot is a key and a text, and may as well be a title or a file name.

use crate::finding::Silence;
use crate::law::{LawId, LawTable};
use crate::library::Library;
use crate::privacy::Case;
use crate::report::{Checked, Sources, TextReport, report};
use crate::text::Day;
use crate::wording::{Stage, Wording};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// What a script's texts are checked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "wire", ts(rename = "ProofSettings"), schemars(rename = "ProofSettings"))]
pub struct Settings {
    /// The planned publish date.
    pub on: Day,
    /// Stage of the case that the script tells.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// The law that 本法 means.
    #[serde(default)]
    pub context_law: Option<String>,
    /// Names to hide; whether a minor is concerned.
    #[serde(default)]
    pub case: Case,
    /// Findings the unit accepts.
    #[serde(default)]
    pub silences: Vec<Silence>,
}

impl Settings {
    /// Settings for a day, nothing else known.
    pub fn on(day: Day) -> Settings {
        Settings { on: day, stage: None, context_law: None, case: Case::default(), silences: Vec::new() }
    }
}

/// One text of a script, by the caller's key (a shot's id and field).
#[derive(Debug, Clone, Copy)]
pub struct Shot<'a> {
    /// The caller's key, given back.
    pub key: &'a str,
    /// The text.
    pub text: &'a str,
}

/// Keeps what it found, so that a key stroke costs one shot. Cheap to make; hold one per open script.
pub struct Checker {
    table: &'static LawTable,
    library: Arc<Library>,
    wording: Option<Arc<Wording>>,
    settings: Settings,
    kept: HashMap<String, Kept>,
    checked: usize,
}

struct Kept {
    text: String,
    report: Arc<TextReport>,
    /// The law named last before it, when it was checked.
    before: Option<LawId>,
    /// The law named last in it, if any is named.
    last: Option<Option<LawId>>,
    /// Whether `before` counted.
    leans: bool,
}

impl Kept {
    fn holds_after(&self, before: Option<LawId>) -> bool {
        !self.leans || self.before == before
    }
}

/// What runs through a row of texts: the law named last. Begin each script with a new one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Thread(Option<LawId>);

impl Thread {
    /// A thread kept elsewhere meanwhile; a law that the tables do not have is none.
    pub fn of_law(law: Option<u16>) -> Thread {
        Thread(law.map(LawId).filter(|id| LawTable::bundled().law(*id).is_some()))
    }

    /// The law, to keep the thread elsewhere while the program runs.
    pub fn law(self) -> Option<u16> {
        self.0.map(|id| id.0)
    }
}

/// A text of a row, checked.
#[derive(Debug, Clone)]
pub struct Threaded {
    /// What was found.
    pub report: TextReport,
    /// Whether the report rests on the thread: after another law it has to be checked again.
    pub leans: bool,
    /// What the text hands on; null when it names no law and what came before it goes on.
    pub names: Option<Thread>,
}

impl Checker {
    /// A checker with the bundled tables and rules.
    pub fn new(settings: Settings) -> Checker {
        Checker {
            table: LawTable::bundled(),
            library: Arc::new(Library::new()),
            wording: None,
            settings,
            kept: HashMap::new(),
            checked: 0,
        }
    }

    /// Uses the unit's library of texts; all is checked again.
    pub fn set_library(&mut self, library: Arc<Library>) {
        self.library = library;
        self.kept.clear();
    }

    /// Uses the unit's rules; all is checked again.
    pub fn set_wording(&mut self, wording: Arc<Wording>) {
        self.wording = Some(wording);
        self.kept.clear();
    }

    /// Changes the settings; all is checked again if they differ.
    pub fn set_settings(&mut self, settings: Settings) {
        if settings != self.settings {
            self.settings = settings;
            self.kept.clear();
        }
    }

    /// Texts checked so far, for tests of the memory.
    pub fn checked(&self) -> usize {
        self.checked
    }

    /// Checks one text that stands alone, and keeps nothing.
    pub fn check(&self, text: &str) -> TextReport {
        self.checked_after(text, None).report
    }

    /// Checks the next text of a row, as the shots of a script are: 同法 and 该法 may mean a law that the one before named.
    pub fn check_next(&self, thread: &mut Thread, text: &str) -> TextReport {
        let checked = self.check_after(*thread, text);
        *thread = checked.names.unwrap_or(*thread);
        checked.report
    }

    /// Checks a text of a row by itself, after what the texts before it named.
    pub fn check_after(&self, thread: Thread, text: &str) -> Threaded {
        let Checked { report, last, leans } = self.checked_after(text, thread.0);
        Threaded { report, leans, names: last.map(Thread) }
    }

    fn checked_after(&self, text: &str, before: Option<LawId>) -> Checked {
        let wording = self.wording.as_deref().unwrap_or_else(|| Wording::bundled());
        let sources = Sources { table: self.table, library: &self.library, wording };
        report(sources, &self.settings, text, before)
    }

    /// Reports of all shots in their order, as [`Checker::check_next`] gives them. Only those are checked whose text
    /// changed, or which lean on a law that another shot now names; those that are gone are forgotten.
    pub fn check_shots(&mut self, shots: &[Shot<'_>]) -> Vec<(String, Arc<TextReport>)> {
        let mut now = HashMap::with_capacity(shots.len());
        let mut out = Vec::with_capacity(shots.len());
        let mut before = None;
        for shot in shots {
            let kept = match self.kept.remove(shot.key) {
                Some(kept) if kept.text == shot.text && kept.holds_after(before) => kept,
                _ => {
                    self.checked += 1;
                    let Checked { report, last, leans } = self.checked_after(shot.text, before);
                    Kept { text: shot.text.to_owned(), report: Arc::new(report), before, last, leans }
                }
            };
            // A text that names no law hands on what came before it.
            before = kept.last.unwrap_or(before);
            out.push((shot.key.to_owned(), kept.report.clone()));
            now.insert(shot.key.to_owned(), kept);
        }
        self.kept = now;
        out
    }
}
