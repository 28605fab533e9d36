//! The one table of what can go wrong: code, HTTP status, expected or a fault of ours.
//! Knows no sentence; the front end has one for every code, in each language.

use pufa_domain::{Clash, Refusal};
use pufa_files::FileRefusal;
use pufa_files::document::DocumentRefusal;
use pufa_store::{DatabaseRefusal, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an operation answers when it does not do what was asked. On the wire `{"code": "stale", "params": {..}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum StudioError {
    /// Nobody is signed in, or the session has ended.
    NotSignedIn,
    /// Login or password is wrong; which one is not said.
    WrongPassword,
    /// Too many wrong passwords; milliseconds until the next try.
    LockedOut { wait_ms: i64 },
    /// The password that was given by somebody else has to be replaced first.
    PasswordMustChange,
    /// The password is too short or too easy.
    WeakPassword { least: u32 },
    /// The person may see the thing but not do this with it.
    Forbidden { right: String },
    /// There is nothing of that id in what the person may see.
    NotFound,
    /// Somebody changed it meanwhile.
    Stale,
    /// Somebody changed it meanwhile; the version that is stored now.
    Clash(Clash),
    /// The request is not of the operation's shape.
    BadInput { detail: String },
    /// The request is larger than it may be; bytes.
    TooLarge { most: u64 },
    /// There is no operation of that name.
    UnknownOperation { name: String },
    /// The workspace is set up already.
    AlreadySetUp,
    /// The workspace is not set up yet.
    NotSetUp,
    /// The file is none of the kinds that are taken, or damaged; the reader's own code.
    BadFile { reason: String, detail: String },
    /// No space left on the disk.
    DiskFull,
    /// The data folder cannot be written.
    ReadOnly,
    /// The data folder is no longer where it was when it was opened.
    DataGone,
    /// The database is damaged.
    Damaged,
    /// Another program holds the database.
    Busy,
    /// The database was written by a newer version.
    NewerSchema { found: i64, known: i64 },
    /// The database server cannot be reached.
    NoConnection,
    /// The address of the database server is not written as one.
    BadDatabaseAddress,
    /// The database server does not take the user or the password.
    DatabaseLogin,
    /// The database server is another computer and there is no encrypted line to it that could be trusted.
    DatabaseEncryption,
    /// The database server has no database of that name.
    NoSuchDatabase,
    /// The user may not make or use tables in that database.
    DatabaseRights,
    /// A fault of the program; the number stands in the log.
    Fault { number: String },
    /// A rule refuses; see [`Refusal`].
    #[serde(untagged)]
    Refused(Refusal),
}

impl StudioError {
    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn | Self::WrongPassword => 401,
            Self::Forbidden { .. } | Self::PasswordMustChange => 403,
            Self::NotFound | Self::UnknownOperation { .. } => 404,
            Self::Stale | Self::Clash(_) | Self::AlreadySetUp | Self::NotSetUp => 409,
            Self::TooLarge { .. } => 413,
            Self::BadInput { .. } | Self::BadFile { .. } | Self::WeakPassword { .. } | Self::Refused(_) => {
                422
            }
            Self::LockedOut { .. } => 429,
            Self::DiskFull | Self::ReadOnly | Self::DataGone | Self::Damaged | Self::NewerSchema { .. } => {
                507
            }
            Self::Busy
            | Self::NoConnection
            | Self::BadDatabaseAddress
            | Self::DatabaseLogin
            | Self::DatabaseEncryption
            | Self::NoSuchDatabase
            | Self::DatabaseRights => 503,
            Self::Fault { .. } => 500,
        }
    }

    /// A fault of the program: its cause goes to the log under a number that the person can quote.
    pub fn fault(cause: &dyn std::fmt::Display) -> Self {
        let number = uuid::Uuid::now_v7().simple().to_string()[20..].to_owned();
        tracing::error!(%number, %cause, "fault");
        Self::Fault { number }
    }
}

impl From<Refusal> for StudioError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FileRefusal> for StudioError {
    fn from(refusal: FileRefusal) -> Self {
        Self::BadFile { reason: refusal.code().into(), detail: refusal.place() }
    }
}

impl From<DocumentRefusal> for StudioError {
    fn from(refusal: DocumentRefusal) -> Self {
        tracing::warn!(%refusal, "a document was not made");
        Self::BadFile { reason: refusal.code().into(), detail: String::new() }
    }
}

impl From<StoreError> for StudioError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::NotFound => Self::NotFound,
            StoreError::Taken(value) => Self::Refused(Refusal::Taken { field: String::new(), value }),
            StoreError::DiskFull => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Gone => Self::DataGone,
            StoreError::Damaged(cause) => {
                tracing::error!(%cause, "the database is damaged");
                Self::Damaged
            }
            StoreError::Busy => Self::Busy,
            StoreError::NewerSchema { found, known } => Self::NewerSchema { found, known },
            StoreError::NoConnection(cause) => {
                tracing::warn!(%cause, "no connection to the database");
                Self::NoConnection
            }
            StoreError::Refused(refusal) => match refusal {
                DatabaseRefusal::Address => Self::BadDatabaseAddress,
                DatabaseRefusal::Login => Self::DatabaseLogin,
                DatabaseRefusal::Encryption => Self::DatabaseEncryption,
                DatabaseRefusal::Missing => Self::NoSuchDatabase,
                DatabaseRefusal::Rights => Self::DatabaseRights,
            },
            other @ (StoreError::Reference(_)
            | StoreError::ChangedMigration { .. }
            | StoreError::File(_)
            | StoreError::Unreadable(_)
            | StoreError::Fault(_)) => Self::fault(&other),
        }
    }
}

impl std::fmt::Display for StudioError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}

impl std::error::Error for StudioError {}
