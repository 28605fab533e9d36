//! What is said of a text: each rule once, on a planned day, with and without the library's texts.

use pufa_proof::law::LawTable;
use pufa_proof::library::{ArticleText, LawText, Library, Paragraph};
use pufa_proof::privacy::Case;
use pufa_proof::text::Day;
use pufa_proof::wording::{Rule, Stage, Wording};
use pufa_proof::{Checker, LineReport, Settings, Severity, Shot, Silence, Thread};
use std::sync::Arc;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
}

/// Rules found, without those about wording and signs.
fn rules(text: &str, on: &str) -> Vec<String> {
    let report = check_line(&Settings::on(day(on)), text);
    report.findings.into_iter().map(|f| f.rule.into_owned()).filter(|r| !r.starts_with("sign.")).collect()
}

#[test]
fn laws_and_articles_are_judged_on_the_planned_day() {
    for (text, on, expected) in [
        ("《中华人民共和国刑法》第二百六十四条", "2026-11-22", ""),
        ("《刑法》第二百六十四条", "2026-11-22", ""),
        ("《合同法》第八条", "2026-11-22", "law.repealed"),
        ("《合同法》第八条", "2020-12-31", ""),
        ("根据《合同法》的规定", "2026-11-22", "law.repealed"),
        ("《环境保护法》第六条", "2026-08-14", "law.ends_later"),
        ("《环境保护法》第六条", "2026-08-15", "law.repealed"),
        ("《生态环境法典》第一条", "2026-08-14", "law.not_yet"),
        ("《商标法》第八十条", "2026-12-31", "law.changes_later|article.missing"),
        ("《商标法》第八十条", "2027-01-01", ""),
        ("《刑法》第四百五十三条", "2026-11-22", "article.missing"),
        ("《刑法》第一百三十三条之三", "2026-11-22", "article.missing"),
        ("《刑法》第一百三十三条之一第一款第四项", "2026-11-22", ""),
        ("《刑法》第一百三十三条之一第一款第五项", "2026-11-22", "item.missing"),
        ("《刑法》第一百三十三条之一第四款", "2026-11-22", "paragraph.missing"),
        ("《刑法》第一百九十九条", "2026-11-22", "article.deleted"),
        ("《刑法》第三百条至第二百条", "2026-11-22", "article.range"),
        ("刑诉法第一百零八条", "2026-11-22", "law.alias"),
        ("民促法第三条", "2026-11-22", "law.ambiguous"),
        ("处罚法第三条", "2026-11-22", "law.ambiguous"),
        ("《某市养犬管理条例》第三条", "2026-11-22", "law.unlisted"),
        ("《刑法修正案（十一）》第三条", "2026-11-22", "law.amendment"),
        ("《公务员法》（2005）第三条", "2026-11-22", "law.edition"),
        ("《婚姻法》第三条、第四条、第五条", "2026-11-22", "law.repealed"),
    ] {
        assert_eq!(rules(text, on).join("|"), expected, "{text} {on}");
    }
}

#[test]
fn messages_say_how_old_the_facts_are_and_never_that_a_law_does_not_exist() {
    let texts = [
        "《某新法》第一条",
        "《刑法》第九百条",
        "《合同法》第一条",
        "《商标法》第八十条",
        "民促法第一条",
        "《生态环境法典》第九千条",
    ];
    for text in texts {
        for on in ["2020-01-01", "2026-11-22", "2030-01-01"] {
            for finding in check_line(&Settings::on(day(on)), text).findings {
                assert!(!finding.message.contains("不存在"), "{}", finding.message);
                let told = finding.message.contains("数据截至") || finding.rule == "law.ambiguous";
                assert!(told, "{}", finding.message);
            }
        }
    }
}

/// A text by itself, with the bundled tables and rules.
fn check_line(settings: &Settings, text: &str) -> LineReport {
    LineReport::from(&Checker::new(settings.clone()).check(text))
}

