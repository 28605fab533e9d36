//! Printed documents: what is written is there again when read.

#![allow(clippy::unwrap_used)] // helpers of tests

use pufa_files::document::{
    Block, Document, ScriptSheet, SignOffSheet, Table, script_document, sign_off_document, to_docx, to_pdf,
};
use pufa_files::script_in::{HeaderIn, ShotIn, read_script};

fn script() -> ScriptSheet {
    let shot = |code: &str, line: &str, seconds| ShotIn {
        code: code.into(),
        size: "近景".into(),
        setting: "办公室".into(),
        picture: "检察官面对镜头\n桌上有<酒杯> & 钥匙".into(),
        speaker: "检察官".into(),
        line: line.into(),
        caption: "隔夜酒也是酒".into(),
        seconds,
        note: String::new(),
    };
    ScriptSheet {
        title: "演示的代价".into(),
        facts: vec![("栏目".into(), "演示栏目 第 1 期".into())],
        header: HeaderIn {
            legal_point: "危险驾驶".into(),
            law_cited: "刑法第一百三十三条之一".into(),
            ..HeaderIn::default()
        },
        shots: vec![
            shot("1", "很多人问我，喝了酒睡一觉再开车，算不算酒驾？", Some(8)),
            shot("1A", "不要心存侥幸。\u{7}", None),
        ],
        seconds_total: Some(8),
        seconds_target: Some(60),
        footer: "演示院".into(),
    }
}

#[test]
fn a_printed_script_reads_back_as_the_same_shots() {
    let sheet = script();
    let read = read_script(&to_docx(&script_document(&sheet)).unwrap()).unwrap();
    let mut shots = sheet.shots.clone();
    shots[1].line = "不要心存侥幸。".into(); // the control character is gone
    assert_eq!(read.shots, shots);
    assert_eq!(read.title, sheet.title);
    assert_eq!(read.header, sheet.header);
    assert!(read.doubts.is_empty(), "{:?}", read.doubts);
}

#[test]
fn documents_become_pdf_with_a_subset_of_the_font() {
    let sheet = SignOffSheet {
        title: "演示的代价".into(),
        facts: vec![("承办部门".into(), "第一检察部".into())],
        votes: vec![["初审", "1", "演示甲", "同意", "2021-01-01 09:00", ""].map(String::from)],
        revisions: vec![["1", "演示乙", "2021-01-01", "演示乙、演示丙", &"0f".repeat(32)].map(String::from)],
        ..SignOffSheet::default()
    };
    let pdf = to_pdf(&sign_off_document(&sheet)).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 300_000, "{} bytes", pdf.len());
}

#[test]
fn long_tables_go_over_pages_and_end_somewhere() {
    let row = vec!["1".to_string(), "很长的一段台词，".repeat(40)];
    let table =
        Table {
            widths: vec![1.0, 4.0], header: vec!["镜号".into(), "台词".into()], rows: vec![row; 120]
        };
    let giant = Table { rows: vec![vec!["整页放不下的一格。".repeat(2_000)]], ..Table::default() };
    let narrow = Table {
        widths: vec![0.001, 1.0],
        header: vec!["镜号".into(); 40],
        rows: vec![vec!["宽".into(); 40]],
    };
    let blocks = vec![Block::Table(table), Block::Table(giant), Block::Table(narrow)];
    let pdf = to_pdf(&Document { title: "很长".repeat(60), blocks, ..Document::default() }).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let endless = vec![Block::Paragraph("行\n".repeat(200_000))];
    let refusal = to_pdf(&Document { blocks: endless, ..Document::default() }).unwrap_err();
    assert_eq!(refusal.code(), "too_many_pages");
}
