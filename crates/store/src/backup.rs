//! Copies of the database: made while it is in use, believed only once they were opened and checked, thinned by age.
//! Knows no rule of the studio; putting one back is `restore`'s.

use crate::sql::Sql;
use crate::sqlite::{self, SqliteSql};
use crate::table::audit;
use crate::{StoreError, migrate};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use pufa_domain::Millis;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder of backups inside a data folder.
pub const BACKUPS: &str = "backups";
/// How the name of a backup begins that is still being written.
pub(crate) const PARTIAL: &str = ".partial-";
/// What has not been written to for so long belongs to a program that ended.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);
/// Backups kept: the newest of each of so many days, and of each of so many weeks.
const DAYS: usize = 7;
const WEEKS: usize = 4;

/// A copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file's name inside the folder of backups.
    pub name: String,
    pub path: PathBuf,
    pub taken: Millis,
    /// Bytes.
    pub size: u64,
}

/// What a check of a database file found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub schema: i64,
    pub audit_rows: i64,
}

/// File names carry the time of day in China, where those who read them are.
fn china() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}

pub(crate) fn stamp(at: Millis) -> String {
    let time = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.to_zoned(china()).strftime("%Y%m%d-%H%M%S").to_string()
}

fn stamped(name: &str) -> Option<DateTime> {
    let text = name.strip_prefix("studio-")?.get(..15)?;
    DateTime::strptime("%Y%m%d-%H%M%S", text).ok()
}

fn taken(name: &str, file: &std::fs::Metadata) -> Millis {
    let by_name = stamped(name).and_then(|time| time.to_zoned(china()).ok());
    let instant = by_name
        .map(|time| time.timestamp())
        .or_else(|| file.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok()));
    Millis(instant.map_or(0, jiff::Timestamp::as_millisecond))
}

/// The backups in a data folder, newest first; whether each is whole is [`check`]'s to say.
pub fn list(data: &Path) -> Result<Vec<Backup>, StoreError> {
    let folder = data.join(BACKUPS);
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        let file = entry.metadata()?;
        let ours = name.starts_with("studio-") || name.starts_with("before-");
        if ours && name.ends_with(".db") && file.is_file() {
            found.push(Backup { taken: taken(&name, &file), path: entry.path(), size: file.len(), name });
        }
    }
    found.sort_by(|a, b| b.taken.cmp(&a.taken).then_with(|| b.name.cmp(&a.name)));
    Ok(found)
}

/// The newest backup that is whole: what is offered when the database is damaged. One that claims to be of the future,
/// from a clock set wrong, comes after all others.
pub fn last_good(data: &Path, now: Millis) -> Result<Option<Backup>, StoreError> {
    let (past, future): (Vec<_>, Vec<_>) = list(data)?.into_iter().partition(|backup| !is_ahead(backup, now));
    Ok(past.into_iter().chain(future).find(|backup| check(&backup.path).is_ok()))
}

/// Whether a backup claims to be of the future; an hour of it is what clocks may differ.
fn is_ahead(backup: &Backup, now: Millis) -> bool {
    backup.taken > now.plus(Millis::HOUR)
}

/// Opens a database file and looks at everything in it: pages, references, schema and the audit's chain.
pub fn check(file: &Path) -> Result<Checked, StoreError> {
    let connection = sqlite::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sql = SqliteSql { connection: &connection };
    if let Some(problem) = problems(&sql)?.into_iter().next() {
        return Err(StoreError::Damaged(problem));
    }
    let schema = migrate::version(&sql)?;
    if schema == 0 {
        return Err(StoreError::Damaged("not a database of the studio".into()));
    }
    if schema > migrate::newest() {
        return Err(StoreError::NewerSchema { found: schema, known: migrate::newest() });
    }
    Ok(Checked { schema, audit_rows: chain_holds(&sql)? })
}

/// The number of rows of an audit whose chain holds.
pub(crate) fn chain_holds(sql: &dyn Sql) -> Result<i64, StoreError> {
    audit::verify(sql)?.map_err(|gap| StoreError::Damaged(format!("audit row {} is {}", gap.seq, gap.what)))
}

/// What SQLite finds wrong with pages, indexes and references; nothing when all is well.
pub(crate) fn problems(sql: &dyn Sql) -> Result<Vec<String>, StoreError> {
    let mut found = sql.all("PRAGMA integrity_check(20)", &[], |c| c.text())?;
    found.retain(|line| line != "ok");
    found.extend(broken_references(sql)?);
    Ok(found)
}

