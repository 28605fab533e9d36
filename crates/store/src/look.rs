//! The look over a whole database file when it is opened: before anything is read from it, or meanwhile when it is large
//! and somebody waits. Knows no repair; what is found is told, and remembered for the next start.

use crate::backup::broken_references;
use crate::hold::Hold;
use crate::sql::Sql;
use crate::sqlite::{self, Damage, SqliteSql};
use crate::{DATABASE, StoreError};
use rusqlite::OpenFlags;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A database of this many bytes is looked over in well under 100 ms (measured: 3 ms a megabyte).
const LARGE: u64 = 32 << 20;

/// When the look is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    Meanwhile,
}

/// The mark of a database in which damage was found while it was open.
fn suspicion(folder: &Path) -> PathBuf {
    folder.join("studio.suspect")
}

impl When {
    /// Before, for a small database and for one that was found damaged; otherwise nobody has to wait.
    pub(crate) fn of_size(folder: &Path) -> Self {
        let size = std::fs::metadata(folder.join(DATABASE)).map_or(0, |file| file.len());
        if size > LARGE && !suspicion(folder).exists() { Self::Meanwhile } else { Self::Before }
    }
}

/// Forgets an earlier suspicion, for a look has found nothing.
pub(crate) fn forget_suspicion(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(suspicion(folder)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Looks over every page and every reference.
pub(crate) fn over(sql: &SqliteSql<'_>) -> Result<(), StoreError> {
    let sql: &dyn Sql = sql;
    let mut found = sql.all("PRAGMA quick_check(1)", &[], |c| c.text())?;
    found.retain(|line| line != "ok");
    found.extend(broken_references(sql)?);
    found.into_iter().next().map_or(Ok(()), |problem| Err(StoreError::Damaged(problem)))
}

/// Looks over the database of `folder` in the background and tells what is wrong through `damage`.
pub(crate) fn meanwhile(folder: &Path, damage: Damage, hold: Arc<Hold>) -> Result<(), StoreError> {
    let folder = folder.to_owned();
    std::thread::Builder::new().name("look".into()).spawn(move || {
        let looked = sqlite::connect(&folder.join(DATABASE), OpenFlags::SQLITE_OPEN_READ_WRITE)
            .and_then(|connection| over(&SqliteSql { connection: &connection }));
        if let Err(StoreError::Damaged(found)) = looked {
            tracing::error!(%found, "the database is damaged");
            if let Err(error) = std::fs::write(suspicion(&folder), &found) {
                tracing::error!(%error, "the suspicion could not be written down");
            }
            // Set once: only this thread does.
            drop(damage.set(found));
        }
        drop(hold);
    })?;
    Ok(())
}
