//! Setting up, signing in, being locked out, and what nobody may do.

use pufa_api::testing::{PASSWORD, on_both};
use pufa_api::{OPERATIONS, described};
use pufa_domain::Millis;
use serde_json::json;

#[test]
fn a_workspace_is_set_up_once() {
    on_both(|studio| {
        let nobody = studio.nobody();
        assert_eq!(studio.done(&nobody, "workspace_state", json!({}))["ready"], false);
        let admin = studio.set_up();
        assert_eq!(studio.done(&admin, "me", json!({}))["unit"]["name"], "演示市人民检察院");
        assert_eq!(studio.done(&nobody, "workspace_state", json!({}))["ready"], true);
        let again = json!({ "unit_name": "另一院", "level": "county", "person_name": "某某", "login": "x", "password": PASSWORD });
        assert_eq!(studio.refused(&nobody, "create_workspace", again), "already_set_up");
    });
}

#[test]
fn repeated_failures_lock_the_account_for_a_while() {
    on_both(|studio| {
        studio.set_up();
        let nobody = studio.nobody();
        let wrong = json!({ "login": "admin", "password": "不是这个口令呀呀呀" });
        for _ in 0..5 {
            assert_eq!(studio.refused(&nobody, "sign_in", wrong.clone()), "wrong_password");
        }
        let right = json!({ "login": "admin", "password": PASSWORD });
        assert_eq!(studio.refused(&nobody, "sign_in", right.clone()), "locked_out");
        studio.wait(30_001);
        studio.done(&nobody, "sign_in", right);
    });
}

#[test]
fn a_session_ends_by_itself_and_by_signing_out() {
    on_both(|studio| {
        let admin = studio.set_up();
        studio.wait(11 * Millis::HOUR);
        studio.done(&admin, "me", json!({}));
        studio.wait(11 * Millis::HOUR);
        studio.done(&admin, "sign_out", json!({}));
        assert_eq!(studio.refused(&admin, "me", json!({})), "not_signed_in");
        let admin = studio.sign_in("admin");
        studio.wait(12 * Millis::HOUR + 1);
        assert_eq!(studio.refused(&admin, "me", json!({})), "not_signed_in");
    });
}

#[test]
fn a_clock_that_was_wrong_locks_nobody_out_and_leaves_nobody_in() {
    on_both(|studio| {
        studio.set_up();
        let nobody = studio.nobody();
        let ahead = 74 * 365 * Millis::DAY;
        studio.wait(ahead);
        let in_2100 = studio.sign_in("admin");
        let wrong = json!({ "login": "admin", "password": "不是这个口令呀呀呀" });
        for _ in 0..5 {
            assert_eq!(studio.refused(&nobody, "sign_in", wrong.clone()), "wrong_password");
        }
        studio.wait(-ahead);
        studio.api.keep_house().expect("chores");
        assert_eq!(studio.refused(&in_2100, "me", json!({})), "not_signed_in");
        let today = studio.sign_in("admin");
        // An hour back, as when the computer asks the network for the time, disturbs nobody.
        studio.wait(-Millis::HOUR);
        assert_eq!(studio.done(&today, "me", json!({}))["login"], "admin");
        // 1970: what is done then is kept, in its order.
        studio.wait(-56 * 365 * Millis::DAY);
        let in_1970 = studio.sign_in("admin");
        studio.done(&in_1970, "save_department", json!({ "id": null, "version": 0, "name": "新部门", "kind": "business", "position": 9, "active": true }));
        assert_eq!(studio.done(&in_1970, "verify_studio", json!({}))["sound"], true);
    });
}

#[test]
fn nobody_gets_in_without_a_session() {
    on_both(|studio| {
        studio.set_up();
        let nobody = studio.nobody();
        for operation in OPERATIONS.iter().filter(|operation| !operation.open) {
            assert_eq!(
                studio.refused(&nobody, operation.name, json!({})),
                "not_signed_in",
                "{}",
                operation.name
            );
        }
        assert_eq!(studio.refused(&nobody, "no_such_thing", json!({})), "unknown_operation");
    });
}

#[test]
fn two_changes_of_one_department_clash() {
    on_both(|studio| {
        let admin = studio.set_up();
        let first = studio.done(&admin, "list_departments", json!({}))[0].clone();
        let change = |name: &str| json!({ "id": first["id"], "version": first["version"], "name": name, "kind": "business", "position": 0, "active": true });
        studio.done(&admin, "save_department", change("刑事检察部"));
        assert_eq!(studio.refused(&admin, "save_department", change("公益诉讼检察部")), "stale");
        let second = json!({ "id": null, "version": 0, "name": "刑事检察部", "kind": "business", "position": 9, "active": true });
        assert_eq!(studio.refused(&admin, "save_department", second), "taken");
    });
}

#[test]
fn every_operation_is_described() {
    let described = described();
    assert_eq!(described.len(), OPERATIONS.len());
    for (described, operation) in described.iter().zip(OPERATIONS) {
        assert_eq!(described.name, operation.name);
        assert!(described.input.as_object().is_some(), "{}", operation.name);
    }
}
