//! Any text at all: nothing panics, offsets stand on character borders, and work grows with the text only.
//! `PROPTEST_CASES=1000000 cargo test --release -p pufa-proof --test hostile` looks for longer.

use proptest::prelude::*;
use pufa_proof::law::LawTable;
use pufa_proof::library::{Hints, Library, parse};
use pufa_proof::privacy::{Case, find};
use pufa_proof::text::Day;
use pufa_proof::{Checker, Settings};

/// Pieces that the scanners have branches for, so that random rows of them reach deep.
const PIECES: &[&str] = &[
    "第",
    "一",
    "百",
    "〇",
    "条",
    "款",
    "项",
    "之",
    "至",
    "、",
    "和",
    "（",
    "）",
    "(",
    ")",
    "《",
    "》",
    "〈",
    "〉",
    "“",
    "”",
    "刑法",
    "民法典",
    "《刑法》",
    "同法",
    "该条",
    "前款",
    "本法",
    "法释〔2020〕22号",
    "〔2024〕",
    "以下简称",
    "1",
    "２",
    "138",
    "0000",
    "-",
    " ",
    "@",
    ".",
    "a",
    "X",
    "_",
    "京A",
    "省",
    "市",
    "路",
    "号",
    "村",
    "小学",
    "岁",
    "被告人",
    "张",
    "某",
    "微信",
    "卡号",
    "……",
    "。",
    "\n",
    "😀",
    "é",
    "\u{200b}",
    "\u{a0}",
    "　",
    "罚款",
    "约",
    "左右",
    "**第一条**　",
    "# ",
];

fn a_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|p| p.concat());
    prop_oneof![3 => pieces.clone(), 1 => any::<String>(), 1 => (pieces, any::<String>()).prop_map(|(a, b)| format!("{a}{b}{a}"))]
}

fn settings() -> Settings {
    let day = Day::parse("2026-11-22").expect("a day");
    Settings { context_law: Some("刑法".into()), ..Settings::on(day) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_checked(text in a_text()) {
        let mut checker = Checker::new(settings());
        let mut library = Library::new();
        if let Ok(law) = parse(&text, &Hints { title: Some("刑法".into()), ..Hints::default() }) {
            library.add(law, LawTable::bundled());
        }
        library.search(&text, settings().on, 3);
        checker.set_library(library.into());
        let report = checker.check(&text);
        let spans = report.citations.iter().map(|c| c.span).chain(report.privacy.iter().map(|p| p.span));
        let spans = spans.chain(report.findings.iter().flat_map(|f| f.marks.iter().copied().chain([f.span])));
        for span in spans {
            let [start, end] = span.byte;
            prop_assert!(start <= end && text.get(start..end).is_some(), "{start}..{end}");
            prop_assert_eq!(span.char[0], text[..start].chars().count());
            prop_assert_eq!(span.utf16[1], text[..end].encode_utf16().count());
        }
        for pair in report.privacy.windows(2) {
            prop_assert!(pair[0].span.byte[1] <= pair[1].span.byte[0]);
        }
    }

    #[test]
    fn any_mask_hides(text in a_text()) {
        for found in find(&text, &Case { hidden_names: vec!["被告".into(), "😀é".into()], minor: true }) {
            prop_assert_ne!(&found.masked, &text[found.range]);
        }
    }
}

#[test]
fn a_megabyte_of_one_sign_gives_a_bounded_report() {
    let checker = Checker::new(settings());
    for piece in [
        "第",
        "（",
        "《",
        "》",
        "“",
        "1",
        "1-",
        "@",
        "一",
        "京A",
        "被告人",
        "路1号",
        "岁",
        "。",
        "微信：",
        "《第》",
        "前款",
        "约",
    ] {
        let size = if matches!(piece, "第" | "（") { 1_000_000 } else { 200_000 };
        let text = piece.repeat(size / piece.len());
        let report = checker.check(&text);
        assert!(report.findings.len() <= text.len(), "{piece}");
    }
}
