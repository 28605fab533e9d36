//! Putting a backup in the place of a database that nobody has open: in one step that is finished at the next opening
//! when it was interrupted. What was there, damaged or not, is moved aside and never deleted.
//! Knows no rule of the studio.

use crate::backup::{self, BACKUPS, Checked, PARTIAL, copy, free, stamp, sync_folder};
use crate::hold::Hold;
use crate::{DATABASE, StoreError, look, sqlite};
use pufa_domain::Millis;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// Where files that were replaced are moved.
const REPLACED: &str = "replaced";
/// A checked database under this name is about to take its place: from here on the restore is decided.
const DECIDED: &str = "studio.restored";
/// What belongs to a database file beside it.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Puts `file` in the place of the database of a data folder that nobody has open, after checking it. What was there
/// is moved to the folder `replaced`. Answers what the file holds.
pub fn put_back(data: &Path, file: &Path, at: Millis) -> Result<Checked, StoreError> {
    std::fs::create_dir_all(data.join(BACKUPS))?;
    let _alone = Hold::alone(data)?;
    let staged = data.join(BACKUPS).join(format!("{PARTIAL}restored"));
    let checked = {
        // Opened as a database, not read as a file: what its log holds comes with it.
        let source = sqlite::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy(&source, &staged)?
    };
    std::fs::rename(&staged, data.join(DECIDED))?;
    sync_folder(data)?;
    put_in_place(data, at)?;
    Ok(checked)
}

/// Whether a restore was decided and is yet to be finished.
pub(crate) fn is_decided(data: &Path) -> bool {
    data.join(DECIDED).exists()
}

/// Finishes a restore that was interrupted after it was decided.
pub(crate) fn finish(data: &Path) -> Result<(), StoreError> {
    if !is_decided(data) {
        return Ok(());
    }
    let _alone = Hold::alone(data)?;
    let now = Millis(jiff::Timestamp::now().as_millisecond());
    if is_decided(data) { put_in_place(data, now) } else { Ok(()) }
}

/// A log that stays behind would be read into the new database: it goes first, and its database after it.
fn put_in_place(data: &Path, at: Millis) -> Result<(), StoreError> {
    let (database, aside) = (data.join(DATABASE), data.join(REPLACED));
    std::fs::create_dir_all(&aside)?;
    let to = free(&aside, &format!("studio-{}", stamp(at)));
    for end in BESIDE {
        if beside(&database, end).exists() {
            std::fs::rename(beside(&database, end), beside(&to, end))?;
        }
    }
    if database.exists() {
        std::fs::rename(&database, &to)?;
    }
    sync_folder(data)?;
    std::fs::rename(data.join(DECIDED), &database)?;
    sync_folder(data)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Why a data folder without a database is no new one: what is there shows that it had one. A file of no bytes is none.
pub(crate) fn lost(data: &Path) -> Option<&'static str> {
    let database = data.join(DATABASE);
    let what = match std::fs::metadata(&database) {
        Ok(file) if file.is_dir() => return Some("a folder stands in its place"),
        Ok(file) if file.len() > 0 => return None,
        Ok(_) => "it is empty",
        Err(_) => "it is gone",
    };
    let log = std::fs::metadata(beside(&database, "-wal")).is_ok_and(|file| file.len() > 0);
    (log || backup::list(data).is_ok_and(|backups| !backups.is_empty())).then_some(what)
}

/// Hands a copy of a checked `file`, brought to today's schema, to `work`.
pub(crate) fn of_today<T>(
    data: &Path,
    file: &Path,
    work: impl FnOnce(Checked, &Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let folder = data.join(BACKUPS);
    std::fs::create_dir_all(&folder)?;
    let aside = tempfile::Builder::new().prefix(PARTIAL).tempdir_in(folder)?;
    let staged = aside.path().join(DATABASE);
    let checked = {
        let source = sqlite::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy(&source, &staged)?
    };
    let database = sqlite::Sqlite::open(&staged, look::When::Before, |_| Ok(()))?;
    database.with_reader(|connection| work(checked, connection))
}
