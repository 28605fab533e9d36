//! Three reviews and three proofs: the whole path with separate people, and everybody who tries to shorten it.

mod checked;
mod story;

use pufa_api::testing::{Person, on_both};
use serde_json::{Value, json};
use story::{HOUR, Story};

#[test]
fn the_whole_path_with_separate_people() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.submit();
        assert_eq!(story.content(), "in_review");
        assert_eq!(review["template_name"], "三审三校 (人少)", "six people cannot fill seven seats");
        let seen = story.view(&story.business, &review);
        let first = &seen["mine"]["stages"][0];
        assert_eq!((&first["stage"], &first["approve_refusal"]), (&json!("first"), &Value::Null));
        assert_eq!(first["approval_means"], json!({ "kind": "opens", "stages": ["second", "proof_2"] }));
        assert_eq!(story.kinds_of_notices("yewu"), ["review_waiting", "review_waiting"]);

        let queue = studio.done(&story.business, "review_queue", json!({ "part": "mine" }));
        assert_eq!((queue[0]["may_vote"].clone(), queue[0]["overdue"].clone()), (json!(true), json!(false)));
        assert_eq!(studio.done(&story.writer, "review_queue", json!({ "part": "mine" })), json!([]));

        studio.done(&story.business, "look_at_review", json!({ "review": review["id"] }));
        let comment = story.comment(&story.business, &review, 1);
        assert_eq!(comment["shot_code"], "2");
        let back = story.ballot(&story.business, &review, "first", "send_back");
        let back = studio.done(&story.business, "cast_vote", back);
        assert_eq!((&back["state"], story.content().as_str()), (&json!("returned"), "scripting"));
        assert_eq!(story.kinds_of_notices("xiezuo"), ["review_returned"]);

        story.answer(&story.writer, &comment);
        story.shots[1]["line"] = json!("根据刑法第一百三十三条之一第一款");
        studio.wait(HOUR);
        let second = story.submit();
        assert_eq!((&second["id"], &second["revisions"][0]["number"]), (&review["id"], &json!(2)));
        let seen = story.view(&story.business, &review);
        let changes = &seen["since_my_look"]["difference"]["shots"];
        let added = changes[0]["fields"][0]["segments"].as_array().expect("segments");
        assert!(added.iter().any(|s| s["kind"] == "added" && s["text"] == "之一"), "{changes}");

        story.approve(&story.business, &review, "first");
        story.approve(&story.political, &review, "second");
        story.approve(&story.general, &review, "secrecy");
        let done = story.approve(&story.chief, &review, "final");
        assert_eq!((&done["state"], story.content().as_str()), (&json!("approved"), "approved"));
        let page = studio.done(&story.editor, "episode_view", json!({ "episode": story.episode }));
        assert_eq!(page["approved_revision"], done["revisions"][0]["id"]);
        for format in ["docx", "pdf"] {
            let input = json!({ "review": review["id"], "format": format });
            let file = studio.done(&story.editor, "sign_off_sheet", input);
            assert!(file["size"].as_i64().expect("a size") > 1000, "{file}");
        }
        let history = studio.api.store().read::<_, pufa_store::StoreError>(pufa_store::table::audit::verify);
        assert!(history.expect("a chain").is_ok());
    });
}

#[test]
fn nobody_shortens_the_path() {
    on_both(|studio| {
        let story = Story::begin(studio);
        let review = story.submit();
        assert_eq!(story.refused(&story.business, &review, "first", "send_back"), "comment_required");
        assert_eq!(story.refused(&story.writer, &review, "first", "approve"), "forbidden");
        assert_eq!(story.refused(&story.political, &review, "first", "approve"), "not_your_stage");
        assert_eq!(story.refused(&story.chief, &review, "final", "approve"), "stage_not_open");
        let stranger = studio.person_in(studio.neighbour(), "moshengren", "reviewer");
        let ballot = story.ballot(&story.business, &review, "first", "approve");
        for (operation, input) in [
            ("review_view", json!({ "review": review["id"] })),
            ("look_at_review", json!({ "review": review["id"] })),
            ("remind", json!({ "review": review["id"] })),
            ("cast_vote", ballot.clone()),
            ("sign_off_sheet", json!({ "review": review["id"], "format": "pdf" })),
            ("episode_comments", json!({ "episode": story.episode, "subject": "script" })),
        ] {
            assert_eq!(studio.refused(&stranger, operation, input), "not_found", "{operation}");
        }
        story.approve(&story.business, &review, "first");
        assert_eq!(studio.refused(&story.business, "cast_vote", ballot), "stage_not_open");
        // The chief sits in the general department too: one person, two stages.
        story.approve(&story.political, &review, "second");
        story.approve(&story.chief, &review, "secrecy");
        assert_eq!(
            story.refused(&story.chief, &review, "final", "approve"),
            "already_voted_in_another_stage"
        );
    });
}

