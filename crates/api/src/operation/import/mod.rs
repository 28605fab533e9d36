//! Import of what a unit has: roster, list of published works, the platforms' exports of figures.
//! First looked at, then run: a preview says row by row what would come of it, and only that very preview can be run.
//! Nothing is guessed: what is doubtful is said with its row and left out.

mod batch;
mod episodes;
mod figures;
mod known;
mod number;
mod roster;

use batch::Batch;

use crate::context::{Acting, Context};
use crate::error::StudioError;
use pufa_domain::people::Category;
use pufa_domain::right::Right;
use pufa_domain::{Day, PersonId, UnitId};
use pufa_files::sheet::{self, Sheet};
use pufa_files::table::{NoHeader, SkipReason, Table};
use pufa_files::understand::Doubt;
use pufa_store::table::{import_run, media};
use pufa_store::{Sql, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// The most rows of one answer; what needs a look comes first.
const MOST_ROWS: usize = 1_000;
/// The most characters of a value that a remark repeats.
const SHOWN: usize = 80;

pufa_domain::words! {
    /// What a file holds.
    pub enum ImportKind {
        /// 花名册
        Roster = "roster",
        /// 已发布节目
        Episodes = "episodes",
        /// Figures exported from a platform.
        Figures = "figures",
    }
}

pufa_domain::words! {
    /// What comes of a row.
    pub enum ImportOutcome {
        /// Something new, which may be without its doubtful parts.
        Made = "made",
        /// Something known gets more or other facts.
        Changed = "changed",
        /// All of it is known.
        Exists = "exists",
        /// Not taken over; the remarks say why.
        Doubtful = "doubtful",
        /// Holds nothing to take over.
        LeftOut = "left_out",
    }
}

/// A file, and what to take where it says nothing.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewImport {
    pub kind: ImportKind,
    /// An uploaded file.
    pub sha256: String,
    /// Of people whose category the file does not tell (书记员, 事业编): null leaves them out as doubtful.
    #[serde(default)]
    pub unclear_as: Option<Category>,
    /// From which day on people without a first day count; null: 2000-01-01.
    #[serde(default)]
    pub since: Option<Day>,
    /// The day of the figures; null: today.
    #[serde(default)]
    pub taken_day: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    pub asked: PreviewImport,
    /// The `hash` of the preview that is to be run; when the file or the data changed since, nothing happens.
    pub preview: String,
}

/// Something about a row that a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportRemark {
    /// name, department, category, joined, left, title, column, number, published, platforms, seconds, figures, a role.
    pub field: String,
    /// A word of which the screen has the sentence.
    pub reason: String,
    /// What stands in the sheet, shortened.
    pub text: String,
}

/// A row of the sheet and what comes of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportRow {
    pub sheet: String,
    /// 1-based, as the spreadsheet shows it.
    pub row: u32,
    /// The person's name or the work's title.
    pub what: String,
    pub outcome: ImportOutcome,
    pub remarks: Vec<ImportRemark>,
}

/// How many rows come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportCounts {
    pub made: u32,
    pub changed: u32,
    pub exists: u32,
    pub doubtful: u32,
    pub left_out: u32,
    /// Rows that are taken over with a remark.
    pub with_remarks: u32,
}

/// How many things an import makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportMakes {
    pub departments: u32,
    pub people: u32,
    pub employments: u32,
    pub columns: u32,
    pub channels: u32,
    pub episodes: u32,
    pub publications: u32,
    pub credits: u32,
    pub snapshots: u32,
}

/// What an import would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportPreview {
    /// Names exactly this; to be sent back to run it.
    pub hash: String,
    pub kind: ImportKind,
    pub file_name: String,
    pub counts: ImportCounts,
    pub makes: ImportMakes,
    /// Names of what is new beside the rows: departments, columns, channels.
    pub new_names: Vec<String>,
    /// What needs a look first, then the others, in the order of the sheet.
    pub rows: Vec<ImportRow>,
    /// Rows beyond those.
    pub more: u32,
    /// Headings that say nothing to the studio.
    pub unknown_headings: Vec<String>,
    pub sheets_without_header: Vec<String>,
    /// The platform whose export it is, for figures.
    pub platform: Option<String>,
}

/// What an import did.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportResult {
    pub file_name: String,
    pub counts: ImportCounts,
    pub makes: ImportMakes,
}

/// Rows with their outcome, and everything that running them stores.
#[derive(Default)]
pub(crate) struct Plan {
    rows: Vec<ImportRow>,
    batch: Batch,
    new_names: Vec<String>,
    unknown_headings: Vec<String>,
    sheets_without_header: Vec<String>,
    platform: Option<String>,
}

/// Who imports what into which unit.
pub(crate) struct Importing<'a, 'c> {
    cx: &'a Context<'c>,
    sql: &'a dyn Sql,
    unit: UnitId,
    by: PersonId,
    asked: &'a PreviewImport,
}

pub fn preview_import(cx: &Context<'_>, input: PreviewImport) -> Result<ImportPreview, StudioError> {
    let acting = allowed(cx, input.kind)?;
    let (name, sheets) = read_file(cx, acting, &input)?;
    cx.read(|sql| Ok(plan(cx, sql, acting, &input, &sheets)?.preview(&input, name)))
}

