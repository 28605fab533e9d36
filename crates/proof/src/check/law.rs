//! Is the law known, and in force on the day?
//! Refuses to say that a law does not exist: what the tables lack is "not listed" as of their day.

use super::{Basis, as_of};
use crate::cite::{Citation, Via};
use crate::finding::{Draft, Severity};
use crate::law::{Law, LawKind, Repeal, TextOn};
use std::ops::Range;

const SOURCE: &str = "assets/law/laws_facts.csv";

/// Adds what is wrong with the law; false when its articles need not be looked at.
pub(super) fn findings(
    basis: Basis<'_>,
    text: &str,
    citation: &Citation,
    first: bool,
    out: &mut Vec<Draft>,
) -> bool {
    let surface = text.get(citation.surface.clone()).unwrap_or("").trim();
    let range = name_range(text, citation);
    let Some(law) = citation.law.and_then(|id| basis.table.law(id)) else {
        // What the unit holds itself is known, if not to the tables.
        let held = basis.library.on(surface, basis.on).filter(|_| citation.via == Via::Unlisted);
        match held {
            Some(held) => super::article::in_library_alone(basis, surface, held, citation, out),
            None if first => out.push(unknown(basis, citation, surface, range)),
            None => {}
        }
        return held.is_some();
    };
    if first && citation.via == Via::Name {
        out.extend(alias(law, surface, &range));
    }
    match law.on(basis.on) {
        TextOn::Repealed(repeal) => {
            if first {
                out.push(repealed(basis, law, repeal, text, range));
            }
            false
        }
        TextOn::NotYet(from) => {
            if first {
                out.push(not_yet(basis, law, from, range));
            }
            from.is_some()
        }
        TextOn::Unknown => {
            if first && law.repeal.is_none() {
                out.push(text_unknown(basis, law, range));
            }
            true
        }
        TextOn::InForce(version) => {
            if first {
                changes_later(basis, law, &range, out);
                edition(basis, citation, law, version.adopted.map(|d| d.year()), &range, out);
            }
            true
        }
    }
}

fn text_unknown(basis: Basis<'_>, law: &Law, range: Range<usize>) -> Draft {
    let message = format!(
        "《{}》在{}的文本不在数据中，条文请人工核对。{}。",
        law.title,
        basis.on.chinese(),
        as_of(law.as_of)
    );
    about("law.text_unknown", Severity::Info, range, message, basis, law)
}

fn about(
    rule: &'static str,
    severity: Severity,
    range: Range<usize>,
    message: String,
    basis: Basis<'_>,
    law: &Law,
) -> Draft {
    Draft::new(rule, severity, range, message)
        .with("law", &law.title)
        .with("on", basis.on)
        .with("as_of", law.as_of)
        .source(format!("{SOURCE}: {}", law.source))
}

/// The name with its brackets: what a fix replaces.
fn name_range(text: &str, citation: &Citation) -> Range<usize> {
    let Range { start, end } = citation.surface.clone();
    let open = text[..start].chars().next_back().filter(|c| matches!(c, '《' | '〈'));
    let close = text[end..].chars().next().filter(|c| matches!(c, '》' | '〉'));
    match (open, close) {
        (Some(open), Some(close)) => start - open.len_utf8()..end + close.len_utf8(),
        _ => start..end,
    }
}

fn unknown(basis: Basis<'_>, citation: &Citation, surface: &str, range: Range<usize>) -> Draft {
    let titles: Vec<&str> = citation
        .candidates
        .iter()
        .filter_map(|id| basis.table.law(*id))
        .map(|law| law.title.as_str())
        .collect();
    if let [only] = titles[..] {
        let message = format!("“{surface}”不是通行的简称，是否指《{only}》？请写明全称。");
        return Draft::new("law.ambiguous", Severity::Warning, range, message)
            .with("name", surface)
            .with("candidates", only)
            .fix(format!("《{only}》"))
            .source("assets/law/aliases_ambiguous.json");
    }
    if !titles.is_empty() {
        let listed = titles.iter().map(|t| format!("《{t}》")).collect::<Vec<_>>().join("、");
        let message = format!("“{surface}”可能指{listed}，请写明全称。");
        return Draft::new("law.ambiguous", Severity::Warning, range, message)
            .with("name", surface)
            .with("candidates", titles.join(" / "))
            .source("assets/law/aliases_ambiguous.json");
    }
    if crate::law::names::key(surface).starts_with("刑法修正案") {
        let message = format!("“{surface}”的内容已并入《中华人民共和国刑法》，引用宜写刑法的条文。");
        return Draft::new("law.amendment", Severity::Info, range, message)
            .with("name", surface)
            .source(SOURCE);
    }
    let (laws, others) = basis.table.as_of();
    let message = format!(
        "“{surface}”未收录（法律{}，司法解释和行政法规{}，不含地方性法规和规章），请人工核对名称和效力。",
        as_of(laws),
        as_of(others)
    );
    Draft::new("law.unlisted", Severity::Warning, range, message)
        .with("name", surface)
        .with("as_of", laws)
        .with("others_as_of", others)
        .source(SOURCE)
}

