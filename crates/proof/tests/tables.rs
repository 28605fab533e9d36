//! Properties of the fact tables, over every row: names resolve, articles exist, repeals and new texts count from their day.

use pufa_proof::law::{ArticleNo, LawKind, LawName, LawTable, TextOn};
use pufa_proof::text::Day;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
}

#[test]
fn every_title_short_name_and_alias_resolves() {
    let table = LawTable::bundled();
    assert!(table.iter().count() > 1300, "the bundled tables were read");
    for (id, law) in table.iter() {
        for name in [
            law.title.clone(),
            law.short.clone(),
            format!("《{}》", law.title),
            law.title.replace('《', "〈").replace('》', "〉"),
        ] {
            assert_eq!(table.resolve(&name), Some(id), "{name}");
        }
    }
    let aliases = include_str!("../../../assets/law/aliases.json");
    let aliases: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(aliases).expect("aliases");
    for (short, names) in &aliases {
        let id = table.resolve(short).unwrap_or_else(|| panic!("{short} is in the tables"));
        for name in names {
            assert_eq!(table.resolve(name), Some(id), "{name} means {short}");
        }
    }
    for line in include_str!("../../../assets/law/laws_facts.csv").lines().skip(1) {
        let aliases = line.split(',').nth(2).unwrap_or("");
        for alias in aliases.split('|').filter(|a| !a.is_empty()) {
            assert!(table.resolve(alias).is_some(), "{alias}");
        }
    }
    let ambiguous = include_str!("../../../assets/law/aliases_ambiguous.json");
    let ambiguous: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(ambiguous).expect("ambiguous");
    for name in ambiguous.keys() {
        assert!(
            matches!(table.names().lookup(name), Some(LawName::Ask(ids)) if !ids.is_empty()),
            "{name} asks"
        );
    }
}

#[test]
fn every_listed_article_exists_and_the_one_after_the_last_does_not() {
    let table = LawTable::bundled();
    let mut listed = 0;
    for line in include_str!("../../../assets/law/article_structure.csv").lines().skip(1) {
        let mut parts = line.split(',');
        let law = table
            .resolve(parts.next().unwrap_or(""))
            .and_then(|id| table.law(id))
            .expect("a law of the tables");
        let mut number = || parts.next().and_then(|n| n.parse().ok()).expect("a number");
        let no = ArticleNo { article: number(), sub: number() };
        let article = law.article(no).unwrap_or_else(|| panic!("{} {no}", law.title));
        assert_eq!(article.paragraphs(), number());
        listed += 1;
    }
    assert!(listed > 24_000);
    for (_, law) in table.iter().filter(|(_, law)| !law.articles.is_empty()) {
        let last = law.last_article().expect("a last article");
        assert!(law.article(ArticleNo { article: last + 1, sub: 0 }).is_none(), "{}", law.title);
        assert_eq!(law.structured().and_then(|v| v.last_article).unwrap_or(last), last, "{}", law.title);
    }
}

#[test]
fn laws_replaced_by_a_code_end_on_its_day() {
    let table = LawTable::bundled();
    for (code, from, before, count) in [
        ("中华人民共和国民法典", "2021-01-01", "2020-12-31", 9),
        ("中华人民共和国生态环境法典", "2026-08-15", "2026-08-14", 10),
    ] {
        let replaced: Vec<_> =
            table.iter().filter(|(_, law)| law.repeal.as_ref().is_some_and(|r| r.by == code)).collect();
        assert_eq!(replaced.len(), count, "{code}");
        for (_, law) in replaced {
            assert!(matches!(law.on(day(from)), TextOn::Repealed(r) if r.by == code), "{}", law.title);
            assert!(matches!(law.on(day(before)), TextOn::InForce(_) | TextOn::Unknown), "{}", law.title);
        }
        let id = table.resolve(code).expect("the code");
        let law = table.law(id).expect("the code");
        assert!(matches!(law.on(day(from)), TextOn::InForce(_)), "{code}");
        assert!(matches!(law.on(day(before)), TextOn::NotYet(_)), "{code}");
    }
}

#[test]
fn a_new_text_counts_only_from_its_day() {
    let table = LawTable::bundled();
    let last_on = |name: &str, on: &str| match table
        .resolve(name)
        .and_then(|id| table.law(id))
        .map(|l| l.on(day(on)))
    {
        Some(TextOn::InForce(version)) => version.last_article,
        other => panic!("{name} {on}: {other:?}"),
    };
    assert_eq!(last_on("商标法", "2026-12-31"), Some(73));
    assert_eq!(last_on("商标法", "2027-01-01"), Some(87));
    assert_eq!(last_on("监狱法", "2026-10-31"), Some(78));
    assert_eq!(last_on("监狱法", "2026-11-01"), Some(121));
    assert_eq!(last_on("民诉法", "2023-12-31"), Some(291));
    assert_eq!(last_on("民诉法", "2024-01-01"), Some(306));
    assert_eq!(last_on("治安管理处罚法", "2025-12-31"), Some(119));
    assert_eq!(last_on("注册会计师法", "2026-12-31"), Some(46));
    assert_eq!(last_on("注册会计师法", "2027-01-01"), None);
}

#[test]
fn versions_are_ascending_and_at_most_one_is_structured() {
    for (_, law) in LawTable::bundled().iter() {
        assert!(
            law.versions.is_sorted_by(|a, b| a.effective < b.effective),
            "{} {:?}",
            law.title,
            law.versions
        );
        assert!(law.versions.iter().filter(|v| v.structured).count() <= 1, "{}", law.title);
        if law.kind == LawKind::Law && !law.articles.is_empty() && law.repeal.is_none() {
            assert!(law.structured().is_some(), "{}", law.title);
        }
    }
}
