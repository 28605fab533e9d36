//! Every operation of the studio: rights, transaction, view, event.
//! Knows no transport: the desktop window, the team server and the tests all come in through [`Api::call`].

mod context;
pub mod data;
pub mod demo;
mod due;
mod error;
pub mod house;
pub mod media;
pub mod named;
pub mod operation;
mod operations;
pub mod page;
mod password;
mod shelf;
pub mod subject;
#[cfg(feature = "testing")]
pub mod testing;
mod titles;

pub use context::{Acting, Caller, Context, Door, Identity, SessionChange};
pub use error::StudioError;
pub use operations::{Described, Kind, OPERATIONS, Operation, described, visit_types};
pub use subject::{ApiEvent, Subject};

use jiff::tz::TimeZone;
use pufa_domain::right::{Reach, Role};
use pufa_domain::{GrantId, Millis};
use pufa_proof::{Checker, Settings};
use pufa_store::blob::Blobs;
use pufa_store::table::{account, person, unit};
use pufa_store::{Store, StoreError};
use sha2::{Digest, Sha256};
use tokio::sync::broadcast;
use uuid::Uuid;

/// The largest input of an operation, in bytes. Files go another way.
pub const MOST_INPUT: u64 = 8 << 20;
/// How long a session lasts without being used, in milliseconds.
pub const SESSION: i64 = 12 * Millis::HOUR;
/// How long a session must have been unused before a call moves its end: spares a write at every read.
const PROLONG_AFTER: i64 = Millis::HOUR / 6;

/// When the latest session of now ends. As much again is left to clocks that are put right.
pub(crate) fn longest_session(now: Millis) -> Millis {
    now.plus(2 * SESSION)
}

/// Where the time comes from.
pub type Clock = Box<dyn Fn() -> Millis + Send + Sync>;
/// Where ids come from, given the time.
pub type Ids = Box<dyn Fn(Millis) -> Uuid + Send + Sync>;

/// The studio: its data and its operations.
pub struct Api {
    store: Store,
    blobs: Blobs,
    clock: Clock,
    ids: Ids,
    events: broadcast::Sender<ApiEvent>,
    hashing: password::Cost,
    presence: operation::script::Presence,
    titles: titles::Titles,
    facts: operation::participation::FactsAtHand,
    shelf: shelf::Shelf,
}

/// The answer to a call.
#[derive(Clone, Debug)]
pub struct Reply {
    /// JSON.
    pub body: Vec<u8>,
    /// What the door is to do with its session.
    pub session: Option<SessionChange>,
}

/// The time zone where nobody has said another.
pub(crate) fn default_zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(8)))
}

/// The day it is where nobody has said another time zone.
pub fn today() -> pufa_domain::Day {
    now().day_in(&default_zone())
}

/// What the system's clock says.
pub fn now() -> Millis {
    Millis(jiff::Timestamp::now().as_millisecond())
}

fn time_ordered_id(_: Millis) -> Uuid {
    Uuid::now_v7()
}

impl Api {
    /// The studio on a database and a folder of files, with the system's clock.
    pub fn new(store: Store, blobs: Blobs) -> Self {
        Self {
            store,
            blobs,
            clock: Box::new(now),
            ids: Box::new(time_ordered_id),
            events: broadcast::channel(256).0,
            hashing: password::Cost::Full,
            presence: operation::script::Presence::default(),
            titles: titles::Titles::default(),
            facts: operation::participation::FactsAtHand::default(),
            shelf: shelf::Shelf::default(),
        }
    }

    /// The studio with another clock, for tests and for the demo workspace.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The studio with ids from elsewhere, for the demo workspace, which comes out the same each time.
    #[must_use]
    pub fn with_ids(self, ids: Ids) -> Self {
        Self { ids, ..self }
    }

