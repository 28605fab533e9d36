//! The house around the operations: opening a data folder, its backups, daily chores, and the check of everything.
//! Knows no right: the doors and the operations that call this have asked for it.

use crate::{Api, StudioError, Subject};
use pufa_domain::Millis;
use pufa_store::backup::{self, Backup};
use pufa_store::blob::Blobs;
use pufa_store::table::{account, audit, media};
use pufa_store::{Store, StoreError, restore};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::Duration;
use ts_rs::TS;

/// How often a door looks for what is due: notices of reviews and slots. The first look comes a minute after the start, when the
/// person has their page.
const LOOK: Duration = Duration::from_secs(60);
/// The chores of the day come round with every so many looks, and with the first.
const CHORES_EVERY: u32 = 60;
/// What an operation made is kept so long for somebody to take it away.
const MADE_KEPT: i64 = 7 * Millis::DAY;

/// A backup as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BackupView {
    /// The file's name, by which it is restored.
    pub name: String,
    pub taken_at: Millis,
    /// Bytes.
    pub size: i64,
}

/// A place where the audit does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AuditGap {
    /// The row's number.
    pub row: i64,
    /// `changed` or `missing`.
    pub what: String,
}

/// What a check of everything found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct VerifyView {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// Rows of the audit whose chain holds.
    pub audit_rows: i64,
    pub audit_gap: Option<AuditGap>,
    /// What the database says of its own pages and references, in its words.
    pub database_problems: Vec<String>,
    /// Files looked at.
    pub files: i64,
    /// sha256 of files that are gone.
    pub files_missing: Vec<String>,
    /// sha256 of files whose content is no longer what it was.
    pub files_changed: Vec<String>,
}

/// Chores go on in the background for as long as this is held.
#[derive(Debug)]
pub struct Chores {
    _stop: mpsc::Sender<()>,
}

impl From<Backup> for BackupView {
    fn from(backup: Backup) -> Self {
        Self {
            name: backup.name,
            taken_at: backup.taken,
            size: i64::try_from(backup.size).unwrap_or(i64::MAX),
        }
    }
}

/// The backups of a data folder, newest first.
pub fn backups(data: &Path) -> Result<Vec<BackupView>, StudioError> {
    Ok(backup::list(data)?.into_iter().map(BackupView::from).collect())
}

/// The newest backup of a data folder that is whole: what a door offers when [`Api::open`] answers `damaged`.
pub fn last_good_backup(data: &Path, now: Millis) -> Result<Option<BackupView>, StudioError> {
    Ok(backup::last_good(data, now)?.map(BackupView::from))
}

/// Puts a backup of a data folder that nobody has open in the place of its database; what was there is moved to the
/// folder `replaced`.
pub fn restore_closed(data: &Path, name: &str, now: Millis) -> Result<(), StudioError> {
    let backup = named(data, name)?;
    restore::put_back(data, &backup.path, now).map_err(unusable)?;
    Ok(())
}

/// A name is looked up in the list and never made into a path.
fn named(data: &Path, name: &str) -> Result<Backup, StudioError> {
    let found = backup::list(data)?.into_iter().find(|backup| backup.name == name);
    found.ok_or(StudioError::NotFound)
}

/// Of a damaged backup nobody should read that their data is damaged.
fn unusable(error: StoreError) -> StudioError {
    match error {
        StoreError::Damaged(detail) => StudioError::BadFile { reason: "backup_damaged".into(), detail },
        other => other.into(),
    }
}

impl Api {
    /// Opens the studio in a data folder, made when missing, with the system's clock.
    pub fn open(data: &Path) -> Result<Self, StudioError> {
        Ok(Self::new(Store::open_folder(data)?, Blobs::open(data)?))
    }

    /// The same for a window, which is not to wait for the look over a large database; damage is then told by a later
    /// call, and by the next opening.
    pub fn open_at_once(data: &Path) -> Result<Self, StudioError> {
        Ok(Self::new(Store::open_folder_at_once(data)?, Blobs::open(data)?))
    }

    /// The backups of the data folder.
    pub(crate) fn list_backups(&self) -> Result<Vec<BackupView>, StudioError> {
        backups(self.store().folder())
    }

    /// Makes a backup in the data folder, checked by opening it.
    pub fn back_up(&self) -> Result<BackupView, StudioError> {
        Ok(self.store().back_up(self.now())?.into())
    }

