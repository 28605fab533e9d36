//! Why a chore was not done: one sentence for a person, one number for a script.
//! Knows no cause beyond what the api and the store tell apart.

use super::Language;
use pufa_api::StudioError;
use pufa_store::StoreError;
use std::io::ErrorKind;

/// Why a command did not do what it was told.
#[derive(Debug)]
pub enum Failure {
    /// The studio refused or failed.
    Studio(StudioError),
    /// A spreadsheet that could not be read.
    Table(StudioError),
    /// The command line itself is wrong: Chinese and English.
    Usage(&'static str, &'static str),
    /// What was asked would harm something: Chinese and English.
    Refused(&'static str, &'static str),
    /// What was given to read is not what it should be: Chinese and English.
    Input(String, String),
    /// A check found something: Chinese and English.
    Found(String, String),
    /// A file outside the data folder, or the network, did not do its part: what, and what the system said.
    System(String, std::io::Error),
}

impl From<StudioError> for Failure {
    fn from(error: StudioError) -> Self {
        Self::Studio(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Studio(error.into())
    }
}

impl Failure {
    /// The same failure, known to be about a spreadsheet that was to be read.
    pub fn of_table(self) -> Self {
        match self {
            Self::Studio(error @ StudioError::BadFile { .. }) => Self::Table(error),
            other => other,
        }
    }

    /// The number that the process ends with; see `--help`.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(..) | Self::Studio(StudioError::BadDatabaseAddress) => 2,
            Self::Found(..) | Self::Studio(StudioError::Damaged) => 3,
            Self::System(..)
            | Self::Studio(StudioError::DiskFull | StudioError::ReadOnly | StudioError::DataGone) => 4,
            Self::Studio(StudioError::Fault { .. }) => 5,
            Self::Studio(
                StudioError::Busy
                | StudioError::NoConnection
                | StudioError::DatabaseLogin
                | StudioError::DatabaseEncryption
                | StudioError::NoSuchDatabase
                | StudioError::DatabaseRights,
            ) => 6,
            Self::Input(..) | Self::Studio(_) | Self::Table(_) | Self::Refused(..) => 1,
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        match self {
            Self::Studio(error) => language.sentence(error),
            Self::Table(error) => language.sentence_of_table(error),
            Self::Usage(zh, en) | Self::Refused(zh, en) => language.say(*zh, *en).to_owned(),
            Self::Input(zh, en) | Self::Found(zh, en) => language.say(zh, en).clone(),
            Self::System(what, cause) => match cause.kind() {
                ErrorKind::NotFound => {
                    language.say(format!("找不到 {what}。"), format!("There is no {what}."))
                }
                ErrorKind::IsADirectory => language
                    .say(format!("{what} 是文件夹，不是文件。"), format!("{what} is a folder, not a file.")),
                ErrorKind::PermissionDenied => language
                    .say(format!("没有权限读写 {what}。"), format!("There is no permission for {what}.")),
                _ => format!("{what}: {cause}"),
            },
        }
    }
}