fn text_of(title: &str, effective: &str, articles: &[(u32, &str)]) -> LawText {
    let article = |(no, text): &(u32, &str)| ArticleText {
        no: pufa_proof::law::ArticleNo { article: *no, sub: 0 },
        under: Vec::new(),
        paragraphs: vec![Paragraph { text: (*text).to_owned(), items: Vec::new() }],
    };
    LawText {
        title: title.into(),
        adopted: None,
        effective: Some(day(effective)),
        articles: articles.iter().map(article).collect(),
    }
}

/// A made-up text of 刑法 in two versions: what it says is not the law's.
fn library() -> Library {
    let mut library = Library::new();
    let table = LawTable::bundled();
    let new = [
        (264, "演示条文甲，应当按照新的规定办理手续，并且书面告知。"),
        (265, "演示条文丙，与前一条无关，另行规定。"),
        (266, "（删去）"),
    ];
    library.add(
        text_of("中华人民共和国刑法", "1997-10-01", &[(264, "演示条文甲，应当按照旧的规定办理登记。")]),
        table,
    );
    library.add(text_of("中华人民共和国刑法", "2024-03-01", &new), table);
    library.add(
        text_of(
            "演示县养犬管理办法",
            "2024-01-01",
            &[(1, "演示条文丁，养犬的单位应当登记。"), (2, "演示条文戊。")],
        ),
        table,
    );
    library
}

#[test]
fn what_the_library_holds_is_judged_by_its_text() {
    for (text, expected) in [
        ("《刑法》第二百六十五条", ""),
        ("《刑法》第二百六十六条", "article.deleted"),
        ("《刑法》第三百条", "article.missing"),
        ("《演示县养犬管理办法》第二条", ""),
        ("《演示县养犬管理办法》第三条", "article.unheld"),
        ("《演示县养犬管理办法》第一条规定：“养犬的单位应当登记”", ""),
        ("《演示县养犬管理办法》第一条规定：“养犬的个人应当登记”", "quote.differs"),
        ("《某市养犬管理办法》第三条", "law.unlisted"),
    ] {
        let mut checker = Checker::new(Settings::on(day("2026-11-22")));
        checker.set_library(Arc::new(library()));
        let found: Vec<String> =
            checker.check(text).findings.into_iter().map(|f| f.rule.into_owned()).collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }
}

#[test]
fn quotes_are_compared_with_the_text_of_the_day() {
    let library = library();
    for (quote, verdict, finding) in [
        ("演示条文甲，应当按照新的规定办理手续，并且书面告知。", "whole", ""),
        ("应当按照新的规定办理手续", "part", ""),
        ("演示条文甲，……并且书面告知", "elided", ""),
        ("演示条文甲，应当按照旧的规定办理登记", "older", "quote.older"),
        ("演示条文丙，与前一条无关", "other_article", "quote.other_article"),
        ("演示条文甲，应当依照新的规定办理手续", "differs", "quote.differs"),
    ] {
        let mut checker = Checker::new(Settings::on(day("2026-11-22")));
        checker.set_library(Arc::new(library.clone()));
        let text = format!("《刑法》第二百六十四条规定：“{quote}”。");
        let report = checker.check(&text);
        let shown = serde_json::to_value(&report.citations[0].quote).expect("json");
        assert_eq!(shown["verdict"], verdict, "{quote}");
        let quotes: Vec<&str> =
            report.findings.iter().map(|f| &*f.rule).filter(|r| r.starts_with("quote")).collect();
        assert_eq!(quotes.join("|"), finding, "{quote}");
        if verdict == "differs" {
            let found = report.findings.iter().find(|f| f.rule == "quote.differs").expect("a finding");
            let marked: Vec<&str> = found.marks.iter().map(|m| &text[m.byte[0]..m.byte[1]]).collect();
            assert_eq!((marked, found.params["missing"].as_str()), (vec!["依"], "按"));
        }
        assert!(report.citations[0].text.is_some());
    }
}

#[test]
fn stage_words_follow_the_stage() {
    for (stage, text, rule) in [
        (Stage::Investigation, "民警抓获罪犯张某", "stage.convict_early"),
        (Stage::Prosecution, "被告人张某到案", "stage.accused_early"),
        (Stage::Trial, "犯罪嫌疑人张某当庭认罪", "stage.suspect_at_trial"),
        (Stage::Civil, "被告人张某未到庭", "stage.civil"),
    ] {
        let settings = Settings { stage: Some(stage), ..Settings::on(day("2026-11-22")) };
        let found = check_line(&settings, text).findings;
        assert!(found.iter().any(|f| f.rule == rule && f.fix.is_some()), "{text} {found:?}");
    }
    assert_eq!(Stage::parse("审查起诉"), Some(Stage::Prosecution));
}