    /// Puts a backup in the place of the present content, of which a backup is made first.
    pub(crate) fn restore_open(&self, name: &str) -> Result<(), StudioError> {
        let backup = named(self.store().folder(), name)?;
        backup::check(&backup.path).map_err(unusable)?;
        self.back_up()?;
        self.store().restore(&backup.path).map_err(unusable)?;
        self.shelf().clear();
        self.titles().forget();
        Ok(())
    }

    /// Checks everything: the audit's chain, the database's pages and references, every file against its name.
    pub fn verify(&self) -> Result<VerifyView, StudioError> {
        let mut view = VerifyView {
            sound: false,
            audit_rows: 0,
            audit_gap: None,
            database_problems: self.store().problems()?,
            files: 0,
            files_missing: Vec::new(),
            files_changed: Vec::new(),
        };
        match self.store().read::<_, StoreError>(audit::verify)? {
            Ok(rows) => view.audit_rows = rows,
            Err(gap) => {
                view.audit_rows = gap.seq - 1;
                view.audit_gap = Some(AuditGap { row: gap.seq, what: gap.what.to_owned() });
            }
        }
        let mut after = String::new();
        loop {
            let page = self.store().read::<_, StoreError>(|sql| media::contents(sql, &after, 500))?;
            let Some(last) = page.last() else { break };
            after.clone_from(last);
            for sha256 in page {
                view.files += 1;
                match self.blobs().is_whole(&sha256) {
                    Ok(true) => {}
                    Ok(false) => view.files_changed.push(sha256),
                    Err(StoreError::NotFound) => view.files_missing.push(sha256),
                    Err(other) => return Err(other.into()),
                }
            }
        }
        view.sound = view.audit_gap.is_none()
            && view.database_problems.is_empty()
            && view.files_missing.is_empty()
            && view.files_changed.is_empty();
        Ok(view)
    }

    /// What is due: a backup each day, old backups thinned, sessions that ended, files that nobody took away. A backup
    /// that fails is told to the administrators, and keeps nothing else from being done.
    pub fn keep_house(&self) -> Result<(), StudioError> {
        let now = self.now();
        let backed_up = self.back_up_daily(now);
        let told = if backed_up.is_err() { crate::operation::backup::tell_failed(self, now) } else { Ok(()) };
        let dropped = self.store().write::<_, StoreError>(|sql| {
            account::delete_expired_sessions(sql, now, crate::longest_session(now))?;
            media::drop_unreferenced(sql, now.plus(-MADE_KEPT))
        })?;
        self.forget_files(&dropped)?;
        self.blobs().sweep()?;
        self.store().refresh_statistics()?;
        if !dropped.is_empty() {
            self.announce(None, &[Subject::Media]);
        }
        backed_up.and(told)
    }

    fn back_up_daily(&self, now: Millis) -> Result<(), StudioError> {
        let data = self.store().folder();
        if backup::is_due(data, now)? {
            let made = self.back_up()?;
            tracing::info!(name = %made.name, "daily backup");
            backup::thin(data, now)?;
        }
        Ok(())
    }

    /// Deletes the bytes of files whose rows are gone for good: after the commit, so that a crash leaves bytes without
    /// a row and never a row without bytes; under the writers' lock, so that nobody brings the same content back.
    fn forget_files(&self, dropped: &[String]) -> Result<(), StudioError> {
        Ok(self.store().write::<_, StoreError>(|sql| {
            for sha256 in dropped {
                if media::of_content(sql, sha256)?.is_empty() {
                    self.blobs().remove(sha256)?;
                }
            }
            Ok(())
        })?)
    }

    /// Keeps house in the background while the answer is held: looks each minute for what is due, and does the chores
    /// every hour.
    pub fn keep_house_meanwhile(self: &Arc<Self>) -> Result<Chores, StudioError> {
        let (stop, stopped) = mpsc::channel();
        let api = Arc::downgrade(self);
        std::thread::Builder::new()
            .name("chores".into())
            .spawn(move || chores(&api, &stopped))
            .map_err(|cause| StudioError::fault(&cause))?;
        Ok(Chores { _stop: stop })
    }
}

fn chores(api: &Weak<Api>, stopped: &mpsc::Receiver<()>) {
    let mut looks = 0_u32;
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(LOOK) {
        let Some(api) = api.upgrade() else { return };
        if looks.is_multiple_of(CHORES_EVERY)
            && let Err(error) = api.keep_house()
        {
            tracing::warn!(%error, "a chore was not done");
        }
        if let Err(error) = api.tick(api.now()) {
            tracing::warn!(%error, "nobody was told of what is due");
        }
        looks = looks.wrapping_add(1);
    }
}
