//! Scripts in the shapes that teams send them, read through the public door.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::io::{Cursor, Write};

use pufa_files::script_in::{ScriptDoubtReason, ShotIn, read_pasted, read_script};
use zip::write::SimpleFileOptions;

fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(xml.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// `|` between cells; a cell `<3` before its text spans three columns, `^` goes on from above, `v` starts that.
fn table(rows: &[&str]) -> String {
    let cell = |text: &str| {
        let (property, text) = match text.chars().next() {
            Some('^') => ("<w:vMerge/>".to_string(), ""),
            Some('v') => (r#"<w:vMerge w:val="restart"/>"#.to_string(), &text[1..]),
            Some('<') => (format!(r#"<w:gridSpan w:val="{}"/>"#, &text[1..2]), &text[2..]),
            _ => (String::new(), text),
        };
        format!("<w:tc><w:tcPr>{property}</w:tcPr>{}</w:tc>", paragraph(text))
    };
    let row = |row: &&str| format!("<w:tr>{}</w:tr>", row.split('|').map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn shot(code: &str, picture: &str, speaker: &str, line: &str, seconds: Option<u32>) -> ShotIn {
    ShotIn {
        code: code.into(),
        picture: picture.into(),
        speaker: speaker.into(),
        line: line.into(),
        seconds,
        ..ShotIn::default()
    }
}

#[test]
fn the_script_of_the_sample_unit_is_read_whole() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/unit-31/script.docx");
    let bytes = std::fs::read(path)
        .expect("the sample script.docx is missing: put shared/samples beside the repository");
    let script = read_script(&bytes).unwrap();
    assert_eq!(script.title, "醉驾的代价");
    assert_eq!(script.header.topic, "二次酒驾");
    assert_eq!(script.header.legal_point, "危险驾驶罪");
    assert_eq!(script.header.law_cited, "《中华人民共和国刑法》第一百三十三条之一");
    let seconds: Vec<Option<u32>> = script.shots.iter().map(|shot| shot.seconds).collect();
    assert_eq!(seconds, [8, 9, 8, 12, 5].map(Some));
    assert_eq!(script.shots[3].caption, "刑法第133条之一");
    assert_eq!(script.shots[1].caption, "");
    assert_eq!(script.shots[0].size, "近景");
    assert!(script.doubts.is_empty(), "{:?}", script.doubts);
}

#[test]
fn other_headings_scenes_merged_cells_and_a_table_in_two_parts() {
    let first = table(&[
        "<7《演示的代价》拍摄脚本",
        "镜 头|景别|画面内容|解说词/同期声|字幕|时长（秒）|机位",
        "<7第一场 夜 小区",
        "1|v全景|v停车场|王某某：走吧。|走|8|",
        "1A|^|^|李某：你喝了酒！||0:09|推",
        "v2|近景|检察官|很多人问我||5|",
        "^|近景|检察官|算不算酒驾？||4|",
        "合计|||||26|",
    ]);
    let second = table(&["3|特写|检测仪|旁白：超标了。||约三秒|", "3||||||"]);
    let script = read_script(&docx(&(first + &paragraph("") + &second))).unwrap();
    assert_eq!(script.title, "演示的代价");
    let [one, one_a, two, three, repeated] = &script.shots[..] else { panic!("{:#?}", script.shots) };
    assert_eq!((one.speaker.as_str(), one.line.as_str(), one.seconds), ("王某某", "走吧。", Some(8)));
    assert_eq!((one.setting.as_str(), one.caption.as_str()), ("第一场 夜 小区", "走"));
    assert_eq!((one_a.size.as_str(), one_a.picture.as_str()), ("全景", "停车场"));
    assert_eq!((one_a.note.as_str(), one_a.seconds), ("机位：推", Some(9)));
    assert_eq!((two.line.as_str(), two.seconds), ("很多人问我\n算不算酒驾？", Some(9)));
    assert_eq!((three.speaker.as_str(), three.seconds), ("旁白", None));
    assert_eq!(repeated.code, "3");
    let doubts: Vec<_> = script.doubts.iter().map(|doubt| (doubt.row, doubt.reason)).collect();
    assert_eq!(doubts, [(1, ScriptDoubtReason::SecondsNotRead), (2, ScriptDoubtReason::RepeatedCode)]);
}

#[test]
fn facts_in_a_table_above_and_deleted_text() {
    let facts = table(&["标题|演示短片|时长|60秒", "普法点|不得酒后驾车|法律依据|道路交通安全法"]);
    let shots = table(&["画面|台词", "街道|检察官：您好&amp;再见"]);
    let deleted = "<w:p><w:del><w:r><w:t>旧标题</w:t></w:r></w:del><w:r><w:t>开场</w:t></w:r></w:p>";
    let script = read_script(&docx(&(facts + deleted + &shots))).unwrap();
    assert_eq!(script.title, "演示短片");
    assert_eq!(script.header.legal_point, "不得酒后驾车");
    assert_eq!(script.header.law_cited, "道路交通安全法");
    assert_eq!(script.shots, [shot("1", "街道", "检察官", "您好&再见", None)]);
}

#[test]
fn plain_lines_in_a_document_and_in_text() {
    let lines = [
        "《隔夜酒也是酒》脚本",
        "普法点：危险驾驶。法律依据：刑法第一百三十三条之一",
        "第一场：停车场",
        "【常某某走向汽车】",
        "常某某（打哈欠）：睡了一觉，没事。",
        "旁白：真的没事吗？",
        "字幕：隔夜酒",
        "镜头3：检察官面对镜头",
        "检察官：隔夜酒也是酒。",
    ];
    let by_paragraphs: String = lines.iter().map(|line| paragraph(line)).collect();
    for script in [read_script(&docx(&by_paragraphs)).unwrap(), read_pasted(&lines.join("\r\n")).unwrap()] {
        assert_eq!(script.title, "隔夜酒也是酒");
        assert_eq!(script.header.law_cited, "刑法第一百三十三条之一");
        let said: Vec<(&str, &str)> =
            script.shots.iter().map(|shot| (shot.speaker.as_str(), shot.line.as_str())).collect();
        let expected = [
            ("常某某", "（打哈欠）睡了一觉，没事。"),
            ("旁白", "真的没事吗？"),
            ("检察官", "隔夜酒也是酒。"),
        ];
        assert_eq!(said, expected);
        assert_eq!(script.shots[0].picture, "常某某走向汽车");
        assert_eq!(script.shots[1].caption, "隔夜酒");
        assert_eq!(
            (script.shots[2].code.as_str(), script.shots[2].picture.as_str()),
            ("3", "检察官面对镜头")
        );
        assert_eq!(script.shots[0].setting, "停车场");
    }
}

#[test]
fn fountain() {
    let text = "Title: 《演示短片》\nAuthor: 甲某\n\n.夜 小区停车场\n\n常某某走向汽车。\n\n@常某某\n(打哈欠)\n睡了一觉，没事。\n\n/* 不用的一段 */\n\n@检察官\n隔夜酒也是酒。[[查一下]]\n";
    let script = read_script(text.as_bytes()).unwrap();
    assert_eq!(script.title, "演示短片");
    assert_eq!(script.shots.len(), 2);
    let first = &script.shots[0];
    assert_eq!((first.setting.as_str(), first.picture.as_str()), ("夜 小区停车场", "常某某走向汽车。"));
    assert_eq!((first.speaker.as_str(), first.line.as_str()), ("常某某", "睡了一觉，没事。"));
    assert_eq!(first.note, "打哈欠");
    assert_eq!(script.shots[1].line, "隔夜酒也是酒。");
}

#[test]
fn pasted_tables_of_tabs_and_of_html() {
    let tabs = "镜号\t画面\t台词\t时长\n1\t街道\t\"检察官：您好。\n请坐。\"\t8秒\n2\t\t旁白：完\t3\n";
    let html = "<html><style>td{}</style><table><tr><th>镜号<th>画面<th>台词<th>时长</tr>\
        <tr><td>1<td>街道<td><p>检察官：您好。</p><p>请坐。</p><td>8秒</tr>\
        <tr><td>2<td><td>旁白：完<td>3</td></tr></table>";
    for text in [tabs, html] {
        let script = read_pasted(text).unwrap();
        let expected =
            [shot("1", "街道", "检察官", "您好。\n请坐。", Some(8)), shot("2", "", "旁白", "完", Some(3))];
        assert_eq!(script.shots, expected);
    }
}

#[test]
fn spans_of_pasted_html_are_not_spoken_twice() {
    let html = "<table><tr><td>镜号<td>画面<td>台词</tr><tr><td>1<td rowspan=2>街道<td rowspan=2>您好</tr><tr><td>2</tr></table>";
    let script = read_pasted(html).unwrap();
    assert_eq!(script.shots[1], shot("2", "街道", "", "", None));
}

#[test]
fn what_is_no_script_is_refused() {
    let nested = "<w:p>".repeat(200_000);
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("an empty document", docx(""), "empty"),
        ("unclosed tags without end", docx(&nested), "damaged"),
        ("a PDF", b"%PDF-1.4".to_vec(), "not_this_kind"),
        (
            "a package of something else",
            {
                let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
                writer.start_file("a.txt", SimpleFileOptions::default()).unwrap();
                writer.finish().unwrap().into_inner()
            },
            "not_this_kind",
        ),
        ("a novel of 3 million characters", "字".repeat(3_000_000).into_bytes(), "too_large"),
    ];
    for (what, bytes, code) in cases {
        assert_eq!(read_script(&bytes).expect_err(what).code(), code, "{what}");
    }
}
