//! Bringing law texts into the library: files are looked at first, then taken over in one transaction.
//! A file that is not understood is listed with the reason and left out; a text that is held already is made once.

use super::day_text;
use crate::context::{Acting, Context};
use crate::error::StudioError;
use pufa_domain::right::Right;
use pufa_domain::{LawTextId, Refusal, UnitId};
use pufa_files::script_in;
use pufa_proof::law::{LawTable, names};
use pufa_proof::library::{Added, Import, LawText, Library, SourceFile, read_folder};
use pufa_proof::text::Day as ProofDay;
use pufa_store::table::law_text::{self, LawTextHead};
use pufa_store::table::media;
use pufa_store::{Sql, StoreError, json_text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use ts_rs::TS;

/// The most files of one import: every law, interpretation and regulation there is are some thousand.
const MOST_FILES: u32 = 2_000;
/// The largest file, and all of them together, in bytes.
const MOST_BYTES: u64 = 8 << 20;
const MOST_TOGETHER: usize = 64 << 20;
/// The most versions that a library holds.
const MOST_TEXTS: usize = 5_000;

/// An uploaded file under the path that it had in its folder: `versions/2027-01-01/商标法.md`.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawFile {
    pub sha256: String,
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewLaws {
    /// .md, .txt, .docx; at most 2,000.
    pub files: Vec<LawFile>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportLaws {
    pub files: Vec<LawFile>,
    /// The `hash` of the preview that is to be run; when the files or the library changed since, nothing happens.
    pub preview: String,
}

pufa_domain::words! {
    /// What comes of a file.
    pub enum LawOutcome {
        /// A version that the library does not hold.
        New = "new",
        /// Takes the place of the text that is held for the same first day.
        Replaced = "replaced",
        /// Held already, word for word.
        Same = "same",
        /// Another file of the import holds the same version; that one counts.
        Double = "double",
        /// Not taken over; the reason says why.
        Refused = "refused",
    }
}

/// A file, or the files of one law, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawImportRow {
    pub path: String,
    pub outcome: LawOutcome,
    /// no_articles, no_title, too_long, or the file reader's code; empty unless refused.
    pub reason: String,
    pub title: String,
    pub adopted: Option<ProofDay>,
    /// Null: neither the text nor the tables say; it then counts only while it is the law's only text.
    pub effective: Option<ProofDay>,
    pub articles: u32,
    /// Whether the tables know a law of this title.
    pub known: bool,
}

/// How many files come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawImportCounts {
    pub new: u32,
    pub replaced: u32,
    pub same: u32,
    pub double: u32,
    pub refused: u32,
}

/// What an import of law texts would do, or did.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawImport {
    /// Names exactly this; to be sent back to run it.
    pub hash: String,
    pub counts: LawImportCounts,
    /// Those that were refused first, then by path.
    pub rows: Vec<LawImportRow>,
}

/// Rows, and the texts that are to be stored with the file each came from.
struct Plan {
    rows: Vec<LawImportRow>,
    texts: Vec<(LawText, String)>,
}

pub fn preview_laws(cx: &Context<'_>, input: PreviewLaws) -> Result<LawImport, StudioError> {
    let acting = cx.require(Right::Edit)?;
    let files = read_files(cx, acting, &input.files)?;
    cx.read(|sql| {
        let (_, library) = cx.api.shelf().library(sql, acting.unit)?;
        Ok(plan(&library, &files)?.told())
    })
}

/// Takes over what the preview showed. Run twice it finds every text held already.
pub fn import_laws(cx: &Context<'_>, input: ImportLaws) -> Result<LawImport, StudioError> {
    let acting = cx.require(Right::Edit)?;
    let files = read_files(cx, acting, &input.files)?;
    cx.write(|sql| {
        let (_, library) = cx.api.shelf().library(sql, acting.unit)?;
        let plan = plan(&library, &files)?;
        let told = plan.told();
        if told.hash != input.preview {
            return Err(StudioError::Stale);
        }
        let held = held(sql, acting.unit)?;
        for (text, path) in &plan.texts {
            store(cx, sql, acting, &held, (text, path))?;
        }
        for file in &input.files {
            media::let_go(sql, acting.unit, &file.sha256)?;
        }
        cx.record(sql, acting.unit, "law_library", acting.unit, None, Some(&told.counts))?;
        Ok(told)
    })
}

/// A file's name with its words, or with why it has none.
type Words = (String, Result<String, String>);

/// The words of the files, each read from the unit's own uploads.
fn read_files(cx: &Context<'_>, acting: Acting, files: &[LawFile]) -> Result<Vec<Words>, StudioError> {
    let found = u32::try_from(files.len()).unwrap_or(u32::MAX);
    if found > MOST_FILES {
        return Err(Refusal::TooMany { field: "files".into(), most: MOST_FILES, found }.into());
    }
    cx.read(|sql| {
        for file in files {
            media::get(sql, acting.unit, &file.sha256)?;
        }
        Ok(())
    })?;
    let mut read = Vec::with_capacity(files.len());
    let mut together = 0;
    for file in files {
        let path = Refusal::text("path", &file.path.replace('\\', "/"), 300)?;
        let words = match cx.api.blobs().get(&file.sha256, MOST_BYTES) {
            Ok(bytes) => script_in::read_lines(&bytes).map_err(|refusal| refusal.code().to_owned()),
            Err(StoreError::File(_)) => Err("too_large".to_owned()),
            Err(other) => return Err(other.into()),
        };
        together += words.as_ref().map_or(0, String::len);
        if together > MOST_TOGETHER {
            return Err(StudioError::TooLarge { most: MOST_TOGETHER as u64 });
        }
        read.push((path, words));
    }
    Ok(read)
}

