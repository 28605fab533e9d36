//! Backups, restoring one, and the check of everything, for administrators.

use crate::context::Context;
use crate::error::StudioError;
pub use crate::house::{BackupView, VerifyView};
use crate::{Api, Subject};
use pufa_domain::right::Right;
use pufa_domain::{Millis, NoticeId};
use pufa_store::StoreError;
use pufa_store::table::notice::{self, Notice};
use pufa_store::table::{unit, voter};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListBackups {}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeBackup {}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreBackup {
    /// One of the list's names.
    pub name: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyStudio {}

/// The backups there are, newest first.
pub fn list_backups(cx: &Context<'_>, _: ListBackups) -> Result<Vec<BackupView>, StudioError> {
    cx.require(Right::Administer)?;
    cx.api.list_backups()
}

pub fn make_backup(cx: &Context<'_>, _: MakeBackup) -> Result<BackupView, StudioError> {
    let acting = cx.require(Right::Administer)?;
    let made = cx.api.back_up()?;
    cx.write(|sql| cx.record(sql, acting.unit, "backup", &made.name, None, Some(&made)))?;
    Ok(made)
}

/// Goes back to a backup; of what is given up a backup is made first. Everybody's session is as it was then, so most
/// have to sign in again.
pub fn restore_backup(cx: &Context<'_>, input: RestoreBackup) -> Result<(), StudioError> {
    let acting = cx.require(Right::Administer)?;
    cx.api.restore_open(&input.name)?;
    cx.write(|sql| cx.record(sql, acting.unit, "backup", &input.name, None, Some(&"restored")))
}

/// Checks the audit's chain, the database and every file. Takes as long as reading them all.
pub fn verify_studio(cx: &Context<'_>, _: VerifyStudio) -> Result<VerifyView, StudioError> {
    cx.require(Right::Administer)?;
    cx.api.verify()
}

/// Tells everybody who administers a unit, once a day, that the day's backup failed.
pub(crate) fn tell_failed(api: &Api, now: Millis) -> Result<(), StudioError> {
    let day = now.day_in(&crate::default_zone());
    let told = api.store().write::<_, StoreError>(|sql| {
        let mut told = false;
        for home in unit::all(sql)? {
            for holder in voter::of_unit(sql, home.id, day)?.iter().filter(|one| one.may(Right::Administer)) {
                let failed = Notice {
                    id: NoticeId(api.uuid(now)),
                    person: holder.person,
                    kind: "backup_failed".to_owned(),
                    params: "{}".to_owned(),
                    key: format!("backup_failed:{day}"),
                    at: now,
                    seen_at: None,
                };
                told |= notice::tell(sql, &failed)?;
            }
        }
        Ok(told)
    })?;
    if told {
        api.announce(None, &[Subject::Notices]);
    }
    Ok(())
}
