//! `backup`, `restore` and `verify`: keeping the data, and knowing that it is kept.

use super::workspace::Place;
use super::{Failure, Language};
use pufa_api::StudioError;
use pufa_api::house::VerifyView;
use pufa_store::{StoreError, backup};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Backup {
    /// Where to; a file that is there already is replaced once the new one is whole.
    file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Restore {
    /// The backup's file, or its name in the data folder's own backups.
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub fn run(self, place: &Place, _: Language) -> Result<(), Failure> {
        let api = place.open_existing()?;
        let file = match self.file {
            Some(file) => {
                api.back_up_to(&file)?;
                file
            }
            None => {
                let made = api.back_up()?;
                place.folder()?.join(backup::BACKUPS).join(made.name)
            }
        };
        tell!("{}", file.display());
        Ok(())
    }
}

impl Restore {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        if place.database.is_some() {
            return Err(StudioError::NoBackupHere.into());
        }
        let folder = place.folder()?;
        let file = found(folder, &self.file)?;
        let now = pufa_api::now();
        let checked = backup::restore(folder, &file, now).map_err(|error| match error {
            StoreError::Damaged(cause) => Failure::Found(
                format!("这个备份不完整，没有恢复，原有数据未动: {cause}"),
                format!("This backup is not whole; nothing was restored or touched: {cause}"),
            ),
            StoreError::Busy => Failure::Studio(StudioError::Busy),
            other => other.into(),
        })?;
        let rows = checked.audit_rows;
        tell!(
            "{}",
            language.say(
                format!("已恢复（留痕 {rows} 条）。原来的数据文件移到了 replaced 文件夹。"),
                format!("Restored ({rows} audit rows). What was there lies in the folder replaced."),
            )
        );
        Ok(())
    }
}

fn found(folder: &Path, file: &Path) -> Result<PathBuf, Failure> {
    let own = folder.join(backup::BACKUPS).join(file);
    [file.to_owned(), own]
        .into_iter()
        .find(|path| path.is_file())
        .ok_or(Failure::Studio(StudioError::NotFound))
}

impl Verify {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let view = place.open_existing()?.verify()?;
        if self.json {
            let text = serde_json::to_string(&view).map_err(|cause| StudioError::fault(&cause))?;
            tell!("{text}");
        } else if view.sound {
            tell!(
                "{}",
                language.say(
                    format!("完好: 留痕 {} 条，文件 {} 个。", view.audit_rows, view.files),
                    format!("Sound: {} audit rows, {} files.", view.audit_rows, view.files),
                )
            );
        }
        if view.sound { Ok(()) } else { Err(wrong(&view)) }
    }
}

fn wrong(view: &VerifyView) -> Failure {
    let (missing, changed) = (view.files_missing.len(), view.files_changed.len());
    let problems = view.database_problems.len();
    let gap = view.audit_gap.as_ref().map(|gap| format!("{} {}", gap.row, gap.what));
    let gap = gap.as_deref().unwrap_or("-");
    Failure::Found(
        format!(
            "核查发现问题: 留痕断点 {gap}，数据库 {problems} 处，文件缺失 {missing} 个、被改 {changed} 个。"
        ),
        format!(
            "Not sound: audit break {gap}, database problems {problems}, files missing {missing}, changed {changed}."
        ),
    )
}