#[test]
fn every_shipped_rule_passes_its_own_test() {
    let wording = Wording::bundled();
    assert!(wording.rules().len() > 40);
    wording.test().unwrap_or_else(|e| panic!("{e}"));
    for rule in wording.rules() {
        assert!(!rule.source.is_empty() && !rule.message.is_empty(), "{}", rule.id);
        assert!(rule.fix.len() <= 1 || rule.fix.len() == rule.words.len(), "{}", rule.id);
    }
}

#[test]
fn a_unit_adds_rules_and_silences_others_with_a_reason() {
    let own = r#"
        [[rule]]
        id = "own.place"
        group = "official"
        words = ["演示县院"]
        message = "写全称。"
        severity = "warning"
        source = "本院规定"

        [[rule]]
        id = "own.later"
        group = "official"
        words = ["单位"]
        message = "明年起写全称。"
        severity = "warning"
        source = "本院规定"
        effective = "2027-01-01"
        finds = ["单位"]
    "#;
    let rules: Vec<Rule> = Wording::read(own).expect("rules");
    let mut settings = Settings::on(day("2026-11-22"));
    settings.silences = vec![
        Silence { rule: "typo.other".into(), words: None, reason: "引用原文".into() },
        Silence { rule: "own.place".into(), words: Some("另一处".into()), reason: "不适用".into() },
        Silence { rule: "privacy.minor".into(), words: None, reason: "想发".into() },
    ];
    settings.case = Case { hidden_names: vec!["胡演示".into()], minor: true };
    let mut checker = Checker::new(settings);
    let wording = Arc::new(Wording::with_own(rules).expect("sound rules"));
    wording.test().expect("an own test is made on a day on which the rule counts");
    checker.set_wording(Arc::clone(&wording));
    let report = checker.check("演示县院和其它单位帮助了胡演示");
    let silenced: Vec<_> = report.findings.iter().map(|f| (&*f.rule, f.silenced.as_deref())).collect();
    assert_eq!(silenced, [("own.place", None), ("typo.other", Some("引用原文")), ("privacy.minor", None)]);
    assert!(report.hard_stop() && report.blocks());
    for (on, found) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let mut checker = Checker::new(Settings::on(day(on)));
        checker.set_wording(Arc::clone(&wording));
        let findings = checker.check("其他单位").findings;
        assert_eq!(findings.iter().filter(|f| f.rule == "own.later").count(), found, "{on}");
    }
}

#[test]
fn crime_words_alone_are_no_finding() {
    for text in [
        "毒品犯罪的代价",
        "他用刀捅伤被害人",
        "强奸罪的认定",
        "贩卖冰毒五十克",
        "组织卖淫罪",
        "诈骗金额特别巨大",
    ] {
        assert_eq!(rules(text, "2026-11-22"), [""; 0], "{text}");
    }
}

#[test]
fn signs_and_numerals() {
    for (text, rule) in [
        ("他说,这是真的", "sign.half_width"),
        ("等等。。。", "sign.ellipsis"),
        ("《刑法》、《民法典》", "sign.list_of_titles"),
        ("“没有完", "sign.unclosed"),
        ("３０元", "numeral.full_width"),
        ("3千元", "numeral.mixed"),
    ] {
        let found = check_line(&Settings::on(day("2026-11-22")), text).findings;
        assert!(found.iter().any(|f| f.rule == rule), "{text} {found:?}");
    }
    let silent = check_line(&Settings::on(day("2026-11-22")), "（一）3千克，5万元，“好”，3.5倍，12:30……完。");
    assert_eq!(silent.findings, []);
}

