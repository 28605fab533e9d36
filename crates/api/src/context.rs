//! What an operation works with: who calls, when it is, the database, and the trace that is left.
//! Knows no operation. Rights are asked for here and nowhere else; everything not granted is denied.

use crate::Api;
use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::right::{Reach, Right};
use pufa_domain::{AccountId, Day, Millis, PersonId, UnitId};
use pufa_store::table::account::{Grant, Session};
use pufa_store::table::audit::{self, Entry};
use pufa_store::table::unit;
use pufa_store::{Sql, StoreError};
use serde::Serialize;
use std::cell::{Cell, RefCell};

/// Through which door a call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Desktop,
    Server,
    CommandLine,
    Test,
}

impl Door {
    /// Its word in the audit.
    pub fn word(self) -> &'static str {
        match self {
            Door::Desktop => "desktop",
            Door::Server => "server",
            Door::CommandLine => "command_line",
            Door::Test => "test",
        }
    }
}

/// Who calls, as the door knows it.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The session's token, if there is one.
    pub token: Option<String>,
    pub door: Door,
    /// The window or browser tab, so that it is not told of its own changes.
    pub client: Option<String>,
}

impl Caller {
    /// Whoever holds the data folder and works on it from the command line: no session, but every right in the root
    /// unit, in the name of its first administrator. The audit tells such changes by their door.
    /// Never made for a caller that came over a network.
    pub fn operator() -> Self {
        Self { token: None, door: Door::CommandLine, client: None }
    }

    pub(crate) fn is_operator(&self) -> bool {
        self.door == Door::CommandLine && self.token.is_none()
    }
}

/// What a door is to do with its session after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionChange {
    Begun { token: String, expires_at: Millis },
    Ended,
}

/// A signed-in person with what they were granted.
#[derive(Clone, Debug)]
pub struct Identity {
    pub session: Session,
    pub token_hash: String,
    /// The grants that hold today, each with the path of its unit.
    pub grants: Vec<(Grant, String)>,
    /// The person's own unit and its time zone.
    pub unit: UnitId,
    pub zone: TimeZone,
}

/// Somebody who may do what was asked for, in the unit where it was asked.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    pub person: PersonId,
    pub account: AccountId,
    pub unit: UnitId,
}

