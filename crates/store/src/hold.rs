//! A hold on a data folder, so that nobody puts another database under somebody who has it open.
//! Knows no database.

use crate::StoreError;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a hold of one's own is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

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

    /// Waits a moment for somebody who is just closing: a process that was started meanwhile holds what its parent held
    /// until it runs a program of its own.
    pub(crate) fn alone(data: &Path) -> Result<Self, StoreError> {
        let file = Self::file(data)?;
        let end = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(PATIENCE / 20); // tidy-allow(sleep): a lock can be waited for without end only
                }
                answer => return Self::held(answer, file),
            }
        }
    }

    fn held(locked: Result<(), TryLockError>, file: File) -> Result<Self, StoreError> {
        match locked {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
