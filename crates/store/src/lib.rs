//! SQL on SQLite and PostgreSQL behind one small trait, the tables, and the migrations.
//! Knows no rule and no right: it stores what the domain decided and finds what the api asks for.

pub mod blob;
mod error;
pub mod migrate;
mod postgres;
pub mod sql;
mod sqlite;
pub mod table;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::StoreError;
pub use sql::{Bind, Cells, Dialect, Sql, Value, json_text};

use std::path::{Path, PathBuf};

/// The database's file name inside a data folder.
pub const DATABASE: &str = "studio.db";

/// A database, whichever it is.
pub struct Store {
    engine: Engine,
    folder: Option<PathBuf>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens or makes the SQLite database in `folder`.
    pub fn open_folder(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let engine = sqlite::Sqlite::open(&folder.join(DATABASE), |_| Ok(()))?;
        Ok(Self {
            engine: Engine::Sqlite(engine),
            folder: Some(folder.to_owned()),
        })
    }

    /// Opens the PostgreSQL database at `address` (`postgres://user@host/name`). Blocking.
    pub fn open_postgres(address: &str) -> Result<Self, StoreError> {
        Ok(Self {
            engine: Engine::Postgres(postgres::Postgres::open(address)?),
            folder: None,
        })
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
}
