//! Accounts: what people sign in with, and what they were granted.
//! Knows no password but the first one, which its owner has to replace; grants reach as far as the domain says.

use super::people::PersonStep;
use super::unit::taken;
use crate::context::Context;
use crate::error::StudioError;
use crate::password;
use pufa_domain::right::{Reach, Right, Role};
use pufa_domain::{AccountId, Day, GrantId, Millis, PersonId, Refusal, UnitId};
use pufa_store::Sql;
use pufa_store::table::account::{self, Account, Grant};
use pufa_store::table::calendar_address;
use pufa_store::table::person::{self, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The longest login, in characters.
pub(crate) const MOST_LOGIN: u32 = 40;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAccounts {}

pufa_domain::words! {
    /// What the asking person may do with an account now.
    pub enum AccountStep {
        Shut = "shut",
        Open = "open",
        Unlock = "unlock",
        ResetPassword = "reset_password",
        Grant = "grant",
    }
}

/// An account as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountView {
    pub id: AccountId,
    pub person: PersonId,
    pub person_name: String,
    pub login: String,
    pub active: bool,
    /// Whether its owner has yet to replace the password that they were given.
    pub must_change: bool,
    /// Until when it is locked after wrong passwords.
    pub locked_until: Option<Millis>,
    pub created_at: Millis,
    pub version: i64,
    pub grants: Vec<GrantView>,
    pub steps: Vec<AccountStep>,
}

