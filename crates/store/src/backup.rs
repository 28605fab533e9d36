//! Copies of the embedded database: made while it is in use, believed only once they were opened and checked, thinned
//! by age, and put back in one step. Knows no rule of the studio; a damaged file is moved aside, never deleted.

use crate::sql::Sql;
use crate::sqlite::{self, SqliteSql};
use crate::table::audit;
use crate::{DATABASE, StoreError, migrate};
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
/// Where files that were replaced are moved.
const REPLACED: &str = "replaced";
/// How the name of a backup begins that is still being written.
const PARTIAL: &str = ".partial-";
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

fn stamp(at: Millis) -> String {
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

/// The newest backup that is whole: what is offered when the database is damaged.
pub fn last_good(data: &Path) -> Result<Option<Backup>, StoreError> {
    Ok(list(data)?.into_iter().find(|backup| check(&backup.path).is_ok()))
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
    match audit::verify(&sql)? {
        Ok(audit_rows) => Ok(Checked { schema, audit_rows }),
        Err(gap) => Err(StoreError::Damaged(format!("audit row {} is {}", gap.seq, gap.what))),
    }
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
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let partial = tempfile::Builder::new().prefix(PARTIAL).tempfile_in(folder)?.into_temp_path();
    {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut target = sqlite::connect(&partial, flags)?;
        // One step: a consistent picture, and in WAL mode nobody waits for it.
        let copied = rusqlite::backup::Backup::new(from, &mut target)
            .and_then(|backup| backup.step(-1))
            .map_err(sqlite::cause)?;
        if copied != rusqlite::backup::StepResult::Done {
            return Err(StoreError::Busy);
        }
        // A backup is one file, so that copying it elsewhere copies all of it.
        target.execute_batch("PRAGMA journal_mode = DELETE").map_err(sqlite::cause)?;
    }
    let checked = check(&partial)?;
    File::open(&partial)?.sync_all()?;
    partial.persist(to).map_err(|error| StoreError::from(error.error))?;
    sync_folder(folder)?;
    Ok(checked)
}

fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// A name in `folder` that nothing has yet.
fn free(folder: &Path, stem: &str) -> PathBuf {
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
/// and of each of four weeks. Answers how many went.
pub fn thin(data: &Path, now: Millis) -> Result<usize, StoreError> {
    if data.join(BACKUPS).is_dir() {
        sweep(&data.join(BACKUPS), PARTIAL)?;
    }
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut gone = 0;
    for backup in list(data)? {
        let Some(time) = stamped(&backup.name) else {
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

/// Deletes the files in `folder` whose name begins with `prefix` and that nobody has written to for a day.
pub(crate) fn sweep(folder: &Path, prefix: &str) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        let idle = entry.metadata()?.modified()?.elapsed();
        if ours && idle.is_ok_and(|idle| idle > ABANDONED) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether no backup of the last day is there. One that claims to be of the future, from a clock set wrong, does not
/// count.
pub fn is_due(data: &Path, now: Millis) -> Result<bool, StoreError> {
    let recent =
        |backup: &Backup| backup.taken > now.plus(-Millis::DAY) && backup.taken <= now.plus(Millis::HOUR);
    Ok(!list(data)?.iter().any(|b| stamped(&b.name).is_some() && recent(b)))
}

/// Puts `file` in the place of the database of a data folder that nobody has open, after checking it. What was there,
/// damaged or not, is moved to the folder `replaced`. Answers what the file holds.
pub fn restore(data: &Path, file: &Path, at: Millis) -> Result<Checked, StoreError> {
    std::fs::create_dir_all(data)?;
    let _alone = Hold::alone(data)?;
    let staged = data.join(".restored.db");
    let checked = {
        // Opened as a database, not read as a file: what its log holds comes with it.
        let source = sqlite::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy(&source, &staged)?
    };
    let database = data.join(DATABASE);
    if database.exists() {
        set_aside(data, &database, at)?;
    }
    std::fs::rename(&staged, &database)?;
    sync_folder(data)?;
    Ok(checked)
}

/// Moves a database and what belongs to it out of the way.
fn set_aside(data: &Path, database: &Path, at: Millis) -> Result<(), StoreError> {
    let beside = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let aside = data.join(REPLACED);
    std::fs::create_dir_all(&aside)?;
    let to = free(&aside, &format!("studio-{}", stamp(at)));
    // The database first: a log that waits without it is harmless, for its salt fits no other database.
    std::fs::rename(database, &to)?;
    for end in ["-wal", "-shm"] {
        if beside(database, end).exists() {
            std::fs::rename(beside(database, end), beside(&to, end))?;
        }
    }
    Ok(())
}

/// A hold on a data folder: shared by everything that has it open, alone for a restore.
#[derive(Debug)]
pub(crate) struct Hold {
    _file: File,
}

impl Hold {
    fn file(data: &Path) -> Result<File, StoreError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        Ok(options.open(data.join("studio.lock"))?)
    }

    pub(crate) fn shared(data: &Path) -> Result<Self, StoreError> {
        let file = Self::file(data)?;
        Self::held(file.try_lock_shared(), file)
    }

    fn alone(data: &Path) -> Result<Self, StoreError> {
        let file = Self::file(data)?;
        Self::held(file.try_lock(), file)
    }

    fn held(locked: Result<(), std::fs::TryLockError>, file: File) -> Result<Self, StoreError> {
        match locked {
            Ok(()) => Ok(Self { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
