//! The demo workspace: made by the program itself through its own operations, the same each time.
//! Knows nobody real: every name says that it is invented.

use crate::{Api, Caller, Door, SessionChange, StudioError};
use pufa_domain::Millis;
use pufa_store::blob::Blobs;
use pufa_store::{DATABASE, Store, values};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// What one signs in to the demo with; it guards nothing.
pub const LOGIN: &str = "demo";
/// The same for everybody in the demo.
pub const PASSWORD: &str = "demo-demo-demo";

/// When the demo's people begin to work: 2020-05-06 09:00 in Shanghai, a week before their first episode.
const BEGIN: i64 = 1_588_726_800_000;

/// Makes the demo workspace in `folder` unless there is one. Blocking.
pub fn make_if_missing(folder: &Path) -> Result<(), StudioError> {
    if folder.join(DATABASE).is_file() {
        return Ok(());
    }
    // Made aside and moved into place: a demo that was interrupted half-way is none.
    let parent = folder.parent().unwrap_or(folder);
    let io = |error| StudioError::from(pufa_store::StoreError::from(error));
    std::fs::create_dir_all(parent).map_err(io)?;
    let aside = tempfile::Builder::new()
        .prefix(".demo-")
        .tempdir_in(parent)
        .map_err(io)?;
    make(aside.path())?;
    std::fs::rename(aside.keep(), folder).map_err(io)
}

/// Makes the demo workspace in an empty `folder`. Blocking.
pub fn make(folder: &Path) -> Result<(), StudioError> {
    let stage = Stage::open(folder)?;
    stage.set_up()
}

/// The studio in which the demo is played, with a clock of its own and ids that come out the same each time.
struct Stage {
    api: Api,
}

impl Stage {
    fn open(folder: &Path) -> Result<Self, StudioError> {
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let hands = Arc::clone(&clock);
        let made = AtomicU64::new(0);
        let api = Api::new(Store::open_folder(folder)?, Blobs::open(folder)?)
            .with_clock(Box::new(move || Millis(hands.load(Ordering::Relaxed))))
            .with_ids(Box::new(move |now| {
                numbered(now, made.fetch_add(1, Ordering::Relaxed))
            }))
            .with_cheap_passwords();
        Ok(Self { api })
    }

    fn set_up(&self) -> Result<(), StudioError> {
        self.enter(
            "create_workspace",
            json!({ "unit_name": "演示县人民检察院", "level": "county", "person_name": "演示管理员",
                    "login": LOGIN, "password": PASSWORD }),
        )?;
        self.api.store().write::<_, pufa_store::StoreError>(|sql| {
            sql.run(
                "INSERT INTO workspace (key, value) VALUES ('demo', '1')",
                values![],
            )
        })?;
        Ok(())
    }

    /// Calls an operation that begins a session; answers the caller who is signed in.
    fn enter(&self, operation: &str, input: Value) -> Result<Caller, StudioError> {
        let nobody = Caller {
            token: None,
            door: Door::CommandLine,
            client: None,
        };
        let reply = self.api.call(&nobody, operation, input.to_string().as_bytes())?;
        match reply.session {
            Some(SessionChange::Begun { token, .. }) => Ok(Caller {
                token: Some(token),
                ..nobody
            }),
            Some(SessionChange::Ended) | None => Err(StudioError::NotSignedIn),
        }
    }
}

/// The `number`-th id of the demo: a UUIDv7 of its moment whose random part is the number.
fn numbered(now: Millis, number: u64) -> Uuid {
    let mut random = [0_u8; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(now.0).unwrap_or(0), &random).into_uuid()
}
