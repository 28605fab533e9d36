//! `check`: a script's text against laws in force, privacy and wording; with a data folder also against the unit's own
//! library and rules.
//! Knows no rule: what is wrong with a text is `pufa-proof`'s to say.

mod lines;
mod told;

use super::workspace::Place;
use super::{Failure, Language};
use pufa_api::StudioError;
use pufa_files::FileRefusal;
use pufa_files::script_in::{MAX_BYTES, read_lines};
use pufa_proof::text::Day;
use pufa_proof::wording::Stage;
use pufa_proof::{Checker, LineReport, Settings};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Check {
    /// A script: .docx, or text in UTF-8 or GB18030; `-` reads standard input.
    #[arg(required_unless_present = "jsonl")]
    file: Option<PathBuf>,
    /// Many texts: a file with {"text": ..., "context_law"?: ...} in each line, or `-`. Each line is answered by one
    /// line in the same order; a line that cannot be read by {"error": {code, line, message}}.
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    jsonl: Option<PathBuf>,
    /// The planned publish date, as in 2026-11-22; today without it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Day>,
    /// Stage of the case that the text tells: investigation, prosecution, trial, judged, civil or administrative;
    /// 侦查, 审查起诉, 审判, 判决生效, 民事 and 行政 will do as well.
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    stage: Option<Stage>,
    /// Answer as JSON: citations, privacy and findings, offsets in Unicode characters of the text.
    #[arg(long)]
    json: bool,
    /// End with 3 when an error is found; without it, what is found does not change how the command ends.
    #[arg(long)]
    gate: bool,
}

fn day(text: &str) -> Result<Day, &'static str> {
    Day::parse(text).ok_or("a day is written like 2026-11-22")
}

fn stage(text: &str) -> Result<Stage, &'static str> {
    Stage::parse(text).ok_or("there are investigation, prosecution, trial, judged, civil and administrative")
}

impl Check {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let today = pufa_api::today();
        let today =
            Day::parse(&today.to_string()).ok_or_else(|| StudioError::fault(&"a day without a date"))?;
        let settings = Settings { stage: self.stage, ..Settings::on(self.on.unwrap_or(today)) };
        let checker = match place {
            Place { data: None, database: None } => Checker::new(settings.clone()),
            of_a_unit => of_a_unit.open_existing()?.checker(settings.clone())?,
        };
        let errors = match (&self.jsonl, &self.file) {
            (Some(path), _) => lines::check(open(path)?, checker, &settings, language)?,
            (None, Some(path)) => self.one(path, &checker, settings.on, language)?,
            (None, None) => 0,
        };
        match errors {
            found if self.gate && found > 0 => {
                Err(Failure::Found(format!("有 {found} 处错误。"), format!("There are {found} errors.")))
            }
            _ => Ok(()),
        }
    }

    /// Checks one text; answers how many errors it has.
    fn one(&self, path: &Path, checker: &Checker, on: Day, language: Language) -> Result<usize, Failure> {
        let read = read_lines(&bounded(path)?).and_then(|text| match text.trim().is_empty() {
            true => Err(FileRefusal::Empty),
            false => Ok(text),
        });
        let text = read.map_err(|refusal| not_read(path, &refusal))?;
        let report = checker.check(&text);
        let told = if self.json {
            let line = serde_json::to_string(&LineReport::from(&report));
            line.map_err(|cause| StudioError::fault(&cause))? + "\n"
        } else {
            told::told(&text, &report, on, language)
        };
        say(io::stdout().write_all(told.as_bytes()))?;
        Ok(lines::errors(&LineReport::from(&report)))
    }
}

/// A reader that has gone away (`| head`) wants nothing more, and that is no failure.
fn say(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::System("stdout".into(), cause))
        }
        _ => Ok(()),
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(cause) => Err(Failure::System(path.display().to_string(), cause)),
    }
}

/// The file's bytes; one more than may be read, when it is larger.
fn bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Failure::System(path.display().to_string(), cause))?;
    Ok(bytes)
}

fn not_read(path: &Path, refusal: &FileRefusal) -> Failure {
    let (zh, en) = match refusal {
        FileRefusal::TooLarge { .. } => {
            ("太大，最多读 20 MB。".to_owned(), "too large; at most 20 MB are read.")
        }
        FileRefusal::NotThisKind { found } => (
            format!("不是 Word 文档（.docx）或文本文件（像是 {found}），请另存为 .docx 或 .txt。"),
            "neither a Word document (.docx) nor a text file; save it as .docx or .txt.",
        ),
        FileRefusal::Encrypted => {
            ("设有密码，请去掉密码后再检查。".to_owned(), "protected by a password; remove it first.")
        }
        FileRefusal::Bomb { .. } => {
            ("展开后大得不合理，没有读取。".to_owned(), "unpacks to an unreasonable size; not read.")
        }
        FileRefusal::Empty => ("里没有文字。".to_owned(), "holds no text."),
        FileRefusal::Damaged { .. }
        | FileRefusal::TooManyRows { .. }
        | FileRefusal::TooManyColumns { .. }
        | FileRefusal::TooManyCells { .. }
        | FileRefusal::CellTooLong { .. } => {
            (format!("打不开，可能已损坏（{refusal}）。"), "cannot be read; it may be damaged.")
        }
    };
    let name = path.display();
    Failure::Input(format!("{name} {zh}"), format!("{name}: {en}"))
}
