//! A hold on a data folder, so that nobody puts another database under somebody who has it open.
//! Knows no database.

use crate::StoreError;
use std::fs::File;
use std::path::Path;

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

    pub(crate) fn alone(data: &Path) -> Result<Self, StoreError> {
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
