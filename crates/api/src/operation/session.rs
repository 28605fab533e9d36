//! Setting up a workspace, signing in and out.
//! Knows of passwords only that they match or not.

use crate::context::{Context, SessionChange};
use crate::error::StudioError;
use crate::password;
use pufa_domain::people::{DepartmentKind, UnitKind, UnitLevel};
use pufa_domain::right::{Reach, Right, Role};
use pufa_domain::{AccountId, DepartmentId, GrantId, Millis, PersonId, Refusal, UnitId};
use pufa_store::table::account::{self, Account, Grant};
use pufa_store::table::person::{self, Person};
use pufa_store::table::unit::{self, Department, Unit};
use pufa_store::{Sql, values};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// The longest name of a unit, a person or a thing, in characters.
pub(crate) const MOST_NAME: u32 = 60;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceState {}

/// Whether there is a workspace to sign in to.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorkspaceStateView {
    /// False: [`create_workspace`] is what comes first.
    pub ready: bool,
    pub unit_name: Option<String>,
    /// Whether it is the demo workspace, whose people are invented.
    pub demo: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWorkspace {
    pub unit_name: String,
    pub level: UnitLevel,
    pub person_name: String,
    pub login: String,
    pub password: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub login: String,
    pub password: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOut {}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Me {}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub old: String,
    pub new: String,
}

/// A thing by its id and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Named {
    pub id: String,
    pub name: String,
}

impl Named {
    /// The thing of that id and name.
    pub fn new(id: impl std::fmt::Display, name: impl Into<String>) -> Self {
        Self { id: id.to_string(), name: name.into() }
    }
}

/// Who is signed in and what they may do in their unit.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MeView {
    pub person: Named,
    pub unit: Named,
    pub login: String,
    pub zone: String,
    pub roles: Vec<Role>,
    pub rights: Vec<Right>,
    /// Whether the password has to be replaced before anything else.
    pub must_change: bool,
    pub demo: bool,
}

pub fn workspace_state(cx: &Context<'_>, _: WorkspaceState) -> Result<WorkspaceStateView, StudioError> {
    cx.read(|sql| {
        let first = unit::all(sql)?.into_iter().next();
        Ok(WorkspaceStateView {
            ready: first.is_some(),
            unit_name: first.map(|unit| unit.name),
            demo: is_demo(sql)?,
        })
    })
}

fn is_demo(sql: &dyn Sql) -> Result<bool, StudioError> {
    Ok(sql.number("SELECT COUNT(*) FROM workspace WHERE key = 'demo'", values![])? > 0)
}

/// Makes the first unit, its administrator, and the departments every procuratorate has; they can be renamed.
pub fn create_workspace(cx: &Context<'_>, input: CreateWorkspace) -> Result<MeView, StudioError> {
    let name = Refusal::text("unit_name", &input.unit_name, MOST_NAME)?;
    let person_name = Refusal::text("person_name", &input.person_name, MOST_NAME)?;
    let login = Refusal::text("login", &input.login, 40)?;
    password::check(&input.password)?;
    // Asked again when writing; here it spares a dear hash.
    if cx.read(|sql| Ok(unit::count(sql)?))? > 0 {
        return Err(StudioError::AlreadySetUp);
    }
    let password_hash = password::hash(&input.password, cx.api.hashing())?;
    let account = cx.write(|sql| {
        if unit::count(sql)? > 0 {
            return Err(StudioError::AlreadySetUp);
        }
        let unit = first_unit(cx, sql, &name, input.level)?;
        let account = first_account(cx, sql, unit, &person_name, &login, password_hash)?;
        cx.record(sql, unit, "unit", unit, None, Some(&name))?;
        Ok(account)
    })?;
    begin_session(cx, &account)
}

fn first_unit(cx: &Context<'_>, sql: &dyn Sql, name: &str, level: UnitLevel) -> Result<UnitId, StudioError> {
    let unit = UnitId(cx.uuid());
    let row = Unit {
        id: unit,
        parent: None,
        name: name.to_owned(),
        level,
        kind: UnitKind::Ordinary,
        path: format!("/{unit}/"),
        zone: "Asia/Shanghai".into(),
        active_from: None,
        active_to: None,
        version: 1,
    };
    unit::insert(sql, &row)?;
    for (position, (name, kind)) in (0..).zip(FIRST_DEPARTMENTS) {
        let id = DepartmentId(cx.uuid());
        let department =
            Department { id, unit, name: (*name).into(), kind: *kind, position, active: true, version: 1 };
        unit::insert_department(sql, &department)?;
    }
    Ok(unit)
}

/// The person who sets the workspace up begins with every role but that of a reviewer.
fn first_account(
    cx: &Context<'_>,
    sql: &dyn Sql,
    unit: UnitId,
    name: &str,
    login: &str,
    password_hash: String,
) -> Result<Account, StudioError> {
    let person = PersonId(cx.uuid());
    person::insert(sql, &Person { id: person, unit, name: name.to_owned(), version: 1 })?;
    let account = Account {
        id: AccountId(cx.uuid()),
        person,
        login: login.to_owned(),
        password_hash,
        active: true,
        must_change: false,
        failures: 0,
        locked_until: None,
        created_at: cx.now(),
        version: 1,
    };
    account::insert(sql, &account)?;
    for role in [Role::Administrator, Role::Editor, Role::Manager] {
        let id = GrantId(cx.uuid());
        let grant =
            Grant { id, account: account.id, role, unit, reach: Reach::Subtree, from: None, to: None };
        account::insert_grant(sql, &grant)?;
    }
    Ok(account)
}