#[test]
fn whoever_wrote_in_it_does_not_review_it_not_even_through_another() {
    on_both(|studio| {
        let story = Story::begin(studio);
        let writing_reviewer = studio.employed("jianzhi", "reviewer", "business");
        studio.put(
            "INSERT INTO role_grant (id, account_id, role, unit_id, reach) SELECT ?1, a.id, 'staff', p.unit_id, 'self' \
             FROM account a JOIN person p ON p.id = a.person_id WHERE a.login = 'jianzhi'",
            pufa_store::values!["00000000-0000-7000-8000-0000000000aa"],
        );
        story.write_as(&writing_reviewer);
        let review = studio.done(&story.writer, "submit_script", story.handing_in());
        let seen = story.view(&writing_reviewer, &review);
        assert_eq!(seen["mine"]["own_work"], true);
        assert_eq!(seen["mine"]["stages"][0]["approve_refusal"]["code"], "own_work");
        assert_eq!(story.refused(&writing_reviewer, &review, "first", "approve"), "own_work");
        // It does not wait for them either.
        assert_eq!(studio.done(&writing_reviewer, "review_queue", json!({ "part": "mine" })), json!([]));

        // The one who wrote sends the editor in their place; and stands in for another reviewer.
        let deputy = |principal: &str, deputy: &str| {
            json!({ "principal": studio.person_id(principal), "deputy": studio.person_id(deputy),
                "from": "2026-11-22", "to": "2026-11-30" })
        };
        studio.done(&writing_reviewer, "save_deputy", deputy("jianzhi", "bianji"));
        studio.done(&story.business, "save_deputy", deputy("yewu", "jianzhi"));
        let mut ballot = story.ballot(&story.editor, &review, "first", "approve");
        ballot["standing_for"] = json!(studio.person_id("jianzhi"));
        assert_eq!(studio.refused(&story.editor, "cast_vote", ballot.clone()), "own_work");
        ballot["standing_for"] = json!(studio.person_id("yewu"));
        assert_eq!(studio.refused(&story.editor, "cast_vote", ballot.clone()), "no_standing_in");
        assert_eq!(studio.refused(&writing_reviewer, "cast_vote", ballot), "own_work");
        assert_eq!(studio.refused(&story.writer, "save_deputy", deputy("yewu", "bianji")), "forbidden");
        assert_eq!(
            studio.refused(&writing_reviewer, "save_deputy", deputy("jianzhi", "yewu")),
            "deputy_of_oneself",
            "a circle"
        );
        // An honest deputy votes under their own name.
        let made = studio.done(&story.political, "save_deputy", deputy("zhengzhi", "bianji"));
        story.approve(&story.business, &review, "first");
        let mut ballot = story.ballot(&story.editor, &review, "second", "approve");
        ballot["standing_for"] = json!(studio.person_id("zhengzhi"));
        let seen = studio.done(&story.editor, "cast_vote", ballot);
        assert_eq!(seen["votes"][0]["standing_for"]["name"], "演示zhengzhi");
        studio.done(&story.political, "end_deputy", json!({ "id": made["id"] }));
        assert_eq!(studio.refused(&story.political, "end_deputy", json!({ "id": made["id"] })), "stale");
    });
}