/// One call of one operation.
pub struct Context<'a> {
    pub api: &'a Api,
    pub caller: &'a Caller,
    pub operation: &'static str,
    pub identity: Option<Identity>,
    now: Millis,
    session_change: RefCell<Option<SessionChange>>,
    recorded: Cell<u32>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        api: &'a Api,
        caller: &'a Caller,
        operation: &'static str,
        identity: Option<Identity>,
    ) -> Self {
        Self {
            api,
            caller,
            operation,
            identity,
            now: api.now(),
            session_change: RefCell::new(None),
            recorded: Cell::new(0),
        }
    }

    /// The moment of the call.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// The day it is in the person's unit.
    pub fn today(&self) -> Day {
        self.now.day_in(&self.zone())
    }

    /// The time zone of the person's unit.
    pub fn zone(&self) -> TimeZone {
        self.identity.as_ref().map_or_else(crate::default_zone, |i| i.zone.clone())
    }

    /// A new id: `TopicId(cx.uuid())`.
    pub fn uuid(&self) -> uuid::Uuid {
        self.api.uuid(self.now)
    }

    /// Who is signed in.
    pub fn identity(&self) -> Result<&Identity, StudioError> {
        self.identity.as_ref().ok_or(StudioError::NotSignedIn)
    }

    /// Who is signed in with a password that only they know.
    pub fn own_password(&self) -> Result<&Identity, StudioError> {
        let identity = self.identity()?;
        if identity.session.must_change { Err(StudioError::PasswordMustChange) } else { Ok(identity) }
    }

    /// Asks for a right in the person's own unit.
    pub fn require(&self, right: Right) -> Result<Acting, StudioError> {
        let identity = self.identity()?;
        let home = identity.unit;
        if identity.grants.iter().any(|(grant, _)| grant.unit == home && grant.role.rights().contains(&right))
        {
            return Ok(self.acting(identity, home));
        }
        Err(StudioError::Forbidden { right: right.word().to_owned() })
    }

    /// Whether the person holds a right in their own unit: for drawing a view, never instead of [`Self::require`].
    pub fn may(&self, right: Right) -> bool {
        self.require(right).is_ok()
    }

    /// Asks for a right in the unit to which a thing belongs. A unit that the person may not even read answers
    /// "not found", so that nobody learns which ids exist.
    pub fn allow(&self, sql: &dyn Sql, right: Right, unit: UnitId) -> Result<Acting, StudioError> {
        let identity = self.identity()?;
        if self.holds(sql, identity, right, unit)? {
            return Ok(self.acting(identity, unit));
        }
        if right != Right::Read && self.holds(sql, identity, Right::Read, unit)? {
            return Err(StudioError::Forbidden { right: right.word().to_owned() });
        }
        Err(StudioError::NotFound)
    }

    fn holds(
        &self,
        sql: &dyn Sql,
        identity: &Identity,
        right: Right,
        unit: UnitId,
    ) -> Result<bool, StudioError> {
        let carrying = || identity.grants.iter().filter(|(grant, _)| grant.role.rights().contains(&right));
        if carrying().any(|(grant, _)| grant.unit == unit) {
            return Ok(true);
        }
        if !right.reaches_down() || !carrying().any(|(grant, _)| grant.reach == Reach::Subtree) {
            return Ok(false);
        }
        let below = match unit::get(sql, unit) {
            Err(StoreError::NotFound) => return Ok(false),
            found => found?.path,
        };
        Ok(carrying().any(|(grant, path)| grant.reach == Reach::Subtree && below.starts_with(path.as_str())))
    }

    fn acting(&self, identity: &Identity, unit: UnitId) -> Acting {
        Acting { person: identity.session.person, account: identity.session.account, unit }
    }

    /// Reads one consistent picture of the data.
    pub fn read<T>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, StudioError>) -> Result<T, StudioError> {
        self.api.store().read(work)
    }

    /// Writes: all of it happens, or nothing. Every write leaves at least one [`Self::record`].
    pub fn write<T>(&self, work: impl FnOnce(&dyn Sql) -> Result<T, StudioError>) -> Result<T, StudioError> {
        self.recorded.set(0);
        self.api.store().write(|sql| {
            let answer = work(sql)?;
            if self.recorded.get() == 0 {
                return Err(StudioError::fault(&format!("{} wrote without a record", self.operation)));
            }
            Ok(answer)
        })
    }

    /// Writes what concerns nobody but the person: settings of their own screen, sessions, notices read.
    pub fn write_own<T>(
        &self,
        work: impl FnOnce(&dyn Sql) -> Result<T, StudioError>,
    ) -> Result<T, StudioError> {
        self.api.store().write(work)
    }

    /// Leaves a row in the audit, inside the transaction of the change.
    /// `unit` is the one to which the thing belongs; `before` and `after` hold no secret and no password.
    pub fn record(
        &self,
        sql: &dyn Sql,
        unit: UnitId,
        subject: &str,
        subject_id: impl std::fmt::Display,
        before: Option<&dyn erased::Json>,
        after: Option<&dyn erased::Json>,
    ) -> Result<(), StudioError> {
        let (before, after) =
            (before.map(erased::Json::json).transpose()?, after.map(erased::Json::json).transpose()?);
        let entry = Entry {
            at: self.now,
            account: self.identity.as_ref().map(|i| i.session.account),
            person: self.identity.as_ref().map(|i| i.session.person),
            unit: Some(unit),
            door: self.caller.door.word(),
            operation: self.operation,
            subject,
            subject_id: &subject_id.to_string(),
            before: before.as_deref(),
            after: after.as_deref(),
        };
        audit::append(sql, &entry)?;
        self.recorded.set(self.recorded.get() + 1);
        Ok(())
    }

    /// Tells the door that the session began or ended.
    pub fn change_session(&self, change: SessionChange) {
        self.session_change.replace(Some(change));
    }

    pub(crate) fn take_session_change(&self) -> Option<SessionChange> {
        self.session_change.take()
    }
}

/// Serialising behind a reference, for `before` and `after` of any type.
pub mod erased {
    use super::{Serialize, StudioError};

    /// Something that can be written as JSON.
    pub trait Json {
        fn json(&self) -> Result<String, StudioError>;
    }

    impl<T: Serialize> Json for T {
        fn json(&self) -> Result<String, StudioError> {
            serde_json::to_string(self).map_err(|e| StudioError::fault(&e))
        }
    }
}
