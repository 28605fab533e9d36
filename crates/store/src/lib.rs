//! SQL on SQLite and PostgreSQL behind one small trait, the tables, and the migrations.
//! Knows no rule and no right: it stores what the domain decided and finds what the api asks for.

pub mod backup;
pub mod blob;
mod conditions;
mod error;
mod hold;
mod look;
pub mod migrate;
mod postgres;
pub mod restore;
pub mod sql;
mod sqlite;
pub mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod transfer;

pub use error::{DatabaseRefusal, StoreError};
pub use sql::{Bind, Cells, Dialect, Sql, Value, json_text};

use backup::{Backup, Checked};
use hold::Hold;
use pufa_domain::Millis;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The database's file name inside a data folder.
pub const DATABASE: &str = "studio.db";

/// A database, whichever it is.
pub struct Store {
    engine: Engine,
    /// Where backups go; the embedded database lies there too.
    folder: PathBuf,
    _hold: Option<Arc<Hold>>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// What is done inside of a transaction, whatever it answers.
type Work<'w> = dyn FnMut(&dyn Sql) -> Result<(), Undone> + 'w;

/// Why nothing of a transaction stays: its work said so, or the database did.
enum Undone {
    ByWork,
    ByStore(StoreError),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::ByStore(error)
    }
}