/// 刑诉法 is understood; a citation is written with the title.
fn alias(law: &Law, surface: &str, range: &Range<usize>) -> Option<Draft> {
    if surface == law.title || surface == law.short {
        return None;
    }
    let written = crate::law::names::key(surface);
    let bare = written.split('（').next().unwrap_or("");
    let titled = [&law.title, &law.short].iter().any(|t| {
        let title = crate::law::names::key(t);
        title == written || title.split('（').next() == Some(bare)
    });
    let known = titled || surface.starts_with("我国") || law.kind == LawKind::Interpretation;
    (!known).then(|| {
        Draft::new(
            "law.alias",
            Severity::Info,
            range.clone(),
            format!("“{surface}”是俗称，引用宜写《{}》。", law.title),
        )
        .with("name", surface)
        .with("law", &law.title)
        .fix(format!("《{}》", law.title))
        .source("法释〔2009〕14号第一条（裁判文书须写全称；脚本从宽，仅提示）")
    })
}

/// 原《合同法》, 已废止的《婚姻法》: the text itself says that it is history.
fn told_as_history(text: &str, at: usize) -> bool {
    let from = crate::text::floor_border(text, at.saturating_sub(24));
    let before = &text[from..at];
    before.ends_with('原')
        || before.ends_with('旧')
        || ["废止的", "失效的", "当时的", "时的"].iter().any(|w| before.ends_with(w))
}

/// ，由《民法典》取代; a remark in brackets as it is; nothing where the table has nothing.
fn replaced_by(repeal: &Repeal) -> String {
    match repeal.by.as_str() {
        "" => String::new(),
        by if by.starts_with(['(', '（']) => by.replace('(', "（").replace(')', "）"),
        by => format!("，由《{by}》取代"),
    }
}

fn repealed(basis: Basis<'_>, law: &Law, repeal: &Repeal, text: &str, range: Range<usize>) -> Draft {
    let by = replaced_by(repeal);
    let when = match repeal.on {
        Some(on) => format!("自{}起废止", on.chinese()),
        None => "已被废止或者替代，日期不在数据中".to_owned(),
    };
    let history = told_as_history(text, range.start);
    let severity = match (history, repeal.on) {
        (true, _) => Severity::Info,
        (false, None) => Severity::Warning,
        (false, Some(_)) => Severity::Error,
    };
    let message = format!(
        "《{}》{when}{by}，拟发布日{}已不再有效。{}。",
        law.title,
        basis.on.chinese(),
        as_of(law.as_of)
    );
    // No fix: the new law numbers its articles anew, and a replaced name alone would mislead.
    about("law.repealed", severity, range, message, basis, law)
        .with_some("repealed_on", repeal.on)
        .with("by", &repeal.by)
}

fn not_yet(basis: Basis<'_>, law: &Law, from: Option<crate::text::Day>, range: Range<usize>) -> Draft {
    let when = from.map_or_else(String::new, |d| format!("，自{}起施行", d.chinese()));
    let message =
        format!("拟发布日{}《{}》尚未施行{when}。{}。", basis.on.chinese(), law.title, as_of(law.as_of));
    about("law.not_yet", Severity::Error, range, message, basis, law).with_some("from", from)
}

fn changes_later(basis: Basis<'_>, law: &Law, range: &Range<usize>, out: &mut Vec<Draft>) {
    if let Some(repeal) = &law.repeal
        && let Some(end) = repeal.on
    {
        let by = replaced_by(repeal);
        let message = format!(
            "《{}》将自{}起废止{by}，届时本稿需要修改。{}。",
            law.title,
            end.chinese(),
            as_of(law.as_of)
        );
        out.push(
            about("law.ends_later", Severity::Info, range.clone(), message, basis, law)
                .with("repealed_on", end)
                .with("by", &repeal.by),
        );
    }
    let Some(next) = law.next_after(basis.on) else {
        return;
    };
    let message = format!(
        "《{}》的新文本自{}起施行，条文内容和序号可能变化；拟发布日仍适用现行文本。{}。",
        law.title,
        next.effective.chinese(),
        as_of(law.as_of)
    );
    out.push(
        about("law.changes_later", Severity::Info, range.clone(), message, basis, law)
            .with("from", next.effective),
    );
}

/// 公务员法（2005） on a day when the text of 2018 is in force.
fn edition(
    basis: Basis<'_>,
    citation: &Citation,
    law: &Law,
    adopted: Option<u32>,
    range: &Range<usize>,
    out: &mut Vec<Draft>,
) {
    let (Some(named), Some(adopted)) = (citation.edition, adopted) else {
        return;
    };
    let effective = match law.on(basis.on) {
        TextOn::InForce(version) => version.effective.year(),
        _ => adopted,
    };
    if u32::from(named) == adopted || u32::from(named) == effective {
        return;
    }
    let message = format!(
        "写的是《{}》{named}年文本，拟发布日有效的是{adopted}年通过的文本，条文可能不同。{}。",
        law.title,
        as_of(law.as_of)
    );
    out.push(
        about("law.edition", Severity::Warning, range.clone(), message, basis, law)
            .with("edition", named)
            .with("adopted", adopted),
    );
}
