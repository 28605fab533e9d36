//! Files kept by their content: a file's name is its sha256, so the same file is stored once and a changed one shows.
//! Knows no unit and no right: who may read a file is the api's to say.

use crate::StoreError;
use crate::backup::sync_folder;
use crate::migrate::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A folder of files by content.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
}

/// A file that is being written; it counts only once [`Incoming::keep`] has answered.
pub struct Incoming {
    file: tempfile::NamedTempFile,
    digest: Sha256,
    size: u64,
    most: u64,
    folder: PathBuf,
}

/// What was kept: its name and its size in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub sha256: String,
    pub size: u64,
}

/// How the name of a file begins that is still being written.
const INCOMING: &str = ".incoming-";

/// Whether `text` is a sha256 in lower-case hexadecimal: the only thing that may become part of a path.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl Blobs {
    /// The folder `media` inside a data folder; made when missing.
    pub fn open(data_folder: &Path) -> Result<Self, StoreError> {
        let folder = data_folder.join("media");
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// Begins a file of at most `most` bytes.
    pub fn begin(&self, most: u64) -> Result<Incoming, StoreError> {
        let file = match tempfile::Builder::new().prefix(INCOMING).tempfile_in(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Gone),
            file => file?,
        };
        Ok(Incoming { file, digest: Sha256::new(), size: 0, most, folder: self.folder.clone() })
    }

    /// Keeps bytes that are at hand already.
    pub fn put(&self, bytes: &[u8]) -> Result<Kept, StoreError> {
        let mut incoming = self.begin(bytes.len() as u64)?;
        incoming.write(bytes)?;
        incoming.keep()
    }

    /// Where a file lies; [`StoreError::NotFound`] when there is none of that name.
    pub fn path(&self, sha256: &str) -> Result<PathBuf, StoreError> {
        let path = is_sha256(sha256).then(|| place(&self.folder, sha256)).ok_or(StoreError::NotFound)?;
        if path.is_file() { Ok(path) } else { Err(StoreError::NotFound) }
    }

    /// The whole file, when it is no larger than `most` bytes.
    pub fn get(&self, sha256: &str, most: u64) -> Result<Vec<u8>, StoreError> {
        let file = File::open(self.path(sha256)?)?;
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most { Err(StoreError::File("too large".into())) } else { Ok(bytes) }
    }

    /// Deletes what was on its way in when a program ended, and has not grown for a day.
    pub fn sweep(&self) -> Result<(), StoreError> {
        crate::backup::sweep(&self.folder, INCOMING)
    }

    /// Deletes a file of which no row is left.
    pub fn remove(&self, sha256: &str) -> Result<(), StoreError> {
        match self.path(sha256) {
            Err(StoreError::NotFound) => Ok(()),
            path => Ok(std::fs::remove_file(path?)?),
        }
    }

    /// Whether the file's content still has its name.
    pub fn is_whole(&self, sha256: &str) -> Result<bool, StoreError> {
        whole(&self.path(sha256)?, sha256)
    }

    /// The same before a file is handed out: its size always, its content when that takes no time.
    pub fn seems_whole(&self, sha256: &str, size: i64) -> Result<bool, StoreError> {
        let path = self.path(sha256)?;
        let found = std::fs::metadata(&path)?.len();
        Ok(i64::try_from(found).is_ok_and(|found| found == size) && (found > QUICK || whole(&path, sha256)?))
    }
}

/// Bytes that are read and hashed in a few milliseconds.
const QUICK: u64 = 4 << 20;

fn whole(path: &Path, sha256: &str) -> Result<bool, StoreError> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex(&digest.finalize()) == sha256);
        }
        digest.update(&buffer[..read]);
    }
}

fn place(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(&sha256[..2]).join(sha256)
}

impl Incoming {
    /// Adds bytes; refuses once the file grows past what was allowed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.size += bytes.len() as u64;
        if self.size > self.most {
            return Err(StoreError::File("too large".into()));
        }
        self.digest.update(bytes);
        self.file.write_all(bytes)?;
        Ok(())
    }

    /// Puts the file in its place, on the disk for good.
    pub fn keep(self) -> Result<Kept, StoreError> {
        let sha256 = hex(&self.digest.finalize());
        let path = place(&self.folder, &sha256);
        // One that is there already stays, unless it is damaged: then this one mends it.
        if !whole(&path, &sha256).unwrap_or(false) {
            let parent = path.parent().unwrap_or(&self.folder);
            std::fs::create_dir_all(parent)?;
            self.file.as_file().sync_all()?;
            self.file.persist(&path).map_err(|e| StoreError::from(e.error))?;
            sync_folder(parent)?;
            sync_folder(&self.folder)?;
        }
        Ok(Kept { sha256, size: self.size })
    }
}