pub fn run_import(cx: &Context<'_>, input: RunImport) -> Result<ImportResult, StudioError> {
    let acting = allowed(cx, input.asked.kind)?;
    let (name, sheets) = read_file(cx, acting, &input.asked)?;
    cx.write(|sql| {
        let plan = plan(cx, sql, acting, &input.asked, &sheets)?;
        let preview = plan.preview(&input.asked, name);
        if preview.hash != input.preview {
            return Err(StudioError::Stale);
        }
        plan.batch.store(cx, sql)?;
        let result = ImportResult {
            file_name: preview.file_name.clone(),
            counts: preview.counts,
            makes: preview.makes,
        };
        let run = import_run::Run {
            id: cx.uuid(),
            unit: acting.unit,
            kind: input.asked.kind.word().into(),
            file_name: preview.file_name,
            file_sha256: input.asked.sha256.clone(),
            by: acting.person,
            at: cx.now(),
        };
        import_run::insert(sql, &run, &result)?;
        cx.record(sql, acting.unit, "import", run.id, None, Some(&(&input.asked, &result)))?;
        Ok(result)
    })
}

fn allowed(cx: &Context<'_>, kind: ImportKind) -> Result<Acting, StudioError> {
    cx.require(match kind {
        ImportKind::Roster => Right::Administer,
        ImportKind::Episodes | ImportKind::Figures => Right::Edit,
    })
}

fn read_file(
    cx: &Context<'_>,
    acting: Acting,
    asked: &PreviewImport,
) -> Result<(String, Vec<Sheet>), StudioError> {
    let name = cx.read(|sql| Ok(media::get(sql, acting.unit, &asked.sha256)?.name))?;
    let bytes = cx.api.blobs().get(&asked.sha256, sheet::MAX_BYTES).map_err(|error| match error {
        StoreError::File(_) => StudioError::TooLarge { most: sheet::MAX_BYTES },
        other => other.into(),
    })?;
    Ok((name, sheet::read_sheets(&bytes)?))
}

fn no_header(refusal: &NoHeader) -> StudioError {
    StudioError::BadFile { reason: "no_header".into(), detail: refusal.missing.join("、") }
}

fn plan(
    cx: &Context<'_>,
    sql: &dyn Sql,
    acting: Acting,
    asked: &PreviewImport,
    sheets: &[Sheet],
) -> Result<Plan, StudioError> {
    let importing = Importing { cx, sql, unit: acting.unit, by: acting.person, asked };
    match asked.kind {
        ImportKind::Roster => roster::plan(&importing, sheets),
        ImportKind::Episodes => episodes::plan(&importing, sheets),
        ImportKind::Figures => figures::plan(&importing, sheets),
    }
}

impl Plan {
    /// Notes what the table itself says of rows and columns that are passed over.
    fn note_table<F>(&mut self, table: &Table<F>) {
        self.unknown_headings = table.unknown.iter().map(|u| u.heading.clone()).collect();
        self.sheets_without_header.clone_from(&table.sheets_without_header);
        for skipped in &table.skipped {
            let reason = match skipped.reason {
                SkipReason::RepeatedHeader => "repeated_header",
                SkipReason::Total => "total",
                SkipReason::Note => "note",
            };
            self.rows.push(ImportRow {
                sheet: skipped.sheet.clone(),
                row: small(skipped.number),
                what: String::new(),
                outcome: ImportOutcome::LeftOut,
                remarks: vec![remark("row", reason, "")],
            });
        }
    }

    fn counts(&self) -> ImportCounts {
        let mut counts = ImportCounts::default();
        for row in &self.rows {
            *match row.outcome {
                ImportOutcome::Made => &mut counts.made,
                ImportOutcome::Changed => &mut counts.changed,
                ImportOutcome::Exists => &mut counts.exists,
                ImportOutcome::Doubtful => &mut counts.doubtful,
                ImportOutcome::LeftOut => &mut counts.left_out,
            } += 1;
            let taken = matches!(row.outcome, ImportOutcome::Made | ImportOutcome::Changed);
            counts.with_remarks += u32::from(taken && !row.remarks.is_empty());
        }
        counts
    }

    fn preview(&self, asked: &PreviewImport, file_name: String) -> ImportPreview {
        let (counts, makes) = (self.counts(), self.batch.makes());
        let mut rows = self.rows.clone();
        rows.sort_by_key(|row| (order(row), row.row));
        let more = rows.len().saturating_sub(MOST_ROWS);
        let hash = hash(&(asked, &makes, &self.new_names, &rows));
        rows.truncate(MOST_ROWS);
        ImportPreview {
            hash,
            kind: asked.kind,
            file_name,
            counts,
            makes,
            new_names: self.new_names.clone(),
            rows,
            more: small(more),
            unknown_headings: self.unknown_headings.clone(),
            sheets_without_header: self.sheets_without_header.clone(),
            platform: self.platform.clone(),
        }
    }
}

/// What needs a look comes first.
fn order(row: &ImportRow) -> u8 {
    match row.outcome {
        ImportOutcome::Doubtful => 0,
        ImportOutcome::Made | ImportOutcome::Changed if !row.remarks.is_empty() => 1,
        ImportOutcome::Changed => 2,
        ImportOutcome::Made => 3,
        ImportOutcome::LeftOut => 4,
        ImportOutcome::Exists => 5,
    }
}

fn hash(of: &impl Serialize) -> String {
    hex::encode(Sha256::digest(serde_json::to_vec(of).unwrap_or_default()))
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn remark(field: &str, reason: &str, text: &str) -> ImportRemark {
    ImportRemark { field: field.into(), reason: reason.into(), text: text.chars().take(SHOWN).collect() }
}

/// The word of a reader's doubt.
fn doubt(field: &str, reason: Doubt, text: &str) -> ImportRemark {
    let word = serde_json::to_value(reason).ok();
    let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or("doubtful");
    remark(field, word, text)
}

/// What two writings of a title or a name have in common: letters and digits, in one width and one case.
fn key(text: &str) -> String {
    pufa_domain::pinyin::normalised(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