#[test]
fn a_line_has_the_agreed_shape() {
    let settings = Settings { context_law: Some("刑法".into()), ..Settings::on(day("2026-11-22")) };
    let text = "😀本法第一百三十三条之一第一款第（二）项、第三百条至第三百零一条，电话13812345678。";
    let line = serde_json::to_value(check_line(&settings, text)).expect("json");
    let expected = serde_json::json!([
        {"law": "中华人民共和国刑法", "surface_law": "本法", "article": 133, "sub": 1, "paragraph": 1, "item": 2, "start": 1, "end": 20},
        {"law": "中华人民共和国刑法", "surface_law": "本法", "article": 300, "article_end": 301, "start": 21, "end": 32},
    ]);
    assert_eq!(line["citations"], expected);
    assert_eq!(line["privacy"], serde_json::json!([{"kind": "MOBILE", "start": 35, "end": 46}]));
    let found = &line["findings"][0];
    assert_eq!(
        (found["rule"].as_str(), found["fix"].as_str()),
        (Some("privacy.mobile"), Some("1**********"))
    );
}

#[test]
fn an_unknown_law_of_the_context_is_told_where_it_counts() {
    let settings =
        Settings { context_law: Some("某市养犬管理条例".into()), ..Settings::on(day("2026-11-22")) };
    let rules = |text: &str| {
        let found = check_line(&settings, text).findings;
        found.iter().map(|f| (f.rule.clone(), f.start, f.end)).collect::<Vec<_>>()
    };
    assert_eq!(rules("违反本条例第三条，本条例第五条"), [("law.context_unknown".into(), 2, 5)]);
    assert_eq!(rules("养犬要文明，本条例很重要"), []);
}

#[test]
fn the_law_named_last_runs_through_a_script() {
    let mut checker = Checker::new(Settings::on(day("2026-11-22")));
    let laws = |checker: &mut Checker, texts: [&'static str; 4]| {
        let shots: Vec<Shot<'_>> =
            ["1", "2", "3", "4"].iter().zip(texts).map(|(key, text)| Shot { key, text }).collect();
        let reports = checker.check_shots(&shots);
        let cited = reports
            .iter()
            .map(|(_, r)| r.citations.iter().map(|c| c.law.clone()).collect::<Vec<_>>().join("、"));
        cited.collect::<Vec<_>>()
    };
    let (civil, criminal) = ("中华人民共和国民法典", "中华人民共和国刑法");
    let texts = ["同法第三条", "《民法典》第一条", "（音乐）", "该法第二条，同法第三条"];
    assert_eq!(laws(&mut checker, texts), ["", civil, "", &format!("{civil}、{civil}")]);
    assert_eq!(checker.checked(), 4);
    // Only what leans on another shot's law is checked again with it.
    let texts = ["同法第三条", "《刑法》第一条", "（音乐）", "该法第二条，同法第三条"];
    assert_eq!(laws(&mut checker, texts), ["", criminal, "", &format!("{criminal}、{criminal}")]);
    assert_eq!(checker.checked(), 6);
    let mut thread = Thread::default();
    let next = |thread: &mut Thread, text: &str| checker.check_next(thread, text).citations.len();
    assert_eq!(["《刑法》第一条", "他走了", "该法第二条"].map(|text| next(&mut thread, text)), [1, 0, 1]);
    assert_eq!(checker.check("该法第二条").citations, []);
}

#[test]
fn only_changed_shots_are_checked_again() {
    let mut checker = Checker::new(Settings::on(day("2026-11-22")));
    let first = [Shot { key: "1", text: "《刑法》第一条" }, Shot { key: "2", text: "《合同法》第一条" }];
    let before = checker.check_shots(&first);
    let second = [Shot { key: "2", text: "《合同法》第一条" }, Shot { key: "1", text: "《刑法》第二条" }];
    let after = checker.check_shots(&second);
    assert_eq!(checker.checked(), 3);
    assert!(Arc::ptr_eq(&before[1].1, &after[0].1));
    assert_eq!(after[0].1.findings[0].severity, Severity::Error);
    checker.set_settings(Settings::on(day("2020-12-31")));
    assert!(checker.check_shots(&second)[0].1.findings.iter().all(|f| f.rule != "law.repealed"));
    assert_eq!(checker.checked(), 5);
}
