//! Scripts as teams write them (Word, plain text, Fountain, a pasted table) into shots.
//! Knows no people and no law; what does not fit a field goes to the note, what is unclear to the doubts.

mod docx;
mod fountain;
mod labels;
mod plain;
mod shots;

use serde::{Deserialize, Serialize};

use crate::archive;
use crate::html::{self, Slot};
use crate::kind::{Kind, kind_of};
use crate::refusal::{FileRefusal, check_size};
use crate::sheet;

/// The largest script file: text with a few pictures.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// Text of a script after unpacking; an hour of film has about 20,000 characters.
pub(crate) const MAX_CHARS: usize = 2_000_000;
/// Shots of one script. A feature film has about 2,000.
pub const MAX_SHOTS: usize = 2_000;

/// A script as read, before a person looks it over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScriptIn {
    /// Without 《》 and without 分镜脚本 behind it; empty when the file names none.
    pub title: String,
    pub header: HeaderIn,
    pub shots: Vec<ShotIn>,
    pub doubts: Vec<ScriptDoubt>,
}

/// What stands above the shots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeaderIn {
    /// 选题
    pub topic: String,
    /// 生活场景, 引子: the daily-life hook.
    pub hook: String,
    /// 普法点
    pub legal_point: String,
    /// 法律依据
    pub law_cited: String,
    /// 启示, 结语
    pub takeaway: String,
}

/// One shot; an empty string is a cell without text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShotIn {
    pub code: String,
    pub size: String,
    pub setting: String,
    pub picture: String,
    pub speaker: String,
    pub line: String,
    pub caption: String,
    pub seconds: Option<u32>,
    pub note: String,
}

/// Something a person should look at; nothing was left out because of it, except where the reason says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptDoubt {
    /// 1-based row of the table, or line of the text.
    pub row: usize,
    pub reason: ScriptDoubtReason,
    /// What stands there, shortened.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptDoubtReason {
    /// The same shot number stands on an earlier shot too.
    RepeatedCode,
    /// The table has shot numbers, this row has none.
    NoCode,
    /// The seconds could not be read and were left out.
    SecondsNotRead,
    /// Two people speak in one shot; their names stay in the line.
    SeveralSpeakers,
    /// A table without known headings; it was left out.
    TableNotUnderstood,
}

impl ScriptIn {
    fn doubt(&mut self, row: usize, reason: ScriptDoubtReason, text: &str) {
        self.doubts.push(ScriptDoubt { row, reason, text: text.chars().take(40).collect() });
    }

    /// Refuses a file in which nothing was understood.
    fn checked(self) -> Result<ScriptIn, FileRefusal> {
        if self.shots.is_empty() {
            return Err(FileRefusal::Empty);
        }
        if self.shots.len() > MAX_SHOTS {
            let limit = MAX_SHOTS as u64;
            return Err(FileRefusal::TooManyRows { place: self.title, limit });
        }
        Ok(self)
    }
}

/// A script file: .docx, .txt, .fountain, .html or a table saved as text or workbook; told by content.
///
/// # Errors
/// See [`FileRefusal`]; `Empty` when no shot was found.
pub fn read_script(bytes: &[u8]) -> Result<ScriptIn, FileRefusal> {
    check_size(bytes, MAX_BYTES)?;
    match kind_of(bytes) {
        Kind::Zip => {
            let mut package = archive::open(bytes)?;
            match archive::sort_of(&package) {
                "docx" => docx::read(&mut package)?.checked(),
                "xlsx" => from_sheets(&sheet::read_sheets(bytes)?).checked(),
                other => Err(FileRefusal::not(other)),
            }
        }
        Kind::Compound => from_sheets(&sheet::read_sheets(bytes)?).checked(),
        Kind::Text => read_pasted(&crate::encoding::decode(bytes)?),
        other => Err(FileRefusal::not(other.word())),
    }
}

/// The words of a .docx, or of a text file, line by line and understood as nothing.
///
/// # Errors
/// See [`FileRefusal`].
pub fn read_lines(bytes: &[u8]) -> Result<String, FileRefusal> {
    check_size(bytes, MAX_BYTES)?;
    match kind_of(bytes) {
        Kind::Zip => {
            let mut package = archive::open(bytes)?;
            match archive::sort_of(&package) {
                "docx" => docx::lines(&mut package),
                other => Err(FileRefusal::not(other)),
            }
        }
        Kind::Text => crate::encoding::decode(bytes),
        other => Err(FileRefusal::not(other.word())),
    }
}

/// Text from a file or the clipboard: an HTML table, a table of tabs, a Fountain screenplay, or plain lines.
///
/// # Errors
/// See [`FileRefusal`]; `Empty` when no shot was found.
pub fn read_pasted(text: &str) -> Result<ScriptIn, FileRefusal> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err(FileRefusal::TooLarge { bytes: text.len() as u64, limit: MAX_CHARS as u64 });
    }
    if html::looks_like_html(text) {
        let mut script = ScriptIn::default();
        let mut reader = shots::Reader::default();
        for table in html::tables(text)? {
            reader.table(&mut script, &table);
        }
        return script.checked();
    }
    if let Some(table) = tabbed(text)? {
        let mut script = ScriptIn::default();
        shots::Reader::default().table(&mut script, &table);
        if !script.shots.is_empty() {
            return script.checked();
        }
    }
    if fountain::looks_like_fountain(text) {
        return fountain::read(text).checked();
    }
    plain::read(text).checked()
}

fn slots(rows: impl IntoIterator<Item = Vec<String>>) -> html::TextTable {
    let slot = |text: String| Slot { text: text.trim().to_string(), ..Slot::default() };
    rows.into_iter().map(|row| row.into_iter().map(slot).collect()).collect()
}

/// Rows of a copied table: most lines have a tab.
fn tabbed(text: &str) -> Result<Option<html::TextTable>, FileRefusal> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let with_tab = text.lines().filter(|line| line.trim_end().contains('\t')).count();
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let comma = head.matches([',', '，']).count() > 1 && shots::is_header(head.split([',', '，']));
    if !comma && (with_tab == 0 || with_tab * 2 < lines) {
        return Ok(None);
    }
    Ok(Some(slots(sheet::rows_of(text)?)))
}

fn from_sheets(sheets: &[sheet::Sheet]) -> ScriptIn {
    let mut script = ScriptIn::default();
    let mut reader = shots::Reader::default();
    for sheet in sheets {
        let rows = sheet.rows.iter().map(|row| row.iter().map(sheet::Cell::shown).collect());
        reader.table(&mut script, &slots(rows));
    }
    script
}
