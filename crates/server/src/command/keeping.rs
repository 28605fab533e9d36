//! `backup`, `restore` and `verify`: keeping the data, and knowing that it is kept.

use super::workspace::Place;
use super::{Failure, Language};
use pufa_api::house::VerifyView;
use pufa_api::{Api, StudioError};
use pufa_store::backup::{self, Checked};
use pufa_store::{StoreError, restore};
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
                back_up_to(&api, place, &file)?;
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

fn back_up_to(api: &Api, place: &Place, file: &Path) -> Result<(), Failure> {
    let itself = place.folder()?.join(pufa_store::DATABASE);
    if std::fs::canonicalize(file).is_ok_and(|file| std::fs::canonicalize(itself).is_ok_and(|db| db == file))
    {
        return Err(Failure::Refused(
            "这就是数据文件本身，不能拿备份盖住它。请换一个文件名。",
            "This is the database itself; a backup must not take its place. Name another file.",
        ));
    }
    match api.store().back_up_to(file) {
        Err(StoreError::File(cause)) => {
            Err(Failure::System(file.display().to_string(), std::io::Error::other(cause)))
        }
        made => Ok(made.map(|_| ())?),
    }
}

impl Restore {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let folder = place.folder()?;
        let file = found(folder, &self.file)?;
        let onto_server = place.database.is_some();
        let restored = if onto_server { fill(place, &file) } else { replace(folder, &file) };
        let rows = restored.map_err(not_whole)?.audit_rows;
        if onto_server {
            tell!(
                "{}",
                language.say(
                    format!("已装入数据库（留痕 {rows} 条）。"),
                    format!("Loaded into the database ({rows} audit rows)."),
                )
            );
        } else {
            tell!(
                "{}",
                language.say(
                    format!("已恢复（留痕 {rows} 条）。原来的数据文件移到了 replaced 文件夹。"),
                    format!("Restored ({rows} audit rows). What was there lies in the folder replaced."),
                )
            );
        }
        Ok(())
    }
}

fn replace(folder: &Path, file: &Path) -> Result<Checked, Failure> {
    Ok(restore::put_back(folder, file, pufa_api::now())?)
}

/// Fills an empty PostgreSQL database: with the backup of another one, or with a workspace that moves to a server. One
/// that is in use is never touched from here; an administrator restores it from within.
fn fill(place: &Place, file: &Path) -> Result<Checked, Failure> {
    let api = place.open()?;
    if !api.store().is_empty()? {
        return Err(Failure::Refused(
            "这个数据库里已有工作区，没有改动。请换一个空的数据库；要恢复正在用的，请管理员在设置里操作。",
            "The database holds a workspace already; nothing was touched. Name an empty database, or restore from \
             the settings as an administrator.",
        ));
    }
    Ok(api.store().restore(file)?)
}

fn not_whole(failure: Failure) -> Failure {
    match failure {
        Failure::Studio(StudioError::Damaged) => Failure::Found(
            "这个备份不完整，没有恢复，原有数据未动。".into(),
            "This backup is not whole; nothing was restored or touched.".into(),
        ),
        other => other,
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
