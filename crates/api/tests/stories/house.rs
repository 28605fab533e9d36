//! Files, backups and the check of everything: who may, what stays, what goes.

use pufa_api::testing::{PASSWORD, Studio, on_both};
use pufa_api::{Caller, Door, StudioError};
use pufa_domain::Millis;
use pufa_store::values;
use serde_json::json;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and some pixels of a demonstration";

/// A caller as a door makes one after signing in.
fn caller(studio: &Studio, login: &str) -> Caller {
    let nobody = Caller { token: None, door: Door::Test, client: None };
    let input = json!({ "login": login, "password": PASSWORD }).to_string();
    let reply = studio.api.call(&nobody, "sign_in", input.as_bytes()).expect("a session");
    let Some(pufa_api::SessionChange::Begun { token, .. }) = reply.session else { panic!("no session") };
    Caller { token: Some(token), ..nobody }
}

fn bring(studio: &Studio, who: &Caller, name: &str, bytes: &[u8]) -> Result<String, StudioError> {
    let mut upload = studio.api.begin_upload(who, name, Some(bytes.len() as u64))?;
    for part in bytes.chunks(7) {
        upload.write(part)?;
    }
    Ok(upload.finish()?.sha256)
}

#[test]
fn a_file_is_told_by_its_content_and_seen_by_its_unit_alone() {
    on_both(|studio| {
        studio.set_up();
        studio.person_in(studio.neighbour(), "stranger", "editor");
        studio.person_with("reviewer", "reviewer");
        let (admin, other) = (caller(studio, "admin"), caller(studio, "stranger"));
        let sha256 = bring(studio, &admin, "C:\\fakepath\\封面?.png.exe", PICTURE).expect("kept");
        let opened = studio.api.open_media(&admin, &sha256).expect("opened");
        assert_eq!((opened.mime.as_str(), opened.name.as_str()), ("image/png", "封面.png.exe"));
        assert_eq!(std::fs::read(opened.path).expect("bytes"), PICTURE);

        let code = |answer: Result<_, StudioError>| answer.expect_err("a refusal");
        studio.put("UPDATE account SET must_change = 1 WHERE login = ?1", values!["admin"]);
        assert_eq!(code(studio.api.open_media(&admin, &sha256)), StudioError::PasswordMustChange);
        let brought = bring(studio, &admin, "a.png", PICTURE).map(|_| ());
        assert_eq!(brought, Err(StudioError::PasswordMustChange));
        studio.put("UPDATE account SET must_change = 0 WHERE login = ?1", values!["admin"]);
        assert_eq!(code(studio.api.open_media(&other, &sha256)), StudioError::NotFound);
        for id in ["../studio.db", "", &sha256.to_uppercase()] {
            assert_eq!(code(studio.api.open_media(&admin, id)), StudioError::NotFound, "{id}");
        }
        let nobody = Caller { token: None, ..admin.clone() };
        assert_eq!(code(studio.api.open_media(&nobody, &sha256)), StudioError::NotSignedIn);
        let reviewer = caller(studio, "reviewer");
        assert!(matches!(bring(studio, &reviewer, "a.png", PICTURE), Err(StudioError::Forbidden { .. })));
        assert!(matches!(
            bring(studio, &admin, "a.png", b"\x7fELF\x02\x01\x01\x00"),
            Err(StudioError::BadFile { .. })
        ));
        // The same content brought by another unit is that unit's too, and still one file.
        assert_eq!(bring(studio, &other, "b.png", PICTURE).expect("kept"), sha256);
        studio.api.open_media(&other, &sha256).expect("opened");
        // Brought again under another name it has that name, for the unit that brought it.
        bring(studio, &admin, "成片.png", PICTURE).expect("kept");
        let name = |who: &Caller| studio.api.open_media(who, &sha256).expect("opened").name;
        assert_eq!((name(&admin), name(&other)), ("成片.png".to_owned(), "b.png".to_owned()));
    });
}

#[test]
fn a_file_larger_than_its_kind_may_be_is_refused_on_the_way() {
    on_both(|studio| {
        studio.set_up();
        let admin = caller(studio, "admin");
        let mut upload = studio.api.begin_upload(&admin, "a.png", None).expect("begun");
        upload.write(PICTURE).expect("written");
        let mebibyte = vec![0; 1 << 20];
        let refused = (0..65).find_map(|_| upload.write(&mebibyte).err());
        assert_eq!(refused, Some(StudioError::TooLarge { most: 64 << 20 }));
        drop(upload);
        let left = std::fs::read_dir(studio.folder.join("media")).expect("a folder").count();
        assert_eq!(left, 0, "nothing of it stays");
        let declared = studio.api.begin_upload(&admin, "a.mp4", Some(5 << 30));
        assert!(matches!(declared.err(), Some(StudioError::TooLarge { .. })));
    });
}