#[test]
fn a_vote_is_for_what_was_read() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.submit();
        let old = story.ballot(&story.business, &review, "first", "approve");
        story.shots[0]["line"] = json!("换了一句");
        story.submit();
        assert_eq!(studio.refused(&story.business, "cast_vote", old), "other_revision");
        // Two reviewers at once: the second has not seen the first one's vote.
        let first = story.ballot(&story.business, &review, "first", "approve");
        let second = story.ballot(&story.general, &review, "proof_1", "approve");
        studio.done(&story.business, "cast_vote", first);
        assert_eq!(studio.refused(&story.general, "cast_vote", second), "stale");
        studio.wait(-HOUR);
        assert_eq!(story.refused(&story.political, &review, "second", "approve"), "clock_set_back");
    });
}

#[test]
fn comments_need_answers_and_stay() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.submit();
        let comment = story.comment(&story.business, &review, 0);
        let back = story.ballot(&story.business, &review, "first", "send_back");
        studio.done(&story.business, "cast_vote", back);
        story.shots[0]["line"] = json!("改了");
        story.write();
        assert_eq!(studio.refused(&story.writer, "submit_script", story.handing_in()), "comments_unanswered");
        assert_eq!(
            studio.refused(&story.writer, "resolve_comment", json!({ "comment": comment["id"] })),
            "own_work"
        );
        let own = studio.done(
            &story.business,
            "answer_comment",
            json!({ "comment": comment["id"], "text": "补充一句" }),
        );
        assert_eq!(own["open"], true, "the asker's own words are no answer");
        assert_eq!(story.answer(&story.writer, &comment)["open"], false);
        let second = studio.done(&story.writer, "submit_script", story.handing_in());
        assert_eq!(second["comments"].as_array().map(Vec::len), Some(1));
        let margin = json!({ "episode": story.episode, "subject": "script" });
        let margin = studio.done(&story.writer, "episode_comments", margin);
        assert_eq!(margin["comments"][0]["replies"].as_array().map(Vec::len), Some(2));
        let resolved = studio.done(&story.business, "resolve_comment", json!({ "comment": comment["id"] }));
        assert_eq!(resolved["resolved_by"]["name"], "演示yewu");
    });
}

#[test]
fn a_caption_voids_only_those_who_watch_it() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let mut template = studio.done(&story.admin, "review_template", json!({ "subject": "script" }));
        assert_eq!(template["number"], 0);
        let stages = template["template"]["stages"].as_array_mut().expect("stages");
        for stage in stages.iter_mut().filter(|stage| stage["key"] == "first") {
            stage["watched"] = json!(["line", "law_cited"]);
        }
        let save = json!({ "number": 0, "template": template["template"] });
        assert_eq!(studio.refused(&story.editor, "save_review_template", save.clone()), "forbidden");
        studio.done(&story.admin, "save_review_template", save.clone());
        assert_eq!(studio.refused(&story.admin, "save_review_template", save), "stale");
        let review = story.submit();
        story.approve(&story.business, &review, "first");
        story.approve(&story.political, &review, "second");
        story.shots[0]["caption"] = json!("隔夜酒也是酒");
        let seen = story.submit();
        assert_eq!(story.result(&seen, "first"), "satisfied");
        assert_eq!(story.result(&seen, "second"), "unsatisfied");
        let stages = seen["stages"].as_array().expect("stages");
        assert_eq!(stages[0]["line"]["carried"], true);
        assert!(!seen["revisions"][0]["voided"].as_array().expect("stages").contains(&json!("first")));

        // A template saved meanwhile does not touch the review that runs.
        let mut next = studio.done(&story.admin, "review_template", json!({ "subject": "script" }));
        next["template"]["stages"][0]["name"] = json!("法律审核");
        let save = json!({ "number": 1, "template": next["template"] });
        studio.done(&story.admin, "save_review_template", save);
        let seen = story.view(&story.business, &review);
        assert_eq!(
            (&seen["template_number"], &seen["stages"][0]["line"]["name"]),
            (&json!(1), &json!("初审"))
        );
        let mut hollow = next["template"].clone();
        hollow["stages"] = json!([]);
        let save = json!({ "number": 2, "template": hollow });
        assert_eq!(studio.refused(&story.admin, "save_review_template", save), "gate_missing");
    });
}

