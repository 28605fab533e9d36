//! Reading real texts: every text of the sample library has the articles, paragraphs and words that the fact tables list.

use pufa_proof::law::{ArticleNo, LawTable};
use pufa_proof::library::{
    ArticleText, Change, Cited, Hints, LawText, Library, Paragraph, SourceFile, changes, parse, parse_lines,
    read_folder, touched,
};
use pufa_proof::text::Day;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/law-library")
}

fn files(under: &Path, out: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(under)
        .unwrap_or_else(|e| panic!("the sample library {} is needed: {e}", under.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Path below the sample library, and content.
fn sample(under: &str) -> Vec<(String, String)> {
    let base = folder();
    let mut paths = Vec::new();
    files(&base.join(under), &mut paths);
    let name =
        |p: &Path| p.strip_prefix(&base).expect("below the library").to_string_lossy().replace('\\', "/");
    paths.iter().map(|p| (name(p), read(p))).collect()
}

fn texts(files: &[(String, String)]) -> Vec<LawText> {
    let sources: Vec<SourceFile<'_>> = files.iter().map(|(path, text)| SourceFile { path, text }).collect();
    read_folder(&sources).into_iter().filter_map(|import| import.outcome.ok()).collect()
}

#[test]
fn texts_have_the_shape_the_tables_list() {
    let table = LawTable::bundled();
    let mut read = texts(&sample("just-laws"));
    read.retain(|text| text.title != "中华人民共和国刑法" && text.effective != Day::parse("2027-01-01"));
    // The sample's 刑法 in just-laws lacks amendment 12; the other one has it.
    read.extend(texts(&sample("lawrefbook")));
    let (mut articles, mut same_words, mut same_shape) = (0, 0, 0);
    let mut odd = Vec::new();
    for text in &read {
        let Some(law) = table.resolve(&text.title).and_then(|id| table.law(id)) else {
            continue;
        };
        for fact in &law.articles {
            articles += 1;
            let Some(article) = text.article(fact.no) else {
                odd.push(format!("{} {} missing", law.short, fact.no));
                continue;
            };
            let shape: Vec<u8> = article.paragraphs.iter().map(|p| p.items.len() as u8).collect();
            same_words += usize::from(article.hash() == fact.hash);
            same_shape += usize::from(shape == *fact.items);
            if shape != *fact.items || article.hash() != fact.hash {
                odd.push(format!("{} {} {shape:?} {:?}", law.short, fact.no, fact.items));
            }
        }
    }
    assert!(articles >= 24_000, "{articles}");
    let share = |n: usize| n as f64 / articles as f64;
    let shares = (share(same_words), share(same_shape));
    assert!(
        shares.0 > 0.999 && shares.1 > 0.995,
        "{shares:?} {} {:#?}",
        odd.len(),
        &odd[..odd.len().min(40)]
    );
}

#[test]
fn several_versions_stand_side_by_side() {
    let table = LawTable::bundled();
    let mut library = Library::new();
    for text in texts(&sample("just-laws/civil-and-commercial/trademark-law")) {
        library.add(text, table);
    }
    let on = |day: &str| library.on("商标法", Day::parse(day).expect("a day")).map(|t| t.articles.len());
    assert_eq!((on("2026-12-31"), on("2027-01-01"), on("2010-01-01")), (Some(73), Some(87), None));

    let [old, new] = library.versions("中华人民共和国商标法") else { panic!("two versions") };
    let found = changes(old, new);
    assert!(found.iter().any(|c| matches!(c, Change::Renumbered { .. })));
    assert!(found.iter().any(|c| matches!(c, Change::Added { .. })));
    let cited: Vec<Cited<&str>> = (1..=73)
        .map(|article| Cited {
            at: "an episode",
            title: "商标法".into(),
            no: ArticleNo { article, sub: 0 },
            last: None,
        })
        .collect();
    let hit = touched("中华人民共和国商标法", &found, &cited);
    assert!(!hit.is_empty() && hit.len() <= 73);
    assert!(touched("刑法", &found, &cited).is_empty());

    let today = Day::parse("2026-11-22").expect("a day");
    let hits = library.search("商标法 第五十七条", today, 10);
    assert_eq!((hits[0].no, hits[0].in_force), (ArticleNo { article: 57, sub: 0 }, true));
    assert!(!library.search("驰名商标", today, 5).is_empty());
    assert!(library.search("没有这样的词句", today, 5).is_empty());
}

#[test]
fn a_search_puts_the_article_that_speaks_of_the_words_most_first() {
    let article = |article, text: &str| ArticleText {
        no: ArticleNo { article, sub: 0 },
        under: Vec::new(),
        paragraphs: vec![Paragraph { text: text.to_owned(), items: Vec::new() }],
    };
    let law = |title: &str, articles| LawText {
        title: title.to_owned(),
        adopted: None,
        effective: Day::parse("2024-01-01"),
        articles,
    };
    let mut library = Library::new();
    let apples = law("演示甲法", vec![article(1, "苹果与梨。"), article(26, "于2026年施行，另见第264项。")]);
    let pears = law("演示乙法", vec![article(7, "梨，或者多次摘梨、夜间摘梨。"), article(264, "另行规定。")]);
    for text in [apples, pears] {
        library.add(text, LawTable::bundled());
    }
    let today = Day::parse("2026-11-22").expect("a day");
    let found = |query: &str| -> Vec<u32> {
        library.search(query, today, 10).iter().map(|hit| hit.no.article).collect()
    };
    assert_eq!(found("梨"), [7, 1]);
    assert_eq!(found("264"), [264, 26], "the article of that number, then one that speaks of it");
    assert_eq!(found("26"), [26], "26 stands in neither 264 nor 2026");
    assert_eq!(found("演示乙法 梨"), [7]);
}

#[test]
fn reads_plain_lines_as_a_document_gives_them() {
    let lines = [
        "中华人民共和国演示法",
        "（2020年1月2日第一届演示会议通过　自2020年3月1日起施行）",
        "目　　录",
        "第一章　总则",
        "第一章　总则",
        "第一条　为了演示，制定本法。",
        "第二条　下列行为应当受罚：",
        "（一）甲；",
        "（二）乙。",
        "第一条规定的行为除外。",
        "第二条之一　另行规定。",
        "附件：",
        "第九百条款项表",
    ];
    let text = parse_lines(lines.into_iter(), &Hints::default()).expect("a law");
    assert_eq!((text.title.as_str(), text.effective), ("中华人民共和国演示法", Day::parse("2020-03-01")));
    assert_eq!(text.adopted, Day::parse("2020-01-02"));
    let numbers: Vec<String> = text.articles.iter().map(|a| a.no.to_string()).collect();
    assert_eq!(numbers, ["第一条", "第二条", "第二条之一"]);
    let second = &text.articles[1];
    assert_eq!(second.paragraphs.len(), 2);
    assert_eq!(second.part(Some(1), Some(2)).as_deref(), Some("（二）乙。"));
    assert_eq!(second.part(Some(3), None), None);
    assert_eq!(second.under, ["第一章　总则"]);
    assert!(parse("没有条文", &Hints::default()).is_err());
    let hints = Hints::of_file_name("最高人民法院关于演示的解释(2020-12-29).md");
    assert_eq!(
        (hints.title.as_deref(), hints.adopted),
        (Some("最高人民法院关于演示的解释"), Day::parse("2020-12-29"))
    );
}
