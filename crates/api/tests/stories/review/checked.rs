//! What the checker finds, in a review: the law gate stays shut until a citation is mended, accepted or passed over,
//! and a minor is passed over by nobody.

use super::story::Story;
use pufa_api::testing::{Person, Studio, on_both};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Brings part of the sample library as `who`; what the preview says.
fn bring_library(studio: &Studio, who: &Person, part: &str) -> Value {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/law-library");
    let mut paths = Vec::new();
    files(&base.join(part), &mut paths);
    let file = |path: &PathBuf| {
        let name = path.strip_prefix(&base).expect("below the library").to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(path).expect("a sample");
        json!({ "sha256": studio.upload(who, &name, &bytes), "path": name })
    };
    let files: Vec<Value> = paths.iter().map(file).collect();
    let preview = studio.done(who, "preview_laws", json!({ "files": files }));
    let run = json!({ "files": files, "preview": preview["hash"] });
    assert_eq!(studio.done(who, "import_laws", run)["counts"], preview["counts"]);
    let again = studio.done(who, "preview_laws", json!({ "files": files }));
    assert_eq!((&again["counts"]["new"], &again["counts"]["replaced"]), (&json!(0), &json!(0)));
    preview
}

fn files(under: &Path, out: &mut Vec<PathBuf>) {
    let found = std::fs::read_dir(under)
        .unwrap_or_else(|e| panic!("the sample library {} is needed: {e}", under.display()));
    for entry in found {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn a_repealed_law_keeps_the_law_gate_shut() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        let preview = bring_library(studio, &story.editor, "just-laws/civil-and-commercial");
        let code = preview["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .find(|row| row["title"] == "中华人民共和国民法典");
        assert_eq!(code.expect("the civil code")["articles"], 1260);

        story.shots[1]["line"] = json!("根据《合同法》第八条，依法成立的合同受法律保护。");
        let review = story.submit();
        let summary = &review["checks"]["summary"];
        assert_eq!((&summary["groups"][0]["errors"], &summary["citations"]), (&json!(1), &json!(1)));
        let stages = review["checks"]["stages"].as_array().expect("stages");
        let errors: Vec<(&str, u64)> = stages
            .iter()
            .map(|s| (s["stage"].as_str().expect("a key"), s["errors"].as_u64().expect("n")))
            .collect();
        assert_eq!(errors, [("first", 1), ("second", 0), ("secrecy", 0), ("final", 1)]);
        assert_eq!(story.refused(&story.business, &review, "first", "approve"), "checks_unresolved");
        let seen = story.view(&story.business, &review);
        assert_eq!(seen["mine"]["stages"][0]["approve_refusal"]["code"], "checks_unresolved");
        let queue = studio.done(&story.business, "review_queue", json!({ "part": "mine" }));
        assert_eq!(queue[0]["stages"][0]["gate"]["code"], "checks_unresolved");
        let impact = || studio.done(&story.writer, "law_impact", json!({ "title": "合同法", "on": null }));
        let touched = impact();
        assert_eq!(
            (&touched["turn"]["kind"], &touched["turn"]["on"]),
            (&json!("repealed"), &json!("2021-01-01"))
        );
        assert_eq!(touched["scripts"][0]["episode"], json!(story.episode));

        // Accepted with a reason the stage can be approved; no longer accepted, the sign-off cannot.
        let words = found_words(&story, &review);
        assert_eq!(words, "《合同法》");
        let silence = json!({ "episode": story.episode, "rule": "law.repealed", "words": words, "reason": "讲历史沿革" });
        let silence = studio.done(&story.business, "silence_finding", silence);
        story.approve(&story.business, &review, "first");
        story.approve(&story.political, &review, "second");
        story.approve(&story.general, &review, "secrecy");
        studio.done(
            &story.writer,
            "lift_silence",
            json!({ "silence": silence["id"], "reason": "改引民法典" }),
        );
        assert_eq!(story.refused(&story.chief, &review, "final", "approve"), "checks_unresolved");

        story.shots[1]["line"] =
            json!("根据《民法典》第一百一十九条，“依法成立的合同，对当事人具有法律约束力。”");
        let mended = story.submit();
        assert_eq!(mended["checks"]["summary"]["groups"][0]["errors"], 0, "{}", mended["checks"]);
        let revision = &mended["revisions"][0]["id"];
        let report = studio.done(&story.business, "revision_report", json!({ "revision": revision }));
        let texts = report["texts"].as_array().expect("texts");
        let citation = texts.iter().find_map(|t| t["report"]["citations"].get(0)).expect("a citation");
        assert_eq!(citation["text"], "依法成立的合同，对当事人具有法律约束力。");
        assert_eq!(citation["quote"]["verdict"], "whole", "{citation}");
        for (who, stage) in [
            (&story.business, "first"),
            (&story.political, "second"),
            (&story.general, "secrecy"),
            (&story.chief, "final"),
        ] {
            story.approve(who, &mended, stage);
        }
        assert_eq!(story.content(), "approved");
        assert_eq!(impact()["scripts"], json!([]));
        let cited = studio.done(&story.writer, "list_cited_laws", json!({}));
        assert!(
            cited.as_array().expect("laws").iter().any(|law| law["title"] == "中华人民共和国民法典"),
            "{cited}"
        );
    });
}

/// The words of the first finding in the newest revision.
fn found_words(story: &Story<'_>, review: &Value) -> String {
    let revision = json!({ "revision": review["revisions"][0]["id"] });
    let report = story.studio.done(&story.business, "revision_report", revision);
    let text = &report["texts"][0];
    let span = &text["report"]["findings"][0]["span"]["char"];
    let (from, to) = (span[0].as_u64().expect("a place"), span[1].as_u64().expect("a place"));
    let words = text["place"]["text"].as_str().expect("a text").chars().skip(from as usize);
    words.take((to - from) as usize).collect()
}

/// The chief passes over the first stage.
fn passing(story: &Story<'_>, review: &Value) -> Value {
    let seen = story.view(&story.chief, review);
    json!({ "review": seen["id"], "version": seen["version"], "revision": seen["revisions"][0]["id"],
        "stage": "first", "reason": "讲历史沿革，已当面核对" })
}

#[test]
fn a_stage_is_passed_over_for_a_citation_and_never_for_a_minor() {
    on_both(|studio| {
        let mut story = Story::begin(studio);
        story.shots[0]["line"] = json!("演小示那天没有去上学。");
        story.shots[1]["line"] = json!("根据《合同法》第八条，依法成立的合同受法律保护。");
        let case = json!({ "episode": story.episode, "version": 0, "names": ["演小示"], "minor": true });
        studio.done(&story.writer, "save_case_names", case);
        let review = story.submit();
        assert_eq!(review["checks"]["summary"]["hard_stops"], 1);
        assert_eq!(story.refused(&story.business, &review, "first", "approve"), "minor_identifiable");
        assert_eq!(
            studio.refused(&story.chief, "override_stage", passing(&story, &review)),
            "minor_identifiable"
        );
        let seen = story.view(&story.chief, &review);
        assert_eq!(seen["mine"]["stages"][0]["override_refusal"]["code"], "minor_identifiable");
        // The name is gone from the text: what is left is a matter of law, which whoever has the right passes over.
        story.shots[0]["line"] = json!("演某那天没有去上学。");
        let review = story.submit();
        let passed = studio.done(&story.chief, "override_stage", passing(&story, &review));
        assert_eq!(story.result(&passed, "first"), "overridden");
    });
}
