//! For tests: a studio on a throw-away database, with a clock that the story moves and calls that read like sentences.
//! Knows both databases; every story runs on each.

mod other;

use crate::{Api, Caller, Door, SessionChange, StudioError};
use pufa_domain::Millis;
use pufa_store::Store;
use pufa_store::blob::Blobs;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The password of everybody in a story.
pub const PASSWORD: &str = "演示口令-只用于测试";

/// A studio in a story.
pub struct Studio {
    pub api: Api,
    pub folder: PathBuf,
    clock: Arc<AtomicI64>,
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Person {
    caller: Caller,
}

/// Runs a story on SQLite and on PostgreSQL, beginning at 2026-11-22 09:00 in Shanghai.
pub fn on_both(story: impl Fn(&Studio)) {
    pufa_store::testing::on_both_databases(|store, folder| story(&Studio::on(store, folder)));
}

impl Studio {
    /// A studio on an opened database.
    pub fn on(store: Store, folder: &Path) -> Self {
        let clock = Arc::new(AtomicI64::new(1_795_309_200_000));
        let hands = Arc::clone(&clock);
        let blobs = Blobs::open(folder).expect("a media folder");
        let api = Api::new(store, blobs)
            .with_clock(Box::new(move || Millis(hands.load(Ordering::Relaxed))))
            .with_cheap_passwords();
        Self { api, folder: folder.to_owned(), clock }
    }

