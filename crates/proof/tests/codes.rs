//! Every finding has a code of the table and exactly the params the table names; every code of the table is found somewhere.

use pufa_proof::codes::{RULES, english, rule_code};
use pufa_proof::law::{ArticleNo, LawTable};
use pufa_proof::library::{ArticleText, LawText, Library, Paragraph};
use pufa_proof::text::Day;
use pufa_proof::wording::{Stage, Wording};
use pufa_proof::{Checker, Finding, Settings};
use std::collections::BTreeSet;
use std::sync::Arc;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
}

/// A made-up text of 刑法 in two versions, and a norm of a county.
fn library() -> Library {
    let article = |no, text: &str| ArticleText {
        no: ArticleNo { article: no, sub: 0 },
        under: Vec::new(),
        paragraphs: vec![Paragraph { text: text.to_owned(), items: Vec::new() }],
    };
    let mut library = Library::new();
    for (from, words) in [("1997-10-01", "旧的规定办理登记手续"), ("2024-03-01", "新的规定办理审批手续")]
    {
        let articles = vec![
            article(264, &format!("演示条文，应当按照{words}。")),
            article(265, "另一条演示条文与它无关。"),
        ];
        let text = LawText {
            title: "中华人民共和国刑法".into(),
            adopted: None,
            effective: Some(day(from)),
            articles,
        };
        library.add(text, LawTable::bundled());
    }
    let own = LawText {
        title: "演示县养犬管理办法".into(),
        adopted: None,
        effective: Some(day("2024-01-01")),
        articles: vec![article(1, "演示条文。")],
    };
    library.add(own, LawTable::bundled());
    library
}

/// Texts that each break a rule, with the day they are checked for.
const BROKEN: &[(&str, &str)] = &[
    (
        "2026-11-22",
        "《某市养犬管理条例》第三条；民促法第三条；《刑法修正案（十一）》第三条；刑诉法第一百零八条",
    ),
    ("2026-11-22", "《演示县养犬管理办法》第三条"),
    ("2026-11-22", "《合同法》第八条；《刑法》第三百条至第二百条；《公务员法》（2005）第三条"),
    ("2026-08-14", "《环境保护法》第六条；《生态环境法典》第一条"),
    ("2026-12-31", "《商标法》第八十条"),
    ("2026-11-22", "《民法典》第九千条、第一千零七十九条第九款、第一千零七十九条第三款第九项"),
    ("2026-11-22", "《反洗钱法》第一百条；《治安管理处罚法》第一百九十条"),
    ("1999-01-01", "《公司法》第三条"),
    ("2026-11-22", "身份证110105197902067963，号220104198001051703，电话13812345678，座机0571-50823968"),
    ("2026-11-22", "卡号6228 4858 4349 8334，车牌京A12345、京AF12345，住在甲市乙区演示路12号3栋2单元401室"),
    ("2026-11-22", "邮箱yan.shi@example.com，微信：yanshi_2026，QQ：12345678，护照EA1234567"),
    ("2026-11-22", "（2024）京0105民初12345号判决，甲检刑诉〔2024〕1号，被害人胡志强报警"),
    ("2026-11-22", "违反本条例第三条"),
    ("2026-11-22", "被害人王丽（化名）；《刑法》第一百九十九条"),
    ("2026-11-22", "一名15岁少年盗窃被抓"),
    ("2026-11-22", "未成年人高演示，9岁，就读于甲乙区明德小学，家住石门村。"),
    ("2026-11-22", "他说,好。。。真的，，是《刑法》、《民法典》“没完，３０元，3千元"),
    ("2026-11-22", "《刑法》第二百六十四条规定：“演示条文，应当按照旧的规定办理登记手续”。"),
    ("2026-11-22", "《刑法》第二百六十四条规定：“另一条演示条文与它无关”。"),
    ("2026-11-22", "《刑法》第二百六十四条规定：“演示条文，应当依照新的规定办理审批手续”。"),
];

fn findings(text: &str, on: &str, stage: Option<Stage>) -> Vec<Finding> {
    [Library::new(), library()]
        .into_iter()
        .flat_map(|library| {
            let mut checker = Checker::new(Settings {
                stage,
                context_law: Some("某市养犬管理条例".into()),
                ..Settings::on(day(on))
            });
            checker.set_library(Arc::new(library));
            checker.check(text).findings
        })
        .collect()
}

fn fits_the_table(finding: &Finding) {
    let group = finding.params.get("group").map(String::as_str);
    let rule = rule_code(&finding.rule, group).unwrap_or_else(|| panic!("{} is in no table", finding.rule));
    let carried: BTreeSet<&str> = finding.params.keys().copied().collect();
    assert_eq!(carried, rule.params.iter().copied().collect(), "{}", finding.rule);
    let sentence = english(finding);
    assert!(!sentence.contains(['{', '[', '}', ']']) && sentence.len() > 10, "{sentence}");
}

#[test]
fn every_code_is_found_with_its_params() {
    let found: Vec<Finding> = BROKEN.iter().flat_map(|(on, text)| findings(text, on, None)).collect();
    found.iter().for_each(fits_the_table);
    let codes: BTreeSet<&str> = found.iter().map(|f| &*f.rule).collect();
    let never: Vec<&str> = RULES.iter().map(|r| r.code).filter(|code| !codes.contains(code)).collect();
    assert_eq!(never, [""; 0], "no example");
}

#[test]
fn every_rule_of_wording_has_a_group_of_the_table() {
    for rule in Wording::bundled().rules() {
        let group = rule_code(&rule.id, Some(&rule.group)).map(|g| g.code);
        assert_eq!(group, Some(rule.group.as_str()), "{}", rule.id);
        let found =
            rule.finds.iter().flat_map(|text| findings(text, "2026-11-22", rule.stages.first().copied()));
        found.for_each(|finding| fits_the_table(&finding));
    }
}