/// Rows whose counterpart in another table is gone.
pub(crate) fn broken_references(sql: &dyn Sql) -> Result<Vec<String>, StoreError> {
    sql.all("PRAGMA foreign_key_check", &[], |c| {
        let (table, row) = (c.text()?, c.maybe_int()?);
        Ok(format!("{table} row {} refers to nothing", row.unwrap_or(0)))
    })
}

/// Copies an open database to `to`, checks the copy, and lets it count only then.
pub(crate) fn copy(from: &Connection, to: &Path) -> Result<Checked, StoreError> {
    made(to, |target| {
        // One step: a consistent picture, and in WAL mode nobody waits for it.
        let copied = rusqlite::backup::Backup::new(from, target)
            .and_then(|backup| backup.step(-1))
            .map_err(sqlite::cause)?;
        if copied == rusqlite::backup::StepResult::Done { Ok(()) } else { Err(StoreError::Busy) }
    })
}

/// Makes a file at `to` out of what `write` puts into an empty database; it is checked, and counts only then.
pub(crate) fn made(
    to: &Path,
    write: impl FnOnce(&mut Connection) -> Result<(), StoreError>,
) -> Result<Checked, StoreError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let partial = tempfile::Builder::new().prefix(PARTIAL).tempfile_in(folder)?.into_temp_path();
    {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut target = sqlite::connect(&partial, flags)?;
        write(&mut target)?;
        // A backup is one file, so that copying it elsewhere copies all of it.
        target.execute_batch("PRAGMA journal_mode = DELETE").map_err(sqlite::cause)?;
    }
    let checked = check(&partial)?;
    File::open(&partial)?.sync_all()?;
    partial.persist(to).map_err(|error| StoreError::from(error.error))?;
    sync_folder(folder)?;
    Ok(checked)
}

pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// A name in `folder` that nothing has yet.
pub(crate) fn free(folder: &Path, stem: &str) -> PathBuf {
    let mut path = folder.join(format!("{stem}.db"));
    let mut number = 1;
    while path.exists() {
        number += 1;
        path = folder.join(format!("{stem}-{number}.db"));
    }
    path
}

/// Where the backup of this moment goes.
pub(crate) fn place(data: &Path, at: Millis) -> PathBuf {
    free(&data.join(BACKUPS), &format!("studio-{}", stamp(at)))
}

/// The backup before a migration; it is never thinned out.
pub(crate) fn before_migrating(data: &Path, connection: &Connection) -> Result<(), StoreError> {
    let stem = format!("before-version-{}", migrate::newest());
    copy(connection, &free(&data.join(BACKUPS), &stem)).map(|_| ())
}

/// Deletes the backups that no rule keeps: everything of the last day stays, then the newest of each of seven days
/// and of each of four weeks. What claims to be of the future stays, and takes no other's place: the clock was wrong
/// then, or is now. Answers how many went.
pub fn thin(data: &Path, now: Millis) -> Result<usize, StoreError> {
    if data.join(BACKUPS).is_dir() {
        sweep(&data.join(BACKUPS), PARTIAL)?;
    }
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut gone = 0;
    for backup in list(data)? {
        let Some(time) = stamped(&backup.name).filter(|_| !is_ahead(&backup, now)) else {
            continue;
        };
        let week = time.date().iso_week_date();
        let of_day = days.len() < DAYS && days.insert(time.date());
        let of_week = weeks.len() < WEEKS && weeks.insert((week.year(), week.week()));
        let young = backup.taken > now.plus(-Millis::DAY);
        if !(of_day || of_week || young) {
            std::fs::remove_file(&backup.path)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Deletes what in `folder` has a name that begins with `prefix` and was not touched for a day.
pub(crate) fn sweep(folder: &Path, prefix: &str) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        let about = entry.metadata()?;
        if ours && about.modified()?.elapsed().is_ok_and(|idle| idle > ABANDONED) {
            let remove =
                if about.is_dir() { std::fs::remove_dir_all } else { std::fs::remove_file::<PathBuf> };
            remove(entry.path())?;
        }
    }
    Ok(())
}

/// Whether no backup of the last day is there. One that claims to be of the future, from a clock set wrong, does not
/// count.
pub fn is_due(data: &Path, now: Millis) -> Result<bool, StoreError> {
    let recent = |backup: &Backup| backup.taken > now.plus(-Millis::DAY) && !is_ahead(backup, now);
    Ok(!list(data)?.iter().any(|b| stamped(&b.name).is_some() && recent(b)))
}
