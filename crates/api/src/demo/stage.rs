//! The studio in which the demo is played: a clock that the play moves, ids that come out the same each time, and calls
//! by people who are signed in.
//! Knows no scene.

use super::cast::{ACTORS, Actor};
use super::score::Moment;
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

/// A session is begun anew after so long: the play spans weeks.
const SESSION: i64 = 2 * Millis::HOUR;

/// What the play knows of an episode once it is under way.
#[derive(Clone, Debug, Default)]
pub struct Play {
    pub episode: String,
    pub review: String,
}

/// The studio with everybody in it.
pub struct Stage {
    pub api: Api,
    /// The day on which the demo is made: what is under way is under way around it.
    pub today: Day,
    clock: Arc<AtomicI64>,
    ids: Arc<AtomicU64>,
    /// Who is signed in, and since when.
    callers: BTreeMap<String, (Caller, Millis)>,
    /// Ids of people, departments, columns and channels by name (a channel's is its platform).
    people: HashMap<String, String>,
    departments: HashMap<String, String>,
    pub columns: HashMap<String, String>,
    pub channels: BTreeMap<String, String>,
    /// Episodes under way by title.
    plays: HashMap<&'static str, Play>,
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
        Ok(Self {
            api,
            today,
            clock,
            ids,
            callers: BTreeMap::new(),
            people: HashMap::new(),
            departments: HashMap::new(),
            columns: HashMap::new(),
            channels: BTreeMap::new(),
            plays: HashMap::new(),
        })
    }

    /// Moves the clock to a moment in the unit's zone.
    pub fn at(&self, (day, minute): Moment) {
        let day = self.today.plus_days(day).start_in(&crate::default_zone());
        self.clock.store(day.0 + minute * 60_000, Ordering::Relaxed);
    }

    /// Lets some minutes pass.
    pub fn minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// A day from the day of the demo, as it is written.
    pub fn day(&self, days: i64) -> String {
        self.today.plus_days(days).to_string()
    }

    /// A new id, for what the front end would give an id to.
    pub fn id(&self) -> String {
        numbered(self.api.now(), self.ids.fetch_add(1, Ordering::Relaxed)).to_string()
    }

    /// The id of somebody by name.
    pub fn person(&self, name: &str) -> &str {
        self.people.get(name).map_or("", String::as_str)
    }

    /// The id of the person who signs in as `login`.
    pub fn owner(&self, login: &str) -> String {
        let found = ACTORS.iter().find(|actor| actor.account.is_some_and(|(own, _)| own == login));
        found.map(|actor| self.person(actor.name).to_owned()).unwrap_or_default()
    }

    /// The id of a department by name.
    pub fn department(&self, name: &str) -> &str {
        self.departments.get(name).map_or("", String::as_str)
    }

    /// The episode of that title.
    pub fn play(&self, title: &str) -> Play {
        self.plays.get(title).cloned().unwrap_or_default()
    }

    /// Keeps what the play knows of an episode.
    pub fn keep(&mut self, title: &'static str, play: Play) {
        self.plays.insert(title, play);
    }

    /// Calls an operation as the owner of `login`.
    pub fn call(&mut self, login: &str, operation: &str, input: Value) -> Result<Value, StudioError> {
        let caller = self.caller(login)?;
        let reply = self.api.call(&caller, operation, input.to_string().as_bytes())?;
        serde_json::from_slice(&reply.body).map_err(|e| StudioError::fault(&e))
    }

    /// The caller of a signed-in person; who has sat there for long signs in again.
    fn caller(&mut self, login: &str) -> Result<Caller, StudioError> {
        let known = self.callers.get(login);
        if known.is_none_or(|(_, since)| since.plus(SESSION) < self.api.now()) {
            self.enter(login, "sign_in", json!({ "login": login, "password": PASSWORD }))?;
        }
        self.callers.get(login).map(|(caller, _)| caller.clone()).ok_or(StudioError::NotSignedIn)
    }

    /// Puts a file into the studio; answers its sha256.
    pub fn bring(&mut self, login: &str, name: &str, bytes: &[u8]) -> Result<String, StudioError> {
        let caller = self.caller(login)?;
        let mut upload = self.api.begin_upload(&caller, name, Some(bytes.len() as u64))?;
        upload.write(bytes)?;
        Ok(upload.finish()?.sha256)
    }

    fn enter(&mut self, login: &str, operation: &str, input: Value) -> Result<(), StudioError> {
        let nobody = Caller { token: None, door: Door::CommandLine, client: None };
        let reply = self.api.call(&nobody, operation, input.to_string().as_bytes())?;
        let Some(SessionChange::Begun { token, .. }) = reply.session else {
            return Err(StudioError::NotSignedIn);
        };
        let caller = Caller { token: Some(token), ..nobody };
        self.callers.insert(login.to_owned(), (caller, self.api.now()));
        Ok(())
    }

    /// The logins of everybody who has an account.
    pub fn logins(&self) -> Vec<String> {
        self.callers.keys().cloned().collect()
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
