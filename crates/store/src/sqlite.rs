//! The embedded database: one writer, several readers, every acknowledged write on the disk.
//! Knows no table and no rule.

use crate::backup::{self, Checked};
use crate::sql::{Dialect, EachRow, Row, Sql, Value};
use crate::table::participation;
use crate::{StoreError, look, migrate};
use rusqlite::config::DbConfig;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// How long a write waits for another process before it answers Busy.
const BUSY: Duration = Duration::from_secs(10);
/// Statements kept prepared on each connection.
const PREPARED: usize = 256;
/// Readers kept open between reads.
const READERS: usize = 4;

/// A SQLite file with its writer and its readers.
pub(crate) struct Sqlite {
    path: PathBuf,
    file: Option<FileId>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    damage: Damage,
}

/// What was found wrong with a database while it was open.
pub(crate) type Damage = Arc<OnceLock<String>>;

/// What tells one file from another that later stands at the same path.
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// Elsewhere an open file can be neither moved nor deleted.
#[cfg(not(unix))]
fn file_id(path: &Path) -> Option<FileId> {
    path.exists().then_some((0, 0))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic inside a transaction has rolled it back when its guard dropped: the connection is sound.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(cause)?;
    connection.busy_timeout(BUSY).map_err(cause)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // Else a statement is planned anew at each call for the values that are bound to it, which takes longer than most
    // answers; our statements are written for one plan.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(cause)?;
    // 64 MiB of pages at most, taken as they are read: with 16 a search through 10,000 works read most of them anew each time.
    connection
        .execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
             PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
        )
        .map_err(cause)?;
    Ok(connection)
}

impl Sqlite {
    /// Opens or makes the file and brings its schema up to date. `before_migrating` is called with the open connection
    /// when an older schema is about to be changed: the place for a backup.
    pub(crate) fn open(
        path: &Path,
        look: look::When,
        before_migrating: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let writer = connect(path, flags)?;
        writer
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;")
            .map_err(cause)?;
        let sql = SqliteSql { connection: &writer };
        if look == look::When::Before {
            look::over(&sql)?;
        }
        let found = migrate::version(&sql)?;
        if found > 0 && found < migrate::newest() {
            before_migrating(&writer)?;
        }
        writer.execute_batch("BEGIN IMMEDIATE").map_err(cause)?;
        let migrated = migrate::run(&sql);
        let end = if migrated.is_ok() { "COMMIT" } else { "ROLLBACK" };
        writer.execute_batch(end).map_err(cause)?;
        migrated?;
        Ok(Self {
            path: path.to_owned(),
            file: file_id(path),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            damage: Damage::default(),
        })
    }

    /// Where damage is told that is found later.
    pub(crate) fn damage(&self) -> Damage {
        Arc::clone(&self.damage)
    }

    fn sound(&self) -> Result<(), StoreError> {
        match self.damage.get() {
            Some(found) => Err(StoreError::Damaged(found.clone())),
            None => Ok(()),
        }
    }

    /// A file that was moved or deleted takes writes all the same, and nobody would find them again.
    pub(crate) fn in_its_place(&self) -> Result<(), StoreError> {
        if file_id(&self.path) == self.file { Ok(()) } else { Err(StoreError::Gone) }
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        self.sound()?;
        let kept = lock(&self.readers).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
        };
        let answer = {
            let transaction = Transaction::begin(&connection, "BEGIN DEFERRED")?;
            let answer = work(&SqliteSql { connection: &connection });
            drop(transaction);
            answer
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        answer
    }

    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        self.sound()?;
        let connection = lock(&self.writer);
        self.in_its_place()?;
        let transaction = Transaction::begin(&connection, "BEGIN IMMEDIATE")?;
        let answer = work(&SqliteSql { connection: &connection })?;
        transaction.commit()?;
        Ok(answer)
    }

    /// Looks at tables anew that changed much since they were last looked at; bounded by SQLite itself.
    pub(crate) fn optimize(&self) -> Result<(), StoreError> {
        // All tables, also those that this connection has not asked yet.
        lock(&self.writer).execute_batch("PRAGMA optimize = 0x10002").map_err(cause)
    }

    /// A connection of its own, for a backup: writers go on meanwhile.
    pub(crate) fn with_reader<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
    }

    /// Writes the pages of a checked `file` over the database and brings them to today's schema.
    pub(crate) fn restore(&self, file: &Path) -> Result<Checked, StoreError> {
        let checked = backup::check(file)?;
        let source = connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut writer = lock(&self.writer);
        let before = participation::change(&SqliteSql { connection: &writer })?;
        let step = rusqlite::backup::Backup::new(&source, &mut writer)
            .and_then(|backup| backup.step(-1))
            .map_err(cause)?;
        if step != rusqlite::backup::StepResult::Done {
            return Err(StoreError::Busy);
        }
        let transaction = Transaction::begin(&writer, "BEGIN IMMEDIATE")?;
        let sql = SqliteSql { connection: &writer };
        migrate::run(&sql)?;
        participation::move_past(&sql, before)?;
        transaction.commit()?;
        Ok(checked)
    }
}

/// A transaction that rolls back unless it was committed, also when the work inside it panics.
struct Transaction<'c> {
    connection: &'c Connection,
    open: bool,
}

impl<'c> Transaction<'c> {
    fn begin(connection: &'c Connection, how: &str) -> Result<Self, StoreError> {
        connection.prepare_cached(how).and_then(|mut s| s.execute([])).map_err(cause)?;
        Ok(Self { connection, open: true })
    }

    fn commit(mut self) -> Result<(), StoreError> {
        self.connection.prepare_cached("COMMIT").and_then(|mut s| s.execute([])).map_err(cause)?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open && !self.connection.is_autocommit() {
            let rolled_back = self.connection.prepare_cached("ROLLBACK").and_then(|mut s| s.execute([]));
            if let Err(error) = rolled_back {
                tracing::error!(%error, "a transaction could not be rolled back");
            }
        }
    }
}

pub(crate) struct SqliteSql<'c> {
    pub(crate) connection: &'c Connection,
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::from(rusqlite::types::Null),
            Value::Int(number) => ToSqlOutput::from(*number),
            Value::Real(number) => ToSqlOutput::from(*number),
            Value::Text(text) => ToSqlOutput::from(text.as_ref()),
        })
    }
}

impl Sql for SqliteSql<'_> {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn each(&self, sql: &str, values: &[Value<'_>], each: &mut EachRow<'_>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(cause)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(cause)?;
        while let Some(row) = rows.next().map_err(cause)? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        if values.is_empty() && sql.contains(';') {
            self.connection.execute_batch(sql).map_err(cause)?;
            return Ok(0);
        }
        let mut statement = self.connection.prepare_cached(sql).map_err(cause)?;
        let touched = statement.execute(rusqlite::params_from_iter(values)).map_err(cause)?;
        Ok(touched as u64)
    }
}

/// Tells SQLite's errors apart by what a person can do about them.
pub(crate) fn cause(error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, message) = &error else {
        return StoreError::Fault(error.to_string());
    };
    let text = message.clone().unwrap_or_else(|| failure.to_string());
    match failure.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged(text),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        // SQLITE_IOERR_WRITE is what a full quota looks like on some file systems.
        ErrorCode::SystemIoFailure => StoreError::File(text),
        ErrorCode::ConstraintViolation => match failure.extended_code {
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                StoreError::Taken(text)
            }
            rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::Reference(text),
            _ => StoreError::Fault(text),
        },
        _ => StoreError::Fault(text),
    }
}
