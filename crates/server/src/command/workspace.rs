//! Where the data lies, opening it, and making the workspace.
//! Knows no table; a password is asked for, used once and forgotten.

use super::{Failure, Language};
use pufa_api::{Api, Caller, StudioError};
use pufa_store::Store;
use pufa_store::blob::Blobs;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Where the data lies.
#[derive(Debug)]
pub struct Place {
    pub data: Option<PathBuf>,
    pub database: Option<String>,
}

impl Place {
    /// The data folder, which has to be named.
    pub fn folder(&self) -> Result<&Path, Failure> {
        self.data
            .as_deref()
            .ok_or(Failure::Usage("请用 --data 指定数据文件夹。", "Name the data folder with --data."))
    }

    /// Opens the studio; makes its folder and database when there are none. For a damaged database the last good
    /// backup is named.
    pub fn open(&self) -> Result<Api, Failure> {
        let folder = self.folder()?;
        if let Some(address) = &self.database {
            return Ok(Api::new(Store::open_postgres(address, folder)?, Blobs::open(folder)?));
        }
        match Api::open(folder) {
            Err(StudioError::Damaged) => Err(damaged(folder)),
            opened => Ok(opened?),
        }
    }

    /// Opens a studio that has been set up.
    pub fn open_existing(&self) -> Result<Api, Failure> {
        if self.database.is_none() && pufa_store::is_fresh(self.folder()?) {
            return Err(StudioError::NotSetUp.into());
        }
        let api = self.open()?;
        match call(&api, "workspace_state", &json!({}))?["ready"] == true {
            true => Ok(api),
            false => Err(StudioError::NotSetUp.into()),
        }
    }
}

/// A path as it can be pasted into a command line.
fn in_a_shell(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\._-:".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

fn damaged(folder: &Path) -> Failure {
    match pufa_api::house::last_good_backup(folder, pufa_api::now()) {
        Ok(Some(backup)) => {
            let file = folder.join(pufa_store::backup::BACKUPS).join(&backup.name);
            let (folder, file) = (in_a_shell(folder), in_a_shell(&file));
            Failure::Found(
                format!("数据文件已损坏。可用最近一次完好的备份恢复: pufa --data {folder} restore {file}"),
                format!(
                    "The data file is damaged. Restore the last good backup: pufa --data {folder} restore {file}"
                ),
            )
        }
        _ => Failure::Found(
            "数据文件已损坏，数据文件夹里也没有完好的备份。".into(),
            "The data file is damaged, and the data folder holds no good backup.".into(),
        ),
    }
}

/// Calls an operation as the operator of the data folder.
pub fn call(api: &Api, operation: &str, input: &Value) -> Result<Value, Failure> {
    let reply = api.call(&Caller::operator(), operation, input.to_string().as_bytes())?;
    serde_json::from_slice(&reply.body).map_err(|cause| StudioError::fault(&cause).into())
}

#[derive(Debug, clap::Args)]
pub struct Init {
    /// The unit's full name.
    #[arg(long)]
    unit: String,
    /// The administrator's login.
    #[arg(long)]
    admin: String,
    /// The administrator's name; the login when it is left out.
    #[arg(long)]
    name: Option<String>,
    /// The unit's level.
    #[arg(long, default_value = "county", value_parser = ["province", "prefecture", "county"])]
    level: String,
}

impl Init {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        if place.open_existing().is_ok() {
            return Err(StudioError::AlreadySetUp.into());
        }
        // Asked before anything is made: without a password nothing is left behind.
        let password = password(language)?;
        let api = place.open()?;
        let input = json!({
            "unit_name": self.unit, "level": self.level, "person_name": self.name.as_ref().unwrap_or(&self.admin),
            "login": self.admin, "password": password,
        });
        call(&api, "create_workspace", &input)?;
        tell!(
            "{}",
            language.say(
                format!("已建立“{}”的工作区，管理员 {}。", self.unit, self.admin),
                format!("The workspace of {} is ready; {} administers it.", self.unit, self.admin),
            )
        );
        Ok(())
    }
}

fn password(language: Language) -> Result<String, Failure> {
    if let Ok(password) = std::env::var("PUFA_PASSWORD") {
        return Ok(password);
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map_err(|cause| {
            let what = language
                .say("读不到口令，可改用环境变量 PUFA_PASSWORD", "no password (PUFA_PASSWORD would do)");
            Failure::System(what.to_owned(), cause)
        })
    };
    let first = ask(language.say("管理员口令: ", "Password: "))?;
    let second = ask(language.say("再输一次: ", "Again: "))?;
    if first == second {
        Ok(first)
    } else {
        Err(Failure::Usage("两次输入的口令不一致。", "The two passwords differ."))
    }
}
