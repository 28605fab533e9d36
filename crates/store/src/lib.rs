//! SQL on SQLite and PostgreSQL behind one small trait, the tables, and the migrations.
//! Knows no rule and no right: it stores what the domain decided and finds what the api asks for.

pub mod backup;
pub mod blob;
mod error;
mod look;
pub mod migrate;
mod postgres;
pub mod sql;
mod sqlite;
pub mod table;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::StoreError;
pub use sql::{Bind, Cells, Dialect, Sql, Value, json_text};

use backup::{Backup, Checked, Hold};
use pufa_domain::Millis;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The database's file name inside a data folder.
pub const DATABASE: &str = "studio.db";

/// A database, whichever it is.
pub struct Store {
    engine: Engine,
    folder: Option<PathBuf>,
    _hold: Option<Arc<Hold>>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens or makes the SQLite database in `folder`. A damaged one answers [`StoreError::Damaged`] and is left as it
    /// is: [`backup::last_good`] names what [`backup::restore`] can put in its place. Before an older schema is
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
        std::fs::create_dir_all(folder)?;
        let hold = Arc::new(Hold::shared(folder)?);
        let before = |connection: &_| backup::before_migrating(folder, connection);
        let engine = sqlite::Sqlite::open(&folder.join(DATABASE), when, before)?;
        match when {
            look::When::Before => look::forget_suspicion(folder)?,
            look::When::Meanwhile => look::meanwhile(folder, engine.damage(), Arc::clone(&hold))?,
        }
        Ok(Self { engine: Engine::Sqlite(engine), folder: Some(folder.to_owned()), _hold: Some(hold) })
    }

    /// Opens the PostgreSQL database at `address` (`postgres://user@host/name`). Blocking.
    pub fn open_postgres(address: &str) -> Result<Self, StoreError> {
        Ok(Self { engine: Engine::Postgres(postgres::Postgres::open(address)?), folder: None, _hold: None })
    }

    /// The data folder, for the embedded database.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Runs `work` on one consistent picture of the data.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, E>) -> Result<T, E> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.read(work),
            Engine::Postgres(engine) => engine.read(work),
        }
    }

    /// Runs `work` in a transaction: all of it happens, or nothing when it answers an error. Writers take turns.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, E>) -> Result<T, E> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.write(work),
            Engine::Postgres(engine) => engine.write(work),
        }
    }

    /// Makes a backup among the data folder's own and checks it. `None` for PostgreSQL, which has its own ways.
    pub fn back_up(&self, at: Millis) -> Result<Option<Backup>, StoreError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let path = backup::place(folder, at);
        self.back_up_to(&path)?;
        let made = backup::list(folder)?;
        Ok(made.into_iter().find(|backup| backup.path == path))
    }

    /// Makes a backup at `path`, in place of what is there, and checks it. `None` for PostgreSQL.
    pub fn back_up_to(&self, path: &Path) -> Result<Option<Checked>, StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => {
                engine.with_reader(|connection| backup::copy(connection, path)).map(Some)
            }
            Engine::Postgres(_) => Ok(None),
        }
    }

    /// Puts a backup in the place of the present content, for everybody who has the database open here; all of it, or
    /// nothing. False for PostgreSQL.
    pub fn restore(&self, file: &Path) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.restore(file).map(|()| true),
            Engine::Postgres(_) => Ok(false),
        }
    }

    /// What the database itself finds wrong with its pages and references; nothing when all is well, or for
    /// PostgreSQL, which looks after its own.
    pub fn problems(&self) -> Result<Vec<String>, StoreError> {
        self.read(|sql| match sql.dialect() {
            Dialect::Sqlite => backup::problems(sql),
            Dialect::Postgres => Ok(Vec::new()),
        })
    }
}
