//! What can go wrong in a database, told apart by what a person can do about it.
//! Knows no sentence for the screen; the api maps each kind to a code.

/// Why a database server lets nobody in at the address that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseRefusal {
    /// The address is not written as one.
    Address,
    /// User or password is wrong, or is not accepted over this connection.
    Login,
    /// It is another computer and speaks no TLS, or shows a certificate that this computer does not trust.
    Encryption,
    /// There is no database of that name.
    Missing,
    /// The user may not make or use the tables.
    Rights,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody changed the row meanwhile: no row matched id and version.
    #[error("changed meanwhile")]
    Stale,
    /// There is no such row (within the scope that was asked in).
    #[error("not found")]
    NotFound,
    /// A unique value is taken; the constraint's name.
    #[error("taken: {0}")]
    Taken(String),
    /// A row still refers to this one, or the one referred to is missing.
    #[error("reference: {0}")]
    Reference(String),
    /// No space left on the device, or the database may not grow.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the data folder is read-only")]
    ReadOnly,
    /// The database's file is no longer where it was opened: moved, deleted, or on a disk that was taken away.
    #[error("the data folder is gone")]
    Gone,
    /// The file is not a database or its pages are damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Another process held the write lock for longer than the busy timeout.
    #[error("the database is busy")]
    Busy,
    /// The file was written by a newer version of the studio.
    #[error("the database has schema version {found}; this program knows {known}")]
    NewerSchema { found: i64, known: i64 },
    /// A migration that was applied differs from the one shipped.
    #[error("migration {version} is not the one that was applied")]
    ChangedMigration { version: i64 },
    /// The server cannot be reached.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// The server answers and refuses.
    #[error("the database server refuses: {0:?}")]
    Refused(DatabaseRefusal),
    /// A file operation failed.
    #[error("file: {0}")]
    File(String),
    /// A stored value cannot be read as what it should be.
    #[error("unreadable value: {0}")]
    Unreadable(String),
    /// Anything else: a fault of the program.
    #[error("database: {0}")]
    Fault(String),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => StoreError::DiskFull,
            PermissionDenied | ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::File(error.to_string()),
        }
    }
}