fn plan(library: &Library, files: &[(String, Result<String, String>)]) -> Result<Plan, StudioError> {
    let table = LawTable::bundled();
    let sources: Vec<SourceFile<'_>> = files
        .iter()
        .filter_map(|(path, words)| Some(SourceFile { path, text: words.as_ref().ok()? }))
        .collect();
    let mut plan = Plan { rows: Vec::new(), texts: Vec::new() };
    let mut read = Vec::new();
    for Import { path, outcome } in read_folder(&sources) {
        match outcome {
            Ok(text) => read.push((text.dated(table), path)),
            Err(refusal) => plan.rows.push(refused(path, refusal.code())),
        }
    }
    let mut after = library.clone();
    let last: HashMap<_, usize> = (0..).zip(&read).map(|(at, (text, _))| (version(text), at)).collect();
    for (at, (text, path)) in read.iter().enumerate() {
        let known = table.resolve(&text.title).is_some();
        if last.get(&version(text)) != Some(&at) {
            plan.rows.push(row(path, LawOutcome::Double, text, known));
            continue;
        }
        let outcome = match after.add(text.clone(), table) {
            Added::New => LawOutcome::New,
            Added::Replaced => LawOutcome::Replaced,
            Added::Same => LawOutcome::Same,
        };
        plan.rows.push(row(path, outcome, text, known));
        if outcome != LawOutcome::Same {
            plan.texts.push((text.clone(), path.clone()));
        }
    }
    let unread = files.iter().filter_map(|(path, words)| Some((path, words.as_ref().err()?)));
    plan.rows.extend(unread.map(|(path, reason)| refused(path.clone(), reason)));
    plan.rows.sort_by(|a, b| {
        let order = |row: &LawImportRow| row.outcome != LawOutcome::Refused;
        (order(a), &a.path).cmp(&(order(b), &b.path))
    });
    if after.len() > MOST_TEXTS {
        let (most, found) = (count(MOST_TEXTS), count(after.len()));
        return Err(Refusal::TooMany { field: "law_texts".into(), most, found }.into());
    }
    Ok(plan)
}

/// What tells one text from another: the law and the first day.
fn version(text: &LawText) -> (String, Option<ProofDay>) {
    (names::key(&text.title), text.effective)
}

fn row(path: &str, outcome: LawOutcome, text: &LawText, known: bool) -> LawImportRow {
    LawImportRow {
        path: path.to_owned(),
        outcome,
        reason: String::new(),
        title: text.title.clone(),
        adopted: text.adopted,
        effective: text.effective,
        articles: count(text.articles.len()),
        known,
    }
}

fn refused(path: String, reason: &str) -> LawImportRow {
    LawImportRow {
        path,
        outcome: LawOutcome::Refused,
        reason: reason.to_owned(),
        title: String::new(),
        adopted: None,
        effective: None,
        articles: 0,
        known: false,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Plan {
    fn told(&self) -> LawImport {
        let mut counts = LawImportCounts::default();
        for row in &self.rows {
            *match row.outcome {
                LawOutcome::New => &mut counts.new,
                LawOutcome::Replaced => &mut counts.replaced,
                LawOutcome::Same => &mut counts.same,
                LawOutcome::Double => &mut counts.double,
                LawOutcome::Refused => &mut counts.refused,
            } += 1;
        }
        let texts: Vec<String> = self.texts.iter().map(|(text, _)| hash(text)).collect();
        LawImport { hash: hash(&(&self.rows, texts)), counts, rows: self.rows.clone() }
    }
}

fn hash(of: &impl Serialize) -> String {
    hex::encode(Sha256::digest(serde_json::to_vec(of).unwrap_or_default()))
}

/// The texts that are held, by law and first day.
fn held(sql: &dyn Sql, unit: UnitId) -> Result<HashMap<(String, Option<String>), LawTextId>, StoreError> {
    let heads = law_text::heads(sql, unit)?;
    Ok(heads.into_iter().map(|head| ((head.law, head.effective), head.id)).collect())
}

fn store(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    held: &HashMap<(String, Option<String>), LawTextId>,
    (text, path): (&LawText, &str),
) -> Result<(), StudioError> {
    let law = names::key(&text.title);
    let effective = day_text(text);
    if let Some(before) = held.get(&(law.clone(), effective.clone())) {
        law_text::remove(sql, *before, acting.person, cx.now(), "replaced")?;
    }
    let head = LawTextHead {
        id: LawTextId(cx.uuid()),
        unit: acting.unit,
        law,
        title: text.title.clone(),
        effective,
        adopted: text.adopted.map(|day| day.to_string()),
        articles: count(text.articles.len()),
        content_hash: hash(text),
        file_name: path.to_owned(),
        by: acting.person,
        at: cx.now(),
    };
    law_text::insert(sql, &head, &json_text(text)?)?;
    let told = (&head.title, &head.effective, &head.content_hash);
    cx.record(sql, acting.unit, "law_text", head.id, None, Some(&told))
}