#[test]
fn what_an_operation_made_goes_when_nobody_took_it() {
    on_both(|studio| {
        studio.set_up();
        let admin = caller(studio, "admin");
        let cx = studio.api.context(&admin, "export").expect("a context");
        let home = cx.identity().expect("signed in").unit;
        let made = |name: &str, bytes: &[u8]| {
            cx.write(|sql| cx.make_file(sql, home, name, "text/plain", bytes)).expect("made")
        };
        let (lost, taken_over) = (made("a.txt", b"one"), made("b.txt", b"two"));
        bring(studio, &admin, "c.txt", b"two").expect("kept");
        studio.wait(8 * Millis::DAY);
        studio.api.keep_house().expect("chores");
        let admin = caller(studio, "admin");
        assert_eq!(studio.api.open_media(&admin, &lost.sha256), Err(StudioError::NotFound));
        studio.api.open_media(&admin, &taken_over.sha256).expect("brought by a person");
        assert!(studio.api.blobs().path(&lost.sha256).is_err());
    });
}

#[test]
fn a_check_finds_a_file_that_changed_or_went() {
    on_both(|studio| {
        let signed_in = studio.set_up();
        let admin = caller(studio, "admin");
        let picture = bring(studio, &admin, "a.png", PICTURE).expect("kept");
        let text = bring(studio, &admin, "b.txt", b"text").expect("kept");
        let verify = || studio.done(&signed_in, "verify_studio", json!({}));
        assert_eq!((&verify()["sound"], &verify()["files"]), (&json!(true), &json!(2)));
        let path = |sha256: &str| studio.api.blobs().path(sha256).expect("a path");
        std::fs::write(path(&picture), b"other").expect("written");
        std::fs::remove_file(path(&text)).expect("removed");
        let view = verify();
        assert_eq!(view["sound"], false);
        assert_eq!(view["files_changed"], json!([picture]));
        assert_eq!(view["files_missing"], json!([text]));
    });
}

#[test]
fn an_administrator_goes_back_to_a_backup() {
    on_both(|studio| {
        let admin = studio.set_up();
        let backup = studio.done(&admin, "make_backup", json!({}));
        let department = json!({ "id": null, "version": 0, "name": "新部门", "kind": "business", "position": 9, "active": true });
        studio.done(&admin, "save_department", department);
        let count = || {
            let all = studio.done(&admin, "list_departments", json!({}));
            all.as_array().map_or(0, Vec::len)
        };
        assert_eq!(count(), 7);
        assert_eq!(studio.refused(&admin, "restore_backup", json!({ "name": "../studio.db" })), "not_found");
        studio.wait(1000);
        studio.done(&admin, "restore_backup", json!({ "name": backup["name"] }));
        assert_eq!(count(), 6);
        let backups = studio.done(&admin, "list_backups", json!({}));
        assert_eq!(backups.as_array().map_or(0, Vec::len), 2, "what was given up is kept");
        assert_eq!(studio.done(&admin, "verify_studio", json!({}))["sound"], true);
        studio.wait(2 * Millis::DAY);
        studio.api.keep_house().expect("chores");
        let admin = studio.sign_in("admin");
        let backups = studio.done(&admin, "list_backups", json!({}));
        assert_eq!(backups[0]["name"], "studio-20261124-090001.db", "a day's backup comes by itself");
    });
}

#[test]
fn a_backup_that_fails_is_told_to_the_administrator() {
    on_both(|studio| {
        studio.set_up();
        studio.person_with("editor", "editor");
        // Where the folder of backups would be lies a file.
        std::fs::write(studio.folder.join("backups"), b"").expect("written");
        for _ in 0..2 {
            assert!(studio.api.keep_house().is_err());
        }
        let told = |login: &str| {
            let notices = json!({ "after": null, "limit": null });
            studio.done(&studio.sign_in(login), "list_notices", notices)["unseen"].clone()
        };
        assert_eq!((told("admin"), told("editor")), (json!(1), json!(0)));
    });
}

#[test]
fn the_operator_works_in_the_first_administrators_name() {
    on_both(|studio| {
        let call = |name: &str| studio.api.call(&Caller::operator(), name, b"{}");
        assert_eq!(call("me").err(), Some(StudioError::NotSetUp));
        studio.set_up();
        let me: serde_json::Value =
            serde_json::from_slice(&call("me").expect("an answer").body).expect("JSON");
        assert_eq!(me["login"], "admin");
        call("list_departments").expect("rights");
    });
}
