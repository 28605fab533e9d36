//! A second unit in the same workspace, whose people and ids are strangers to the first.
//! Written past the operations, for there is none that makes a unit beside the first.

use super::{PASSWORD, Person, Studio};
use crate::StudioError;
use crate::password::{Cost, hash};
use pufa_domain::people::{DepartmentKind, UnitKind, UnitLevel};
use pufa_domain::right::{Reach, Role};
use pufa_domain::{AccountId, DepartmentId, GrantId, PersonId, UnitId};
use pufa_store::table::account::{self, Account, Grant};
use pufa_store::table::person;
use pufa_store::table::unit::{self, Department, Unit};
use uuid::Uuid;

/// Makes the unit 外院 with an administrator who edits, writes and reviews too; signed in as `other`.
pub(super) fn make(studio: &Studio) -> Person {
    let unit = UnitId(Uuid::now_v7());
    let person = PersonId(Uuid::now_v7());
    let account = Account {
        id: AccountId(Uuid::now_v7()),
        person,
        login: "other".into(),
        password_hash: hash(PASSWORD, Cost::Cheap).expect("a hash"),
        active: true,
        must_change: false,
        failures: 0,
        locked_until: None,
        created_at: studio.api.now(),
        version: 1,
    };
    let made: Result<(), StudioError> = studio.api.store().write(|sql| {
        unit::insert(
            sql,
            &Unit {
                id: unit,
                parent: None,
                name: "外院".into(),
                level: UnitLevel::County,
                kind: UnitKind::Ordinary,
                path: format!("/{unit}/"),
                zone: "Asia/Shanghai".into(),
                active_from: None,
                active_to: None,
                version: 1,
            },
        )?;
        unit::insert_department(
            sql,
            &Department {
                id: DepartmentId(Uuid::now_v7()),
                unit,
                name: "外院一部".into(),
                kind: DepartmentKind::Business,
                position: 0,
                active: true,
                version: 1,
            },
        )?;
        person::insert(sql, &person::Person { id: person, unit, name: "外院管理员".into(), version: 1 })?;
        account::insert(sql, &account)?;
        for role in [Role::Administrator, Role::Editor, Role::Reviewer, Role::Manager] {
            let id = GrantId(Uuid::now_v7());
            let grant =
                Grant { id, account: account.id, role, unit, reach: Reach::Subtree, from: None, to: None };
            account::insert_grant(sql, &grant)?;
        }
        Ok(())
    });
    made.expect("a second unit");
    studio.sign_in("other")
}
