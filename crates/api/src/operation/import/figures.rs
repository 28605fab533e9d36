//! The exports that platforms hand out, told apart by their headings, matched to works by title and day.
//! Knows the headings of each platform (facts/platforms.toml, [[export]]); what matches no work is told and left out.

use super::episodes::{figures_of, original};
use super::known::KnownUnit;
use super::{ImportOutcome, ImportRemark, ImportRow, Importing, Plan, doubt, key, no_header, remark, small};
use crate::error::StudioError;
use pufa_domain::metric::Figures;
use pufa_domain::{Day, EpisodeId};
use pufa_files::sheet::Sheet;
use pufa_files::table::{self, Heading, NoHeader, Row, Table};
use pufa_files::understand::{self, Reading};
use pufa_store::table::metric::Of;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum F {
    Title,
    Published,
    Views,
    Likes,
    Comments,
    Shares,
    Favourites,
    Link,
    /// A heading that only this platform's export has.
    Mark,
    Day,
    Followers,
}

/// One platform's export.
struct Shape {
    platform: &'static str,
    headings: &'static [Heading<F>],
    required: &'static [F],
}

macro_rules! headings {
    ($($field:ident: $($word:literal),+;)+) => {
        &[$(Heading { field: F::$field, words: &[$($word),+] }),+]
    };
}

const OF_WORKS: &[F] = &[F::Title, F::Published, F::Views];