    /// The studio with cheap password hashes: for tests and the demo workspace only.
    #[must_use]
    pub fn with_cheap_passwords(self) -> Self {
        Self { hashing: password::Cost::Cheap, ..self }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    pub(crate) fn presence(&self) -> &operation::script::Presence {
        &self.presence
    }

    pub(crate) fn titles(&self) -> &titles::Titles {
        &self.titles
    }

    pub(crate) fn facts(&self) -> &operation::participation::FactsAtHand {
        &self.facts
    }

    pub(crate) fn shelf(&self) -> &shelf::Shelf {
        &self.shelf
    }

    pub(crate) fn hashing(&self) -> password::Cost {
        self.hashing
    }

    /// What the clock says.
    pub fn now(&self) -> Millis {
        (self.clock)()
    }

    pub(crate) fn uuid(&self, now: Millis) -> Uuid {
        (self.ids)(now)
    }

    /// What is told to the doors after each write.
    pub fn events(&self) -> broadcast::Receiver<ApiEvent> {
        self.events.subscribe()
    }

    /// Sends the notices that are due at `now`: late reviews to those who are waited for, and a day later to the next
    /// level; slots that come up or were missed to those who publish. Doors call it every minute; called again it sends nothing twice. Answers how many were sent.
    pub fn tick(&self, now: Millis) -> Result<u32, StudioError> {
        due::tick(self, now)
    }

    /// Runs the operation `name` on a JSON `input`. Blocking: never call it from async code directly.
    pub fn call(&self, caller: &Caller, name: &str, input: &[u8]) -> Result<Reply, StudioError> {
        if input.len() as u64 > MOST_INPUT {
            return Err(StudioError::TooLarge { most: MOST_INPUT });
        }
        let operation = OPERATIONS
            .iter()
            .find(|operation| operation.name == name)
            .ok_or_else(|| StudioError::UnknownOperation { name: name.chars().take(80).collect() })?;
        let cx = self.context(caller, operation.name)?;
        if !operation.open {
            if cx.identity.is_none() && caller.is_operator() {
                return Err(StudioError::NotSetUp);
            }
            if matches!(name, "me" | "change_password" | "sign_out") {
                cx.identity()?;
            } else {
                cx.own_password()?;
            }
        }
        let body = operations::dispatch(&cx, name, input)?;
        if operation.kind == Kind::Write {
            self.announce(caller.client.clone(), operation.subjects);
        }
        Ok(Reply { body, session: cx.take_session_change() })
    }

    /// The context of a call outside the list of operations: files that come and go through a door.
    pub fn context<'a>(
        &'a self,
        caller: &'a Caller,
        operation: &'static str,
    ) -> Result<Context<'a>, StudioError> {
        let identity = self.identify(caller)?;
        Ok(Context::new(self, caller, operation, identity))
    }

    /// Tells the doors that something changed; nobody listening is no error.
    pub fn announce(&self, origin: Option<String>, stale: &[Subject]) {
        let told = self.events.send(ApiEvent { origin, stale: stale.to_vec() });
        tracing::trace!(listeners = told.unwrap_or(0), "event");
    }

    /// A checker that rests on the unit's own library of laws and wording rules, as its screens do; for the command line.
    pub fn checker(&self, settings: Settings) -> Result<Checker, StudioError> {
        let unit = self.operator()?.ok_or(StudioError::NotSetUp)?.unit;
        let mut checker = Checker::new(settings);
        self.store.read::<_, StudioError>(|sql| {
            checker.set_library(self.shelf().library(sql, unit)?.1);
            checker.set_wording(self.shelf().wording(sql, unit)?.1);
            Ok(())
        })?;
        Ok(checker)
    }

    /// The command line on its own data folder; `None` while there is no workspace.
    fn operator(&self) -> Result<Option<Identity>, StudioError> {
        let now = self.now();
        Ok(self.store.read::<_, StoreError>(|sql| {
            let Some(found) = account::first_administrator(sql)? else {
                return Ok(None);
            };
            let person = person::get(sql, found.person)?;
            let home = unit::get(sql, person.unit)?;
            let grant = |role| account::Grant {
                id: GrantId(self.uuid(now)),
                account: found.id,
                role,
                unit: home.id,
                reach: Reach::Subtree,
                from: None,
                to: None,
            };
            let roles = [Role::Administrator, Role::Editor, Role::Manager];
            let grants = roles.map(|role| (grant(role), home.path.clone())).to_vec();
            Ok(Some(Identity {
                session: account::Session {
                    account: found.id,
                    person: person.id,
                    person_name: person.name,
                    login: found.login,
                    unit: home.id,
                    must_change: false,
                    seen_at: now,
                    expires_at: now,
                },
                token_hash: String::new(),
                grants,
                unit: home.id,
                zone: TimeZone::get(&home.zone).unwrap_or_else(|_| default_zone()),
            }))
        })?)
    }

    fn identify(&self, caller: &Caller) -> Result<Option<Identity>, StudioError> {
        if caller.is_operator() {
            return self.operator();
        }
        let Some(token) = &caller.token else {
            return Ok(None);
        };
        let token_hash = hex::encode(Sha256::digest(token.as_bytes()));
        let now = self.now();
        let found = self.store.read::<_, StoreError>(|sql| {
            let Some(account::SignedIn { session, zone, grants }) =
                account::signed_in(sql, &token_hash, now)?
            else {
                return Ok(None);
            };
            let zone = TimeZone::get(&zone).unwrap_or_else(|_| default_zone());
            let today = now.day_in(&zone);
            let holds = |grant: &account::Grant| {
                grant.from.is_none_or(|from| from <= today) && grant.to.is_none_or(|to| today <= to)
            };
            let grants = grants.into_iter().filter(|(grant, _)| holds(grant)).collect();
            let unit = session.unit;
            Ok(Some(Identity { session, token_hash: token_hash.clone(), grants, unit, zone }))
        })?;
        if let Some(identity) = &found
            && now.0 - identity.session.seen_at.0 > PROLONG_AFTER
        {
            self.store.write::<_, StoreError>(|sql| {
                account::prolong_session(sql, &token_hash, now, now.plus(SESSION))
            })?;
        }
        Ok(found)
    }
}
