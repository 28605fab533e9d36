//! `import`, `participation` and `demo`: what scripts do with the studio's content, through its own operations.

use super::told::tell_import;
use super::workspace::{Place, call};
use super::{Failure, Language};
use pufa_api::{Api, Caller, StudioError};
use pufa_domain::Day;
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Import {
    /// What the file holds.
    #[arg(value_parser = ["roster", "episodes"])]
    kind: String,
    /// A spreadsheet: .xlsx, .xls or .csv.
    file: PathBuf,
    /// Say what would come of it, and change nothing else.
    #[arg(long)]
    dry_run: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
    /// What people are whose category the roster does not tell; without it they are left out as doubtful.
    #[arg(long, value_parser = ["staff", "contract"])]
    unclear_as: Option<String>,
    /// From which day on people without a first day count.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Participation {
    /// The day it is asked about, as in 2021-09-30.
    #[arg(long, value_name = "DATE")]
    on: String,
    /// The first day of a period; without it, everything ever published counts.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Which roles count: creating and on screen, or all but the reviewer's. Without it, as the unit has set.
    #[arg(long, value_parser = ["strict", "wide"])]
    policy: Option<String>,
    /// Answer as JSON: numerator, denominator, rate, people.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Demo {}

/// Bytes read at once from a file on its way into the studio.
const CHUNK: usize = 1 << 20;

/// Brings a file to the studio; answers its sha256.
fn bring(api: &Api, path: &Path) -> Result<String, Failure> {
    let outside = |cause| Failure::System(path.display().to_string(), cause);
    let mut file = File::open(path).map_err(outside)?;
    let size = file.metadata().map_err(outside)?.len();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let caller = Caller::operator();
    let mut upload = api.begin_upload(&caller, &name, Some(size))?;
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = file.read(&mut buffer).map_err(outside)?;
        if read == 0 {
            return Ok(upload.finish()?.sha256);
        }
        upload.write(&buffer[..read])?;
    }
}

/// A day as it is written on the command line, such as 2021-09-30.
fn day(text: &str) -> Result<&str, Failure> {
    Day::parse(text).map(|_| text).ok_or(Failure::Usage(
        "日期应写成 2021-09-30 这样，在 1978 年至 2099 年之间。",
        "A day is written like 2021-09-30, between 1978 and 2099.",
    ))
}

impl Import {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let since = self.since.as_deref().map(day).transpose()?;
        let api = place.open_existing()?;
        let asked = json!({
            "kind": self.kind, "sha256": bring(&api, &self.file)?, "unclear_as": self.unclear_as,
            "since": since, "taken_day": null,
        });
        let preview = call(&api, "preview_import", &asked).map_err(Failure::of_table)?;
        let result = if self.dry_run {
            None
        } else {
            let run = json!({ "asked": asked, "preview": preview["hash"] });
            Some(call(&api, "run_import", &run)?)
        };
        if self.json {
            tell!("{}", json!({ "preview": preview, "result": result }));
        } else {
            tell_import(&preview, result.as_ref(), language);
        }
        Ok(())
    }
}

impl Participation {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let mut ask = json!({ "on": day(&self.on)? });
        let from = self.from.as_deref().map(day).transpose()?;
        let api = place.open_existing()?;
        for (name, value) in [("from", from), ("policy", self.policy.as_deref())] {
            if let Some(value) = value {
                ask[name] = json!(value);
            }
        }
        let view = call(&api, "participation", &ask)?;
        let (n, total) = (view["rate"]["n"].as_u64(), view["rate"]["total"].as_u64());
        let (n, total) = n.zip(total).ok_or_else(|| StudioError::fault(&"a rate without numbers"))?;
        if self.json {
            #[allow(clippy::cast_precision_loss)]
            let rate = (total > 0).then(|| (n as f64 / total as f64 * 10_000.0).round() / 10_000.0);
            let answer = json!({
                "on": view["on"], "from": view["from"], "policy": view["policy"], "numerator": n,
                "denominator": total, "rate": rate, "people": view["people"],
            });
            tell!("{answer}");
            return Ok(());
        }
        let rate = match view["rate"]["tenths"].as_u64() {
            Some(tenths) => format!("{}.{} %", tenths / 10, tenths % 10),
            None => language.say("无定义", "not defined").to_owned(),
        };
        let on = view["on"].as_str().unwrap_or_default();
        tell!(
            "{}",
            language.say(
                format!("参与率 {rate}（{n}/{total} 人），截至 {on}"),
                format!("Participation {rate} ({n}/{total} people) on {on}"),
            )
        );
        for person in view["people"].as_array().into_iter().flatten() {
            let text = |name: &str| person[name].as_str().unwrap_or_default();
            let mark = if person["takes_part"] == true { "+" } else { "-" };
            tell!("  {mark} {}\t{}\t{}", text("name"), text("department"), person["works"]);
        }
        Ok(())
    }
}

impl Demo {
    pub fn run(self, place: &Place, language: Language) -> Result<(), Failure> {
        let folder = place.folder()?;
        if place.database.is_some() {
            return Err(Failure::Usage(
                "演示工作区只建在数据文件夹里，不支持 --database。",
                "The demo workspace lives in a data folder only; leave --database out.",
            ));
        }
        if folder.join(pufa_store::DATABASE).exists() {
            return Err(StudioError::AlreadySetUp.into());
        }
        pufa_api::demo::make_if_missing(folder)?;
        let (login, password) = (pufa_api::demo::LOGIN, pufa_api::demo::PASSWORD);
        tell!(
            "{}",
            language.say(
                format!("演示工作区已建好，账号 {login}，口令 {password}。"),
                format!("The demo workspace is ready; sign in as {login} with {password}."),
            )
        );
        Ok(())
    }
}