#[test]
fn an_override_shows_for_ever_and_secrecy_has_none() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.submit();
        let pass = |stage: &str, reason: &str| {
            let seen = story.view(&story.chief, &review);
            json!({ "review": seen["id"], "version": seen["version"], "revision": seen["revisions"][0]["id"],
                "stage": stage, "reason": reason })
        };
        assert_eq!(studio.refused(&story.chief, "override_stage", pass("first", " ")), "reason_required");
        assert_eq!(studio.refused(&story.business, "override_stage", pass("first", "急")), "forbidden");
        studio.done(&story.chief, "override_stage", pass("first", "业务部门全员外出办案"));
        story.approve(&story.political, &review, "second");
        assert_eq!(studio.refused(&story.chief, "override_stage", pass("secrecy", "急")), "not_overridable");
        story.shots[0]["line"] = json!("改了一句");
        let seen = story.submit();
        assert_eq!(story.result(&seen, "first"), "unsatisfied", "it was voided");
        assert_eq!(seen["overrides"][0]["reason"], "业务部门全员外出办案");
        let erased = studio
            .api
            .store()
            .write::<_, pufa_store::StoreError>(|sql| sql.run("UPDATE stage_override SET reason = ''", &[]));
        assert!(erased.is_err(), "the database keeps it");
    });
}

#[test]
fn a_script_can_be_taken_back_and_a_review_be_ended() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.submit();
        let page = studio.done(&story.editor, "episode_view", json!({ "episode": story.episode }));
        studio.done(
            &story.editor,
            "revise_script",
            json!({ "episode": story.episode, "version": page["version"], "reason": "主讲人请求再改" }),
        );
        assert_eq!(story.refused(&story.business, &review, "first", "approve"), "wrong_state");
        assert_eq!(studio.done(&story.business, "review_queue", json!({ "part": "mine" })), json!([]));
        let again = studio.done(&story.writer, "submit_script", story.handing_in());
        assert_eq!(again["revisions"].as_array().map(Vec::len), Some(1), "nothing had changed");
        let end = |reason: &str| {
            let seen = story.view(&story.editor, &review);
            json!({ "review": seen["id"], "version": seen["version"], "reason": reason })
        };
        assert_eq!(studio.refused(&story.editor, "cancel_review", end("")), "reason_required");
        let ended = studio.done(&story.editor, "cancel_review", end("选题撤下"));
        assert_eq!(ended["canceled"]["reason"], "选题撤下");
        assert_eq!(story.content(), "scripting");
        story.shots[0]["line"] = json!("另起一稿");
        let fresh = story.submit();
        assert!(fresh["id"] != review["id"]);
        assert_eq!(fresh["revisions"][0]["number"], 2, "revisions go on counting");
    });
}

#[test]
fn late_stages_are_told_once_each() {
    on_both(|studio| {
        let story = Story::begin(studio);
        let review = story.submit();
        let now = studio.api.now();
        let tick = |hours: i64| studio.api.tick(now.plus(hours * HOUR)).expect("a tick");
        assert_eq!(tick(23), 0);
        assert!(tick(24) > 0);
        assert_eq!(tick(25), 0, "told once");
        assert!(story.kinds_of_notices("yewu").contains(&"review_due".to_owned()));
        assert!(!story.kinds_of_notices("jianchazhang").contains(&"review_late".to_owned()));
        assert!(tick(48) > 0);
        assert!(story.kinds_of_notices("jianchazhang").contains(&"review_late".to_owned()));
        assert_eq!(tick(49), 0);
        let told = studio.done(&story.writer, "remind", json!({ "review": review["id"] }));
        assert!(told.as_array().expect("names").iter().any(|p| p["name"] == "演示yewu"));
    });
}

#[test]
fn an_approved_script_that_changes_is_reviewed_again() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let review = story.approved();
        let page = studio.done(&story.editor, "episode_view", json!({ "episode": story.episode }));
        let back = json!({ "episode": story.episode, "version": page["version"], "reason": "法条修订" });
        studio.done(&story.editor, "revise_script", back);
        story.shots[0]["note"] = json!("只给自己人看的备注");
        studio.wait(HOUR);
        let seen = story.submit();
        assert_eq!(
            (&seen["state"], story.content().as_str()),
            (&json!("approved"), "approved"),
            "nobody watches a note"
        );
        assert_eq!(seen["id"], review["id"]);
    });
}