    /// Lets time pass, or turns the clock back.
    pub fn wait(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// Nobody, at the door.
    pub fn nobody(&self) -> Person {
        Person { caller: Caller { token: None, door: Door::Test, client: None } }
    }

    /// Makes the workspace 演示市人民检察院 and answers its administrator, signed in as `admin`.
    pub fn set_up(&self) -> Person {
        let input = serde_json::json!({
            "unit_name": "演示市人民检察院", "level": "county", "person_name": "演示管理员",
            "login": "admin", "password": PASSWORD,
        });
        self.enter("create_workspace", input).expect("a workspace")
    }

    /// Signs in with the story's password.
    pub fn sign_in(&self, login: &str) -> Person {
        self.enter("sign_in", serde_json::json!({ "login": login, "password": PASSWORD })).expect("a session")
    }

    /// Puts somebody on the roster of `admin`'s unit, in the first department, since 2020; answers their id.
    pub fn employ(&self, admin: &Person, name: &str) -> String {
        let departments = self.done(admin, "list_departments", serde_json::json!({}));
        let employment = serde_json::json!({
            "department": departments[0]["id"], "category": "staff", "title": "", "from": "2020-01-01", "to": null,
        });
        let input = serde_json::json!({ "id": null, "version": 0, "name": name, "employment": employment });
        let person = self.done(admin, "save_person", input);
        person["id"].as_str().expect("an id").to_owned()
    }

    /// Puts somebody on the roster with an account in these roles, and signs them in with the story's password.
    pub fn colleague(&self, admin: &Person, name: &str, login: &str, roles: &[&str]) -> Person {
        let person = self.employ(admin, name);
        self.give_account(admin, &person, login, roles)
    }

    /// Gives somebody on the roster an account in these roles, and signs them in with the story's password.
    pub fn give_account(&self, admin: &Person, person: &str, login: &str, roles: &[&str]) -> Person {
        let first = "演示口令-由管理员给出";
        let input =
            serde_json::json!({ "person": person, "login": login, "password": first, "roles": roles });
        self.done(admin, "create_account", input);
        let entered = self
            .enter("sign_in", serde_json::json!({ "login": login, "password": first }))
            .expect("a session");
        self.done(&entered, "change_password", serde_json::json!({ "old": first, "new": PASSWORD }));
        entered
    }

    /// Makes a second unit beside the first and signs in its administrator, who also edits, writes and reviews:
    /// the stranger who tries the first unit's ids.
    pub fn other_unit(&self) -> Person {
        other::make(self)
    }

    /// Uploads a file as `who`; its sha256.
    pub fn bring(&self, who: &Person, name: &str, bytes: &[u8]) -> String {
        let mut upload = self.api.begin_upload(&who.caller, name, None).expect("an upload begun");
        upload.write(bytes).expect("bytes taken");
        upload.finish().expect("a file kept").sha256
    }

    /// Calls an operation that begins a session.
    pub fn enter(&self, operation: &str, input: Value) -> Result<Person, StudioError> {
        let nobody = self.nobody();
        let reply = self.api.call(&nobody.caller, operation, input.to_string().as_bytes())?;
        let Some(SessionChange::Begun { token, .. }) = reply.session else {
            panic!("{operation} began no session")
        };
        Ok(Person { caller: Caller { token: Some(token), ..nobody.caller } })
    }

    /// Brings a file as `who`; answers its sha256.
    pub fn upload(&self, who: &Person, name: &str, bytes: &[u8]) -> String {
        let mut upload = self.api.begin_upload(&who.caller, name, None).expect("an upload");
        upload.write(bytes).expect("bytes");
        upload.finish().expect("a file").sha256
    }

    /// Calls an operation as `who`.
    pub fn call(&self, who: &Person, operation: &str, input: Value) -> Result<Value, StudioError> {
        let reply = self.api.call(&who.caller, operation, input.to_string().as_bytes())?;
        Ok(serde_json::from_slice(&reply.body).expect("JSON"))
    }

    /// Calls an operation with an input that may be no JSON at all; answers the bytes of the answer.
    pub fn raw(&self, who: &Person, operation: &str, input: &[u8]) -> Result<Vec<u8>, StudioError> {
        Ok(self.api.call(&who.caller, operation, input)?.body)
    }

    /// Calls an operation that must succeed.
    pub fn done(&self, who: &Person, operation: &str, input: Value) -> Value {
        self.call(who, operation, input).unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// Calls an operation that must be refused; answers the code.
    pub fn refused(&self, who: &Person, operation: &str, input: Value) -> String {
        let error = self.call(who, operation, input).expect_err("a refusal");
        let wire = serde_json::to_value(error).expect("JSON");
        wire["code"].as_str().expect("a code").to_owned()
    }
}

/// Fast ways into the middle of a story: rows put straight into the database.
impl Studio {
    /// A person with an account `login` in the administrator's unit, holding `role`; signed in.
    pub fn person_with(&self, login: &str, role: &str) -> Person {
        let unit: pufa_domain::UnitId = self.first_id("SELECT id FROM unit ORDER BY path LIMIT 1");
        self.person_in(unit, login, role)
    }

    /// The same in any unit.
    pub fn person_in(&self, unit: pufa_domain::UnitId, login: &str, role: &str) -> Person {
        let [person, account, grant] = std::array::from_fn(|_| uuid::Uuid::now_v7().to_string());
        self.put(
            "INSERT INTO person (id, unit_id, name, version) VALUES (?1, ?2, ?3, 1)",
            pufa_store::values![person, unit, format!("演示{login}")],
        );
        self.put(
            "INSERT INTO account (id, person_id, login, password_hash, active, must_change, failures, created_at, version) \
             SELECT ?1, ?2, ?3, password_hash, 1, 0, 0, 0, 1 FROM account WHERE login = 'admin'",
            pufa_store::values![account, person, login],
        );
        self.put(
            "INSERT INTO role_grant (id, account_id, role, unit_id, reach) VALUES (?1, ?2, ?3, ?4, 'self')",
            pufa_store::values![grant, account, role, unit],
        );
        self.sign_in(login)
    }

    /// A person with an account `login`, employed in a department of that kind of the administrator's unit; signed in.
    pub fn employed(&self, login: &str, role: &str, kind: &str) -> Person {
        let signed_in = self.person_with(login, role);
        let unit: pufa_domain::UnitId = self.first_id("SELECT id FROM unit ORDER BY path LIMIT 1");
        let [department, employment] = std::array::from_fn(|_| uuid::Uuid::now_v7().to_string());
        self.put(
            "INSERT INTO department (id, unit_id, name, kind, position, active, version) VALUES (?1, ?2, ?3, ?4, 1, 1, 1)",
            pufa_store::values![department, unit, format!("演示部门{login}"), kind],
        );
        self.put(
            "INSERT INTO employment (id, person_id, unit_id, department_id, category, title, from_day, version) \
             SELECT ?1, person_id, ?2, ?3, 'staff', '', '2020-01-01', 1 FROM account WHERE login = ?4",
            pufa_store::values![employment, unit, department, login],
        );
        signed_in
    }

    /// The id of the person who signs in as `login`.
    pub fn person_id(&self, login: &str) -> String {
        let found: Result<String, pufa_store::StoreError> = self.api.store().read(|sql| {
            let wanted = pufa_store::values![login];
            sql.one("SELECT person_id FROM account WHERE login = ?1", wanted, |c| c.text())
        });
        found.expect("an account")
    }

    /// A second unit 邻市 that knows nothing of the first.
    pub fn neighbour(&self) -> pufa_domain::UnitId {
        let id = uuid::Uuid::now_v7().to_string();
        self.put(
            "INSERT INTO unit (id, parent_id, name, level, kind, path, zone, version) \
             VALUES (?1, NULL, '邻市人民检察院', 'county', 'ordinary', ?2, 'Asia/Shanghai', 1)",
            pufa_store::values![id, format!("/{id}/")],
        );
        id.parse().expect("an id")
    }

    /// A column in the administrator's unit; its id.
    pub fn column(&self, name: &str) -> String {
        let unit: pufa_domain::UnitId = self.first_id("SELECT id FROM unit ORDER BY path LIMIT 1");
        let id = uuid::Uuid::now_v7().to_string();
        self.put(
            "INSERT INTO content_column (id, unit_id, name, aliases, standing, active, version) \
             VALUES (?1, ?2, ?3, '[]', 1, 1, 1)",
            pufa_store::values![id, unit, name],
        );
        id
    }

    /// Runs a statement past every rule.
    pub fn put(&self, statement: &str, values: &[pufa_store::Value<'_>]) {
        let stored: Result<u64, pufa_store::StoreError> =
            self.api.store().write(|sql| sql.run(statement, values));
        stored.expect("a row");
    }

    fn first_id<T: std::str::FromStr>(&self, query: &str) -> T {
        let found: Result<T, pufa_store::StoreError> =
            self.api.store().read(|sql| sql.one(query, &[], |c| c.id()));
        found.expect("an id")
    }
}