/// A role of an account in a unit.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct GrantView {
    pub id: GrantId,
    pub role: Role,
    pub unit: UnitId,
    pub reach: Reach,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAccount {
    pub person: PersonId,
    pub login: String,
    /// The first password; its owner has to replace it.
    pub password: String,
    /// Granted in the person's unit at once.
    pub roles: Vec<Role>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAccountActive {
    pub id: AccountId,
    pub version: i64,
    pub active: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlockAccount {
    pub id: AccountId,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    pub id: AccountId,
    pub version: i64,
    pub password: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRole {
    pub account: AccountId,
    pub role: Role,
    /// Null is the person's own unit.
    pub unit: Option<UnitId>,
    pub reach: Reach,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeRole {
    pub account: AccountId,
    pub grant: GrantId,
}

/// The accounts of the people on the own unit's roster.
pub fn list_accounts(cx: &Context<'_>, _: ListAccounts) -> Result<Vec<AccountView>, StudioError> {
    let acting = cx.require(Right::Administer)?;
    cx.read(|sql| {
        let people = person::of_unit(sql, acting.unit)?;
        let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.name)).collect();
        let mut grants: HashMap<AccountId, Vec<Grant>> = HashMap::new();
        for grant in account::grants_of_unit(sql, acting.unit)? {
            grants.entry(grant.account).or_default().push(grant);
        }
        Ok(account::of_unit(sql, acting.unit)?
            .into_iter()
            .map(|account| {
                let name = names.get(&account.person).cloned().unwrap_or_default();
                let grants = grants.remove(&account.id).unwrap_or_default();
                view(cx, account, name, grants)
            })
            .collect())
    })
}

fn view(cx: &Context<'_>, account: Account, person_name: String, grants: Vec<Grant>) -> AccountView {
    let locked_until =
        account.locked_until.filter(|until| crate::password::locked_for(Some(*until), cx.now()).is_some());
    let mut steps = vec![AccountStep::ResetPassword, AccountStep::Grant];
    steps.push(if account.active { AccountStep::Shut } else { AccountStep::Open });
    if locked_until.is_some() {
        steps.push(AccountStep::Unlock);
    }
    AccountView {
        id: account.id,
        person: account.person,
        person_name,
        login: account.login,
        active: account.active,
        must_change: account.must_change,
        locked_until,
        created_at: account.created_at,
        version: account.version,
        grants: grants
            .into_iter()
            .map(|grant| GrantView {
                id: grant.id,
                role: grant.role,
                unit: grant.unit,
                reach: grant.reach,
                from: grant.from,
                to: grant.to,
            })
            .collect(),
        steps,
    }
}

fn view_of(cx: &Context<'_>, sql: &dyn Sql, id: AccountId) -> Result<AccountView, StudioError> {
    let account = account::get(sql, id)?;
    let name = person::get(sql, account.person)?.name;
    let grants = account::grants(sql, id)?;
    Ok(view(cx, account, name, grants))
}

/// The account with its person, if the asking person may administer their unit.
fn administered(cx: &Context<'_>, sql: &dyn Sql, id: AccountId) -> Result<(Account, Person), StudioError> {
    let account = account::get(sql, id)?;
    let person = person::get(sql, account.person)?;
    cx.allow(sql, Right::Administer, person.unit)?;
    Ok((account, person))
}

/// Refuses what would leave a unit without anybody to administer it.
fn keep_an_administrator(cx: &Context<'_>, sql: &dyn Sql, unit: UnitId) -> Result<(), StudioError> {
    if account::administrators(sql, unit, cx.today())? == 0 {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}

pub fn create_account(cx: &Context<'_>, input: CreateAccount) -> Result<AccountView, StudioError> {
    // Before the password is hashed, which costs time: nobody without the right makes the server work.
    cx.require(Right::Administer)?;
    let login = Refusal::text("login", &input.login, MOST_LOGIN)?;
    password::check(&input.password)?;
    let password_hash = password::hash(&input.password, cx.api.hashing())?;
    cx.write(|sql| {
        let person = person::get(sql, input.person)?;
        cx.allow(sql, Right::Administer, person.unit)?;
        if person::has_account(sql, person.id)? {
            return Err(Refusal::WrongState {
                state: "account".into(),
                step: PersonStep::CreateAccount.word().into(),
            }
            .into());
        }
        let account = Account {
            id: AccountId(cx.uuid()),
            person: person.id,
            login: login.clone(),
            password_hash,
            active: true,
            must_change: true,
            failures: 0,
            locked_until: None,
            created_at: cx.now(),
            version: 1,
        };
        account::insert(sql, &account).map_err(|error| taken(error, "login", &login))?;
        let mut roles = input.roles.clone();
        roles.sort_unstable();
        roles.dedup();
        for role in &roles {
            let grant = Grant {
                id: GrantId(cx.uuid()),
                account: account.id,
                role: *role,
                unit: person.unit,
                reach: Reach::Own,
                from: None,
                to: None,
            };
            account::insert_grant(sql, &grant)?;
        }
        cx.record(sql, person.unit, "account", account.id, None, Some(&(&login, &roles)))?;
        view_of(cx, sql, account.id)
    })
}

pub fn set_account_active(cx: &Context<'_>, input: SetAccountActive) -> Result<AccountView, StudioError> {
    cx.write(|sql| {
        let (before, person) = administered(cx, sql, input.id)?;
        let after = Account { active: input.active, version: input.version, ..before.clone() };
        account::update(sql, &after)?;
        if !input.active {
            account::delete_sessions(sql, input.id, None)?;
            keep_an_administrator(cx, sql, person.unit)?;
        }
        cx.record(sql, person.unit, "account", input.id, Some(&before.active), Some(&input.active))?;
        view_of(cx, sql, input.id)
    })
}

pub fn unlock_account(cx: &Context<'_>, input: UnlockAccount) -> Result<AccountView, StudioError> {
    cx.write(|sql| {
        let (before, person) = administered(cx, sql, input.id)?;
        let after = Account { failures: 0, locked_until: None, version: input.version, ..before };
        account::update(sql, &after)?;
        cx.record(sql, person.unit, "account", input.id, None, Some(&"unlocked"))?;
        view_of(cx, sql, input.id)
    })
}

pub fn reset_password(cx: &Context<'_>, input: ResetPassword) -> Result<AccountView, StudioError> {
    cx.require(Right::Administer)?;
    password::check(&input.password)?;
    let password_hash = password::hash(&input.password, cx.api.hashing())?;
    cx.write(|sql| {
        let (before, person) = administered(cx, sql, input.id)?;
        let after = Account {
            password_hash,
            must_change: true,
            failures: 0,
            locked_until: None,
            version: input.version,
            ..before
        };
        account::update(sql, &after)?;
        account::delete_sessions(sql, input.id, None)?;
        // Whoever knew the old password may have taken an address along.
        calendar_address::delete_all(sql, input.id)?;
        cx.record(sql, person.unit, "account", input.id, None, Some(&"password_reset"))?;
        view_of(cx, sql, input.id)
    })
}

pub fn grant_role(cx: &Context<'_>, input: GrantRole) -> Result<AccountView, StudioError> {
    cx.write(|sql| {
        let (account, person) = administered(cx, sql, input.account)?;
        let unit = input.unit.unwrap_or(person.unit);
        cx.allow(sql, Right::Administer, unit)?;
        if let (Some(from), Some(to)) = (input.from, input.to) {
            pufa_domain::people::Term::new(from, Some(to))?;
        }
        let same = |grant: &Grant| {
            grant.role == input.role
                && grant.unit == unit
                && grant.reach == input.reach
                && (grant.from, grant.to) == (input.from, input.to)
        };
        if account::grants(sql, account.id)?.iter().any(same) {
            return Err(Refusal::Taken { field: "role".into(), value: input.role.word().into() }.into());
        }
        let grant = Grant {
            id: GrantId(cx.uuid()),
            account: account.id,
            role: input.role,
            unit,
            reach: input.reach,
            from: input.from,
            to: input.to,
        };
        account::insert_grant(sql, &grant)?;
        cx.record(sql, unit, "account", account.id, None, Some(&(input.role, input.reach)))?;
        view_of(cx, sql, account.id)
    })
}

pub fn revoke_role(cx: &Context<'_>, input: RevokeRole) -> Result<AccountView, StudioError> {
    cx.write(|sql| {
        let (account, _) = administered(cx, sql, input.account)?;
        let grants = account::grants(sql, account.id)?;
        let grant = grants.iter().find(|grant| grant.id == input.grant).ok_or(StudioError::NotFound)?;
        cx.allow(sql, Right::Administer, grant.unit)?;
        account::delete_grant(sql, account.id, grant.id)?;
        if grant.role == Role::Administrator {
            keep_an_administrator(cx, sql, grant.unit)?;
        }
        cx.record(sql, grant.unit, "account", account.id, Some(&(grant.role, grant.reach)), None)?;
        view_of(cx, sql, account.id)
    })
}