#[test]
fn a_final_cut_is_reviewed_by_somebody_who_did_not_make_it() {
    on_both(|studio| {
        let story = Story::begin(studio);
        story.approved();
        let cutting = json!({ "episode": story.episode });
        assert_eq!(studio.refused(&story.writer, "submit_cut", cutting.clone()), "wrong_state");
        let sha = "a".repeat(64);
        studio.put(
            "UPDATE episode SET content = 'producing', producing_at = approved_at WHERE id = ?1",
            pufa_store::values![story.episode],
        );
        assert_eq!(studio.refused(&story.writer, "submit_cut", cutting.clone()), "missing");
        studio.put(
            "INSERT INTO production (episode_id, final_cut, focus_x, focus_y, cover_title, title, description, tags, \
             ai_use, ai_label_seen, minors, filing_no, version) \
             VALUES (?1, ?2, 0.5, 0.5, '', '', '', '[]', 'undeclared', 0, 'unchecked', '', 1)",
            pufa_store::values![story.episode, sha],
        );
        studio.put(
            "INSERT INTO task (id, unit_id, episode_id, craft, note, assignee_id, done_at, version) \
             SELECT ?1, unit_id, id, 'edit', '', ?2, 1, 1 FROM episode WHERE id = ?3",
            pufa_store::values![
                "00000000-0000-7000-8000-0000000000bb",
                studio.person_id("yewu"),
                story.episode
            ],
        );
        let review = studio.done(&story.writer, "submit_cut", cutting);
        assert_eq!((&review["subject"], story.content().as_str()), (&json!("final_cut"), "cut_review"));
        assert_eq!(story.refused(&story.business, &review, "cut", "approve"), "own_work");
        let seen = story.approve(&story.political, &review, "cut");
        assert_eq!((&seen["state"], story.content().as_str()), (&json!("approved"), "cut_review"));
        // Approved, and nobody has looked for minors yet: the gates come last.
        let of = json!({ "episode": story.episode });
        assert_eq!(studio.refused(&story.editor, "approve_cut", of.clone()), "minor_identifiable");
        let declared = json!({ "episode": story.episode, "version": 1, "ai_use": "none", "ai_label_seen": false,
            "minors": "absent", "filing_no": "" });
        studio.done(&story.editor, "declare_production", declared);
        studio.done(&story.editor, "approve_cut", of);
        assert_eq!(story.content(), "ready");
    });
}

#[test]
fn the_day_begins_with_what_waits_in_order_of_due_time() {
    on_both(|studio| {
        let story = Story::begin(studio);
        let review = story.submit();
        let kinds = |who: &Person| -> Vec<String> {
            let home = studio.done(who, "home", json!({}));
            let rows = home["waiting"].as_array().expect("rows");
            rows.iter().map(|row| row["kind"].as_str().expect("a kind").to_owned()).collect()
        };
        assert_eq!(kinds(&story.business), ["review"]);
        assert!(kinds(&story.writer).is_empty());
        let counts = studio.done(&story.business, "counts", json!({}));
        assert_eq!((&counts["review"], &counts["home"]), (&json!(1), &json!(1)));
        assert!(counts["notices"].as_u64() > Some(0));

        story.comment(&story.business, &review, 0);
        let back = story.ballot(&story.business, &review, "first", "send_back");
        studio.done(&story.business, "cast_vote", back);
        let home = studio.done(&story.writer, "home", json!({}));
        assert_eq!(
            (&home["waiting"][0]["kind"], &home["waiting"][0]["unanswered"]),
            (&json!("returned"), &json!(1))
        );
        let told = home["changes"].as_array().expect("changes");
        assert!(told.iter().any(|change| change["decision"] == "send_back" && change["stage"] == "初审"));
        assert_eq!(home["days"].as_array().map(Vec::len), Some(7));

        let stranger = studio.person_in(studio.neighbour(), "moshengren", "manager");
        let theirs = studio.done(&stranger, "home", json!({}));
        assert_eq!((&theirs["waiting"], &theirs["changes"]), (&json!([]), &json!([])));
    });
}
