//! The two documents that the studio prints: a script with its shots, and the sign-off sheet 审签单 of an episode.
//! Knows their shape only; every text, name and time arrives as it is to be printed.

use super::{Block, Document, Table};
use crate::script_in::{HeaderIn, ShotIn};

/// A script to print. `seconds_total` and `seconds_target` stand below the table when known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScriptSheet {
    pub title: String,
    /// Column, episode number, revision, writers, hash: label and value, in this order.
    pub facts: Vec<(String, String)>,
    pub header: HeaderIn,
    pub shots: Vec<ShotIn>,
    pub seconds_total: Option<u32>,
    pub seconds_target: Option<u32>,
    pub footer: String,
}

/// The columns of a printed script: heading, share of the width, value.
type ScriptColumn = (&'static str, f32, fn(&ShotIn) -> String);

const COLUMNS: [ScriptColumn; 9] = [
    ("镜号", 5.0, |shot| shot.code.clone()),
    ("景别", 6.0, |shot| shot.size.clone()),
    ("场景", 9.0, |shot| shot.setting.clone()),
    ("画面", 22.0, |shot| shot.picture.clone()),
    ("人物", 8.0, |shot| shot.speaker.clone()),
    ("台词/旁白", 28.0, |shot| shot.line.clone()),
    ("字幕", 13.0, |shot| shot.caption.clone()),
    ("时长", 5.0, |shot| shot.seconds.map(|seconds| seconds.to_string()).unwrap_or_default()),
    ("备注", 9.0, |shot| shot.note.clone()),
];

/// A script as a document; reading it back gives the same shots.
pub fn script_document(script: &ScriptSheet) -> Document {
    let header = &script.header;
    let labelled = [
        ("选题", &header.topic),
        ("生活场景", &header.hook),
        ("普法点", &header.legal_point),
        ("法律依据", &header.law_cited),
        ("启示", &header.takeaway),
    ];
    let labelled = labelled.into_iter().filter(|(_, text)| !text.is_empty());
    let facts: Vec<(String, String)> = labelled
        .map(|(label, text)| (label.to_string(), text.clone()))
        .chain(script.facts.iter().cloned())
        .collect();
    let mut blocks = Vec::new();
    if !facts.is_empty() {
        blocks.push(Block::KeyValues(facts));
    }
    blocks.push(Block::Table(Table {
        widths: COLUMNS.iter().map(|(_, share, _)| *share).collect(),
        header: COLUMNS.iter().map(|(heading, _, _)| (*heading).to_string()).collect(),
        rows: script
            .shots
            .iter()
            .map(|shot| COLUMNS.iter().map(|(_, _, value)| value(shot)).collect())
            .collect(),
    }));
    let mut sum = format!("共 {} 镜", script.shots.len());
    if let Some(total) = script.seconds_total {
        sum.push_str(&format!("，预计 {total} 秒"));
    }
    if let Some(target) = script.seconds_target {
        sum.push_str(&format!("，目标 {target} 秒"));
    }
    blocks.push(Block::Paragraph(sum));
    Document {
        title: format!("《{}》分镜脚本", script.title),
        blocks,
        footer: script.footer.clone(),
        landscape: true,
    }
}

/// The sign-off sheet of an episode's review. Every row is text ready to print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignOffSheet {
    pub title: String,
    /// 栏目, 期号, 承办部门, 审核流程, ..
    pub facts: Vec<(String, String)>,
    /// 稿次, 提交人, 提交时间, 撰稿人, 内容校验值
    pub revisions: Vec<[String; 5]>,
    /// 环节, 稿次, 审核人, 意见, 时间, 说明 (an override and a deputy say so here)
    pub votes: Vec<[String; 6]>,
    /// 稿次, 镜号, 提出人, 时间, 批注, 答复
    pub comments: Vec<[String; 6]>,
    /// 环节, 结果
    pub results: Vec<[String; 2]>,
    pub footer: String,
}

/// The sheet as a document, with room for signatures by hand at the end.
pub fn sign_off_document(sheet: &SignOffSheet) -> Document {
    let mut blocks = Vec::new();
    if !sheet.facts.is_empty() {
        blocks.push(Block::KeyValues(sheet.facts.clone()));
    }
    let mut section = |heading: &str, header: &[&str], widths: &[f32], rows: Vec<Vec<String>>| {
        blocks.push(Block::Heading(2, heading.to_string()));
        if rows.is_empty() {
            blocks.push(Block::Paragraph("无".to_string()));
        } else {
            let header = header.iter().map(ToString::to_string).collect();
            blocks.push(Block::Table(Table { widths: widths.to_vec(), header, rows }));
        }
    };
    let results = sheet.results.iter().map(|row| row.to_vec()).collect();
    section("一、审核结果", &["环节", "结果"], &[3.0, 7.0], results);
    let votes = sheet.votes.iter().map(|row| row.to_vec()).collect();
    let widths = [14.0, 8.0, 12.0, 26.0, 18.0, 22.0];
    section("二、审核意见", &["环节", "稿次", "审核人", "意见", "时间", "说明"], &widths, votes);
    let revisions = sheet.revisions.iter().map(|row| row.to_vec()).collect();
    let widths = [8.0, 12.0, 18.0, 22.0, 40.0];
    section("三、送审稿", &["稿次", "提交人", "提交时间", "撰稿人", "内容校验值"], &widths, revisions);
    let comments = sheet.comments.iter().map(|row| row.to_vec()).collect();
    let widths = [8.0, 8.0, 12.0, 18.0, 30.0, 24.0];
    section("四、批注与答复", &["稿次", "镜号", "提出人", "时间", "批注", "答复"], &widths, comments);
    blocks.push(Block::Paragraph(
        "签发人（签名）：＿＿＿＿＿＿＿＿　　　　日期：＿＿＿＿年＿＿月＿＿日".to_string(),
    ));
    Document {
        title: format!("《{}》审签单", sheet.title),
        blocks,
        footer: sheet.footer.clone(),
        landscape: false,
    }
}