/// Keeps the answer of `work` aside while a transaction runs that knows nothing of its kind: so the program holds what
/// surrounds a transaction once, and not once for each of some hundred kinds of answers.
fn once<T, E: From<StoreError>>(
    work: impl FnOnce(&dyn Sql) -> Result<T, E>,
    transaction: impl FnOnce(&mut Work<'_>) -> Result<(), Undone>,
) -> Result<T, E> {
    let (mut work, mut answer) = (Some(work), None);
    let end = transaction(&mut |sql| {
        let answered = work.take().map(|work| work(sql));
        let done = matches!(answered, Some(Ok(_)));
        answer = answered;
        if done { Ok(()) } else { Err(Undone::ByWork) }
    });
    match (end, answer) {
        (Err(Undone::ByStore(error)), _) => Err(error.into()),
        (_, Some(answer)) => answer,
        // No engine ends a transaction without having asked for its work.
        (_, None) => Err(StoreError::Gone.into()),
    }
}

/// Whether a folder, should there be one, never held an embedded database.
pub fn is_fresh(folder: &Path) -> bool {
    !folder.join(DATABASE).exists() && !restore::is_decided(folder) && restore::lost(folder).is_none()
}

/// A folder that cannot be one, because a file stands there or the disk does not take it, cannot be written either.
fn made_if_missing(folder: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(folder).map_err(|error| match StoreError::from(error) {
        StoreError::File(cause) => {
            tracing::warn!(%cause, "no data folder");
            StoreError::ReadOnly
        }
        other => other,
    })
}

impl Store {
    /// Opens or makes the SQLite database in `folder`. A damaged one answers [`StoreError::Damaged`] and is left as it
    /// is: [`backup::last_good`] names what [`restore::put_back`] can put in its place. Before an older schema is
    /// changed, a backup is made.
    pub fn open_folder(folder: &Path) -> Result<Self, StoreError> {
        Self::open_looking(folder, look::When::Before)
    }

    /// The same for a window, which is not to wait: a large database is looked over in the background. When that finds
    /// damage, every later call answers [`StoreError::Damaged`], and so does the next opening.
    pub fn open_folder_at_once(folder: &Path) -> Result<Self, StoreError> {
        Self::open_looking(folder, look::When::of_size(folder))
    }

    fn open_looking(folder: &Path, when: look::When) -> Result<Self, StoreError> {
        made_if_missing(folder)?;
        restore::finish(folder)?;
        let hold = Arc::new(Hold::shared(folder)?);
        if let Some(what) = restore::lost(folder) {
            return Err(StoreError::Damaged(what.into()));
        }
        let before = |connection: &_| backup::before_migrating(folder, connection);
        let engine = sqlite::Sqlite::open(&folder.join(DATABASE), when, before)?;
        match when {
            look::When::Before => look::forget_suspicion(folder)?,
            look::When::Meanwhile => look::meanwhile(folder, engine.damage(), Arc::clone(&hold))?,
        }
        Ok(Self { engine: Engine::Sqlite(engine), folder: folder.to_owned(), _hold: Some(hold) })
    }

    /// Opens the PostgreSQL database at `address` (`postgres://user@host/name`); its backups go to `folder`. Blocking.
    pub fn open_postgres(address: &str, folder: &Path) -> Result<Self, StoreError> {
        let engine = Engine::Postgres(postgres::Postgres::open(address)?);
        Ok(Self { engine, folder: folder.to_owned(), _hold: None })
    }

    /// The data folder: backups lie in it, whichever database there is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs `work` on one consistent picture of the data.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, E>) -> Result<T, E> {
        once(work, |work| self.reading(work))
    }

    fn reading(&self, work: &mut Work<'_>) -> Result<(), Undone> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.read(work),
            Engine::Postgres(engine) => engine.read(|sql| work(sql)),
        }
    }

    /// Runs `work` in a transaction: all of it happens, or nothing when it answers an error. Writers take turns.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, E>) -> Result<T, E> {
        once(work, |work| self.writing(work))
    }

    fn writing(&self, work: &mut Work<'_>) -> Result<(), Undone> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.write(work),
            Engine::Postgres(engine) => engine.write(|sql| work(sql)),
        }
    }

    /// Lets SQLite look anew at how its tables are filled, where that changed much: its plans go by it. PostgreSQL does
    /// so by itself.
    pub fn refresh_statistics(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.optimize(),
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Whether nothing was ever written here: no unit, and no trace in the audit.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.read(|sql| {
            Ok(sql.number("SELECT COUNT(*) FROM unit", &[])? == 0
                && sql.number("SELECT COUNT(*) FROM audit", &[])? == 0)
        })
    }

    /// Makes a backup among the data folder's own and checks it.
    pub fn back_up(&self, at: Millis) -> Result<Backup, StoreError> {
        let path = backup::place(&self.folder, at);
        self.back_up_to(&path)?;
        let made = backup::list(&self.folder)?;
        made.into_iter().find(|backup| backup.path == path).ok_or(StoreError::NotFound)
    }

    /// Makes a backup at `path`, in place of what is there, and checks it. Of either database it is a SQLite file.
    pub fn back_up_to(&self, path: &Path) -> Result<Checked, StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.with_reader(|connection| backup::copy(connection, path)),
            Engine::Postgres(engine) => {
                backup::made(path, |file| engine.read(|sql| transfer::unload(sql, file)))
            }
        }
    }

    /// Puts a backup in the place of the present content, for everybody who has the database open; all of it, or
    /// nothing. Answers what the backup holds.
    pub fn restore(&self, file: &Path) -> Result<Checked, StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.restore(file),
            Engine::Postgres(engine) => restore::of_today(&self.folder, file, |checked, source| {
                engine.write(|sql| {
                    let before = table::participation::change(sql)?;
                    transfer::load(source, sql)?;
                    table::participation::move_past(sql, before)?;
                    backup::chain_holds(sql)?;
                    Ok(checked)
                })
            }),
        }
    }

    /// What the database itself finds wrong with its pages and references; nothing when all is well, or for
    /// PostgreSQL, which looks after its own.
    pub fn problems(&self) -> Result<Vec<String>, StoreError> {
        if let Engine::Sqlite(engine) = &self.engine {
            engine.in_its_place()?;
        }
        self.read(|sql| match sql.dialect() {
            Dialect::Sqlite => backup::problems(sql),
            Dialect::Postgres => Ok(Vec::new()),
        })
    }
}