/// More particular shapes come before those of which every word is also another's.
const SHAPES: &[Shape] = &[
    Shape {
        platform: "wechat_mp",
        headings: headings! { Day: "时间"; Followers: "累积关注人数", "累计关注人数"; Mark: "净增关注人数"; },
        required: &[F::Day, F::Followers],
    },
    Shape {
        platform: "wechat_mp",
        headings: headings! {
            Title: "内容标题"; Published: "发表时间"; Views: "总阅读次数"; Shares: "总分享次数"; Link: "内容url";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "wechat_channels",
        // 推荐 is the heart that the studio counts as likes; 喜欢 is the thumb, kept among the favourites.
        headings: headings! {
            Title: "视频描述"; Published: "发布时间"; Views: "播放量"; Likes: "推荐"; Favourites: "喜欢";
            Comments: "评论量"; Shares: "分享量"; Mark: "视频id";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "xiaohongshu",
        headings: headings! {
            Title: "笔记标题"; Published: "首次发布时间"; Views: "观看量"; Likes: "点赞"; Comments: "评论";
            Favourites: "收藏"; Shares: "分享";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "douyin",
        headings: headings! {
            Title: "作品名称"; Published: "发布时间"; Views: "播放量"; Likes: "点赞量"; Comments: "评论量";
            Shares: "分享量"; Favourites: "收藏量"; Mark: "主页访问量";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "bilibili",
        headings: headings! {
            Title: "视频标题"; Published: "发布时间"; Views: "播放量"; Likes: "点赞"; Comments: "评论";
            Shares: "分享"; Favourites: "收藏";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "kuaishou",
        headings: headings! {
            Title: "作品"; Published: "发布时间"; Views: "播放量"; Likes: "点赞量"; Comments: "评论量";
            Favourites: "收藏量"; Mark: "涨粉量";
        },
        required: OF_WORKS,
    },
    Shape {
        platform: "toutiao",
        headings: headings! {
            Title: "标题"; Published: "发布时间"; Views: "播放量", "阅读量"; Likes: "点赞量"; Comments: "评论量";
            Shares: "分享量"; Favourites: "收藏量"; Link: "链接"; Mark: "展现量";
        },
        required: &[F::Title, F::Published, F::Views, F::Mark],
    },
];

/// A title of the platform that goes on behind ours has to have at least so many letters in common.
const LEAST_COMMON: usize = 6;
/// On another platform a work may come out some days later.
const MOST_DAYS_APART: i64 = 31;

pub(super) fn plan(importing: &Importing<'_, '_>, sheets: &[Sheet]) -> Result<Plan, StudioError> {
    let mut refusal = NoHeader {
        missing: ["标题", "发布时间", "播放量"].map(String::from).to_vec(),
        nearest: Vec::new(),
    };
    for shape in SHAPES {
        match table::find(sheets, shape.headings, shape.required) {
            Ok(table) => return read(importing, shape, &table),
            Err(other) if refusal.nearest.len() < other.nearest.len() => refusal = other,
            Err(_) => {}
        }
    }
    Err(no_header(&refusal))
}

fn read(importing: &Importing<'_, '_>, shape: &Shape, table: &Table<F>) -> Result<Plan, StudioError> {
    let mut known = KnownUnit::read(importing)?;
    let mut plan = Plan { platform: Some(shape.platform.into()), ..Plan::default() };
    plan.note_table(table);
    // An export has many columns that the studio keeps no account of; naming them would help nobody.
    plan.unknown_headings.clear();
    for row in &table.rows {
        let mut remarks = Vec::new();
        let (what, outcome) = if table.has(F::Followers) {
            followers(importing, &mut known, &mut plan, shape, row, &mut remarks)
        } else {
            work(importing, &mut known, &mut plan, shape, table, row, &mut remarks)
        };
        plan.rows.push(ImportRow {
            sheet: row.sheet.clone(),
            row: small(row.number),
            what,
            outcome,
            remarks,
        });
    }
    Ok(plan)
}

/// A day of the account's own figures.
fn followers(
    importing: &Importing<'_, '_>,
    known: &mut KnownUnit,
    plan: &mut Plan,
    shape: &Shape,
    row: &Row<F>,
    remarks: &mut Vec<ImportRemark>,
) -> (String, ImportOutcome) {
    let day = match understand::moment(row.cell(F::Day)) {
        Reading::Value { value } => Day(value.date),
        Reading::Missing => return (String::new(), ImportOutcome::LeftOut),
        Reading::Doubtful { text, reason } => {
            remarks.push(doubt("published", reason, &text));
            return (text, ImportOutcome::Doubtful);
        }
    };
    let followers = match understand::count(row.cell(F::Followers), None) {
        Reading::Value { value } => value.value,
        Reading::Missing => {
            remarks.push(remark("figures", "missing", ""));
            return (day.to_string(), ImportOutcome::LeftOut);
        }
        Reading::Doubtful { text, reason } => {
            remarks.push(doubt("figures", reason, &text));
            return (day.to_string(), ImportOutcome::Doubtful);
        }
    };
    let figures = Figures { followers: Some(followers), ..Figures::default() };
    let channel = known.channel(importing, plan, shape.platform);
    let new = known.snapshot(importing, plan, Of::Channel(channel), day, figures, original(row));
    let outcome = if new { ImportOutcome::Made } else { ImportOutcome::Exists };
    (day.to_string(), outcome)
}

fn work(
    importing: &Importing<'_, '_>,
    known: &mut KnownUnit,
    plan: &mut Plan,
    shape: &Shape,
    table: &Table<F>,
    row: &Row<F>,
    remarks: &mut Vec<ImportRemark>,
) -> (String, ImportOutcome) {
    let told = row.cell(F::Title).shown();
    let what: String = told.lines().next().unwrap_or("").chars().take(200).collect();
    let moment = match understand::moment(row.cell(F::Published)) {
        Reading::Value { value } => value,
        Reading::Missing => {
            remarks.push(remark("published", "missing", ""));
            return (what, ImportOutcome::Doubtful);
        }
        Reading::Doubtful { text, reason } => {
            remarks.push(doubt("published", reason, &text));
            return (what, ImportOutcome::Doubtful);
        }
    };
    let episode = match find(known, &told, Day(moment.date), remarks) {
        Ok(found) => found,
        Err(outcome) => return (what, outcome),
    };
    let fields = [F::Views, F::Likes, F::Comments, F::Shares, F::Favourites];
    let figures = figures_of(|field| (row.cell(field), table.unit(row, field)), &fields, remarks);
    let Some(figures) = figures else {
        remarks.push(remark("figures", "missing", ""));
        return (what, ImportOutcome::LeftOut);
    };
    let channel = known.channel(importing, plan, shape.platform);
    let link =
        Some(row.cell(F::Link).shown()).filter(|l| l.starts_with("https://") && l.chars().count() <= 500);
    let at = known.instant(&moment);
    let title = known.episodes.iter().find(|e| e.id == episode).map(|e| e.title.clone()).unwrap_or_default();
    let (publication, new_place) = known.publication(importing, plan, (episode, channel), &title, at, link);
    if new_place {
        remarks.push(remark("platforms", "publication_made", shape.platform));
    }
    let day = importing.asked.taken_day.unwrap_or_else(|| importing.cx.today());
    let new = known.snapshot(importing, plan, Of::Publication(publication), day, figures, original(row));
    (what, if new { ImportOutcome::Made } else { ImportOutcome::Exists })
}

/// The work that an export's title names: the same title, or ours at the beginning of a longer text, nearest in days.
fn find(
    known: &KnownUnit,
    told: &str,
    day: Day,
    remarks: &mut Vec<ImportRemark>,
) -> Result<EpisodeId, ImportOutcome> {
    let first = key(told.lines().next().unwrap_or(""));
    let mut found = known.by_title.get(&first).cloned().unwrap_or_default();
    if found.is_empty() {
        found = longest_beginning(known, &first);
    }
    found.retain(|at| known.episodes[*at].published.is_some());
    if found.is_empty() {
        remarks.push(remark("title", "no_such_work", told));
        return Err(ImportOutcome::LeftOut);
    }
    let apart = |at: &usize| known.episodes[*at].published.map_or(i64::MAX, |p| p.days_until(day).abs());
    let nearest = found.iter().map(apart).min().unwrap_or(i64::MAX);
    let best: Vec<&usize> = found.iter().filter(|at| apart(at) == nearest).collect();
    match best.as_slice() {
        [one] if nearest <= MOST_DAYS_APART => {
            if nearest > 0 {
                remarks.push(remark("published", "some_days_apart", &day.to_string()));
            }
            Ok(known.episodes[**one].id)
        }
        [_] => {
            remarks.push(remark("published", "other_day", &day.to_string()));
            Err(ImportOutcome::Doubtful)
        }
        _ => {
            remarks.push(remark("title", "several_works", told));
            Err(ImportOutcome::Doubtful)
        }
    }
}

/// The works whose title is the longest beginning of `text`: looked up length by length.
fn longest_beginning(known: &KnownUnit, text: &str) -> Vec<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for end in ends.iter().rev().take_while(|end| **end > 0) {
        if text[..*end].chars().count() < LEAST_COMMON {
            break;
        }
        if let Some(found) = known.by_title.get(&text[..*end]) {
            return found.clone();
        }
    }
    Vec::new()
}