/// The departments that a new workspace starts with.
const FIRST_DEPARTMENTS: &[(&str, DepartmentKind)] = &[
    ("第一检察部", DepartmentKind::Business),
    ("第二检察部", DepartmentKind::Business),
    ("第三检察部", DepartmentKind::Business),
    ("未成年人检察部", DepartmentKind::Business),
    ("政治部", DepartmentKind::Political),
    ("办公室", DepartmentKind::General),
];

pub fn sign_in(cx: &Context<'_>, input: SignIn) -> Result<MeView, StudioError> {
    let found = cx.read(|sql| Ok(account::by_login(sql, input.login.trim())?))?;
    let Some(mut account) = found.filter(|account| account.active) else {
        password::waste(&input.password, cx.api.hashing());
        return Err(StudioError::WrongPassword);
    };
    if let Some(wait_ms) = password::locked_for(account.locked_until, cx.now()) {
        return Err(StudioError::LockedOut { wait_ms });
    }
    let right = password::matches(&input.password, &account.password_hash);
    account.failures = if right { 0 } else { account.failures + 1 };
    account.locked_until = if right { None } else { password::locked_until(account.failures, cx.now()) };
    let unit = cx.read(|sql| Ok(person::get(sql, account.person)?.unit))?;
    // Two failures at once meet in the version: the second is refused as stale and tries nothing further.
    cx.write(|sql| {
        account::update(sql, &account)?;
        cx.record(
            sql,
            unit,
            "account",
            account.id,
            None,
            Some(&if right { "signed_in" } else { "wrong_password" }),
        )
    })?;
    if right { begin_session(cx, &account) } else { Err(StudioError::WrongPassword) }
}

fn begin_session(cx: &Context<'_>, account: &Account) -> Result<MeView, StudioError> {
    let token = password::token()?;
    let token_hash = hex::encode(Sha256::digest(token.as_bytes()));
    let expires_at = cx.now().plus(crate::SESSION);
    cx.write_own(|sql| {
        account::delete_expired_sessions(sql, cx.now(), crate::longest_session(cx.now()))?;
        Ok(account::insert_session(
            sql,
            &token_hash,
            account.id,
            cx.caller.door.word(),
            cx.now(),
            expires_at,
        )?)
    })?;
    cx.change_session(SessionChange::Begun { token, expires_at });
    cx.read(|sql| view(sql, account.id, cx.now()))
}

pub fn sign_out(cx: &Context<'_>, _: SignOut) -> Result<(), StudioError> {
    let identity = cx.identity()?;
    cx.write_own(|sql| Ok(account::delete_session(sql, &identity.token_hash)?))?;
    cx.change_session(SessionChange::Ended);
    Ok(())
}

pub fn me(cx: &Context<'_>, _: Me) -> Result<MeView, StudioError> {
    let account = cx.identity()?.session.account;
    cx.read(|sql| view(sql, account, cx.now()))
}

fn view(sql: &dyn Sql, account: AccountId, now: Millis) -> Result<MeView, StudioError> {
    let account = account::get(sql, account)?;
    let person = person::get(sql, account.person)?;
    let unit = unit::get(sql, person.unit)?;
    let zone = jiff::tz::TimeZone::get(&unit.zone).unwrap_or_else(|_| crate::default_zone());
    let today = now.day_in(&zone);
    let mut roles: Vec<Role> = account::grants(sql, account.id)?
        .into_iter()
        .filter(|g| g.unit == unit.id && g.from.is_none_or(|d| d <= today) && g.to.is_none_or(|d| today <= d))
        .map(|grant| grant.role)
        .collect();
    roles.sort_unstable();
    roles.dedup();
    let mut rights: Vec<Right> = roles.iter().flat_map(|role| role.rights()).copied().collect();
    rights.sort_unstable();
    rights.dedup();
    Ok(MeView {
        person: Named::new(person.id, person.name),
        unit: Named::new(unit.id, unit.name),
        login: account.login,
        zone: unit.zone,
        roles,
        rights,
        must_change: account.must_change,
        demo: is_demo(sql)?,
    })
}

pub fn change_password(cx: &Context<'_>, input: ChangePassword) -> Result<(), StudioError> {
    let identity = cx.identity()?;
    let mut account = cx.read(|sql| Ok(account::get(sql, identity.session.account)?))?;
    if !password::matches(&input.old, &account.password_hash) {
        return Err(StudioError::WrongPassword);
    }
    password::check(&input.new)?;
    if input.new == input.old {
        return Err(StudioError::WeakPassword { least: password::LEAST });
    }
    account.password_hash = password::hash(&input.new, cx.api.hashing())?;
    account.must_change = false;
    cx.write(|sql| {
        account::update(sql, &account)?;
        account::delete_sessions(sql, account.id, Some(&identity.token_hash))?;
        cx.record(sql, identity.unit, "account", account.id, None, Some(&"password_changed"))
    })
}
