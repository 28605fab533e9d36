//! The studio in which the demo is played: a clock that the play moves, ids that come out the same each time, and calls
//! by people who are signed in.
//! Knows no scene.

use super::cast::{ACTORS, Actor};
use super::{LOGIN, PASSWORD};
use crate::{Api, Caller, Door, SessionChange, StudioError};
use pufa_domain::{Day, Millis};
use pufa_store::blob::Blobs;
use pufa_store::{Store, StoreError, values};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// The first password of an account in the demo, replaced at once as the studio asks.
const FIRST_PASSWORD: &str = "demo-first-sign-in";

/// The studio with everybody in it.
pub struct Stage {
    pub api: Api,
    /// The day on which the demo is made: what is under way is under way around it.
    pub today: Day,
    clock: Arc<AtomicI64>,
    ids: Arc<AtomicU64>,
    callers: BTreeMap<String, Caller>,
    /// Ids of people and departments by name.
    people: HashMap<String, String>,
    departments: HashMap<String, String>,
}

/// The `number`-th id of the demo: a UUIDv7 of its moment whose random part is the number.
fn numbered(now: Millis, number: u64) -> Uuid {
    let mut random = [0_u8; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(now.0).unwrap_or(0), &random).into_uuid()
}

/// The text of a field of an answer.
pub fn text(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_default().to_owned()
}

impl Stage {
    /// An empty studio in `folder`.
    pub fn open(folder: &Path, today: Day) -> Result<Self, StudioError> {
        let (clock, ids) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicU64::new(0)));
        let (hands, counter) = (Arc::clone(&clock), Arc::clone(&ids));
        let api = Api::new(Store::open_folder(folder)?, Blobs::open(folder)?)
            .with_clock(Box::new(move || Millis(hands.load(Ordering::Relaxed))))
            .with_ids(Box::new(move |now| numbered(now, counter.fetch_add(1, Ordering::Relaxed))))
            .with_cheap_passwords();
        let stage = Self {
            api,
            today,
            clock,
            ids,
            callers: BTreeMap::new(),
            people: HashMap::new(),
            departments: HashMap::new(),
        };
        stage.at(today.plus_days(-1), 9);
        Ok(stage)
    }

    /// Moves the clock to an hour of a day in the unit's zone.
    pub fn at(&self, day: Day, hour: i64) {
        self.clock.store(day.start_in(&crate::default_zone()).0 + hour * Millis::HOUR, Ordering::Relaxed);
    }

    /// Moves the clock to `days` from today, at `hour`.
    pub fn days_from_today(&self, days: i64, hour: i64) {
        self.at(self.today.plus_days(days), hour);
    }

    /// Lets some minutes pass.
    pub fn minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// A new id, for what the front end would give an id to.
    pub fn id(&self) -> String {
        numbered(self.api.now(), self.ids.fetch_add(1, Ordering::Relaxed)).to_string()
    }

    /// The id of somebody by name.
    pub fn person(&self, name: &str) -> &str {
        self.people.get(name).map_or("", String::as_str)
    }

    /// The id of a department by name.
    pub fn department(&self, name: &str) -> &str {
        self.departments.get(name).map_or("", String::as_str)
    }

    /// Calls an operation as the owner of `login`.
    pub fn call(&self, login: &str, operation: &str, input: Value) -> Result<Value, StudioError> {
        let caller = self.callers.get(login).ok_or(StudioError::NotSignedIn)?;
        let reply = self.api.call(caller, operation, input.to_string().as_bytes())?;
        serde_json::from_slice(&reply.body).map_err(|e| StudioError::fault(&e))
    }

    /// The caller of a signed-in person, for files.
    pub fn caller(&self, login: &str) -> Result<&Caller, StudioError> {
        self.callers.get(login).ok_or(StudioError::NotSignedIn)
    }

    fn enter(&mut self, login: &str, operation: &str, input: Value) -> Result<(), StudioError> {
        let nobody = Caller { token: None, door: Door::CommandLine, client: None };
        let reply = self.api.call(&nobody, operation, input.to_string().as_bytes())?;
        let Some(SessionChange::Begun { token, .. }) = reply.session else {
            return Err(StudioError::NotSignedIn);
        };
        self.callers.insert(login.to_owned(), Caller { token: Some(token), ..nobody });
        Ok(())
    }

    /// Signs everybody in at the present moment: sessions end in hours, and the play spans weeks.
    pub fn everybody_signs_in(&mut self) -> Result<(), StudioError> {
        let logins: Vec<String> = self.callers.keys().cloned().collect();
        for login in logins {
            self.enter(&login, "sign_in", json!({ "login": login, "password": PASSWORD }))?;
        }
        Ok(())
    }

    /// Makes the unit with its departments, people and accounts.
    pub fn set_up(&mut self) -> Result<(), StudioError> {
        self.enter(
            LOGIN,
            "create_workspace",
            json!({ "unit_name": "演示县人民检察院", "level": "county", "person_name": "演示管理员",
                    "login": LOGIN, "password": PASSWORD }),
        )?;
        self.api.store().write::<_, StoreError>(|sql| {
            sql.run("INSERT INTO workspace (key, value) VALUES ('demo', '1')", values![])
        })?;
        for (position, (name, kind)) in (10..).zip(super::cast::DEPARTMENTS) {
            let input = json!({ "id": null, "version": 0, "name": name, "kind": kind, "position": position, "active": true });
            self.call(LOGIN, "save_department", input)?;
        }
        let departments = self.call(LOGIN, "list_departments", json!({}))?;
        for department in departments.as_array().into_iter().flatten() {
            self.departments.insert(text(department, "name"), text(department, "id"));
        }
        ACTORS.iter().try_for_each(|actor| self.employ(actor))
    }

    fn employ(&mut self, actor: &Actor) -> Result<(), StudioError> {
        let employment = json!({
            "department": self.department(actor.department), "category": actor.category, "title": actor.title,
            "from": actor.from, "to": actor.to,
        });
        let input = json!({ "id": null, "version": 0, "name": actor.name, "employment": employment });
        let made = self.call(LOGIN, "save_person", input)?;
        let person = text(&made, "id");
        self.people.insert(actor.name.to_owned(), person.clone());
        let Some((login, roles)) = actor.account else {
            return Ok(());
        };
        let input = json!({ "person": person, "login": login, "password": FIRST_PASSWORD, "roles": roles });
        self.call(LOGIN, "create_account", input)?;
        self.enter(login, "sign_in", json!({ "login": login, "password": FIRST_PASSWORD }))?;
        self.call(login, "change_password", json!({ "old": FIRST_PASSWORD, "new": PASSWORD }))?;
        Ok(())
    }
}
