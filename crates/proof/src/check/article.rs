//! Does the article exist in the version in force on the day, and its paragraph and item?
//! Refuses to judge paragraphs of a version whose shape is not known.

use super::{Basis, as_of};
use crate::cite::Citation;
use crate::finding::{Draft, Severity};
use crate::law::{ArticleNo, Law, TextOn, normalised};
use crate::library::LawText;
use crate::text::Day;
use crate::text::numeral::chinese;

const SOURCE: &str = "assets/law/article_structure.csv, law_versions.csv";

pub(super) fn findings(basis: Basis<'_>, citation: &Citation, out: &mut Vec<Draft>) {
    let Some(law) = citation.law.and_then(|id| basis.table.law(id)) else {
        return;
    };
    let place = citation.place;
    if let Some(end) = place.article_end
        && end <= place.article
    {
        let message = format!("范围“第{}条至第{}条”前后颠倒。", chinese(place.article), chinese(end));
        let draft = Draft::new("article.range", Severity::Error, citation.span.clone(), message)
            .with("law", &law.title)
            .with("article", place.no().arabic())
            .with("end", end);
        out.push(draft.source(SOURCE));
        return;
    }
    if let Some(text) = basis.library.on(&law.title, basis.on) {
        let missing = ends(citation).find(|no| text.article(*no).is_none());
        match missing {
            Some(no) => out.push(missing_article(
                basis,
                law,
                citation,
                no,
                text.articles.last().map(|a| a.no.article),
            )),
            None => {
                if let Some(article) = text.article(place.no()) {
                    if normalised(&article.text()).chars().count() <= DELETED {
                        out.push(deleted(basis, law, citation));
                        return;
                    }
                    let items = |n: usize| article.paragraphs.get(n).map_or(0, |p| p.items.len() as u32);
                    let shape = Shape { paragraphs: article.paragraphs.len() as u32, items: &items };
                    parts(basis, law, citation, &shape, out);
                }
            }
        }
        return;
    }
    by_facts(basis, law, citation, out);
}

/// A norm that the unit's library holds and the tables do not: only whether the article is there can be said.
pub(super) fn in_library_alone(
    basis: Basis<'_>,
    title: &str,
    held: &LawText,
    citation: &Citation,
    out: &mut Vec<Draft>,
) {
    if let Some(no) = ends(citation).find(|no| held.article(*no).is_none()) {
        let message = format!("本单位法规库中的《{title}》没有{no}，请人工核对。");
        let draft = Draft::new("article.unheld", Severity::Error, citation.span.clone(), message);
        out.push(draft.with("law", title).with("on", basis.on).with("article", no.arabic()));
    }
}

/// Characters of an article of which nothing but its number is left: 删去.
const DELETED: usize = 2;

fn deleted(basis: Basis<'_>, law: &Law, citation: &Citation) -> Draft {
    let no = citation.place.no();
    let message = format!("《{}》{no}已删去，仅保留序号。{}。", law.title, as_of(law.as_of));
    about(basis, law, citation, "article.deleted", message)
}

/// The numbers that must exist: the article, and the last of a range.
fn ends(citation: &Citation) -> impl Iterator<Item = ArticleNo> {
    let place = citation.place;
    let last = place.article_end.map(|article| ArticleNo { article, sub: 0 });
    let last_sub = place.sub_end.map(|sub| ArticleNo { article: place.article, sub });
    [Some(place.no()), last, last_sub].into_iter().flatten()
}

/// How many paragraphs an article has, and how many items each, counted from 0.
struct Shape<'a> {
    paragraphs: u32,
    items: &'a dyn Fn(usize) -> u32,
}

impl Shape<'_> {
    /// Items of a paragraph counted from 1; of the one with the most, when none is named.
    fn items_of(&self, paragraph: Option<u32>) -> u32 {
        match paragraph {
            Some(p) => (self.items)((p as usize).wrapping_sub(1)),
            None => (0..self.paragraphs as usize).map(self.items).max().unwrap_or(0),
        }
    }
}

fn by_facts(basis: Basis<'_>, law: &Law, citation: &Citation, out: &mut Vec<Draft>) {
    let version = match law.on(basis.on) {
        TextOn::InForce(version) => Some(version),
        // Before its day the coming text is judged by its own shape.
        TextOn::NotYet(_) => law.versions.first(),
        TextOn::Unknown | TextOn::Repealed(_) => None,
    };
    let structured = version.is_some_and(|v| v.structured) && !law.articles.is_empty();
    let last = match version {
        Some(version) => version.last_article,
        // Only one text ever: its last article counts on any day.
        None => law.last_article().filter(|_| !law.amended),
    };
    let first = if structured { law.article(citation.place.no()) } else { None };
    for no in ends(citation) {
        let beyond = last.is_some_and(|last| no.article > last);
        let found = if no == citation.place.no() { first } else { law.article(no) };
        let absent = structured && found.is_none();
        if beyond || absent {
            out.push(missing_article(basis, law, citation, no, last));
            return;
        }
    }
    if structured && let Some(article) = first {
        if article.chars as usize <= DELETED {
            out.push(deleted(basis, law, citation));
            return;
        }
        let items = |n: usize| article.items.get(n).copied().unwrap_or(0).into();
        parts(basis, law, citation, &Shape { paragraphs: article.paragraphs(), items: &items }, out);
    }
}

fn about(basis: Basis<'_>, law: &Law, citation: &Citation, rule: &'static str, message: String) -> Draft {
    Draft::new(rule, Severity::Error, citation.span.clone(), message)
        .with("law", &law.title)
        .with("article", citation.place.no().arabic())
        .with("on", basis.on)
        .with("as_of", law.as_of)
        .source(SOURCE)
}

fn missing_article(
    basis: Basis<'_>,
    law: &Law,
    citation: &Citation,
    no: ArticleNo,
    last: Option<u32>,
) -> Draft {
    let effective = match law.on(basis.on) {
        TextOn::InForce(version) => Some(version.effective),
        _ => None,
    };
    let version = effective.map_or_else(String::new, |day| format!("（{}起施行的文本）", day.chinese()));
    let counted = match last {
        Some(last) if no.article > last => format!("止于第{}条", chinese(last)),
        _ => "没有这一条".to_owned(),
    };
    let other = elsewhere(law, no, effective);
    let hint = other.map_or_else(String::new, |day| {
        format!("；{}起施行的文本有此序号，请按拟发布日的文本重新对条", day.chinese())
    });
    let message = format!("《{}》{version}{counted}，查不到{no}{hint}。{}。", law.title, as_of(law.as_of));
    about(basis, law, citation, "article.missing", message)
        .with("article", no.arabic())
        .with_some("last", last)
        .with_some("effective", effective)
        .with_some("elsewhere", other)
}

/// The number exists in another version: the text was renumbered.
fn elsewhere(law: &Law, no: ArticleNo, now: Option<Day>) -> Option<Day> {
    let holds = |last: Option<u32>| no.sub == 0 && last.is_some_and(|last| no.article <= last);
    let other = law.versions.iter().rev().find(|v| Some(v.effective) != now && holds(v.last_article));
    other.map(|version| version.effective)
}

fn parts(basis: Basis<'_>, law: &Law, citation: &Citation, shape: &Shape<'_>, out: &mut Vec<Draft>) {
    let place = citation.place;
    if place.article_end.is_some() || place.sub_end.is_some() {
        return;
    }
    let paragraphs = shape.paragraphs;
    let last = place.paragraph_end.or(place.paragraph);
    if let Some(wanted) = last.filter(|p| *p > paragraphs) {
        let message = format!(
            "《{}》{}只有{}款，没有第{}款。{}。",
            law.title,
            place.no(),
            chinese(paragraphs.max(1)),
            chinese(wanted),
            as_of(law.as_of)
        );
        out.push(
            about(basis, law, citation, "paragraph.missing", message)
                .with("paragraph", wanted)
                .with("paragraphs", paragraphs),
        );
        return;
    }
    let Some(wanted) = place.item_end.or(place.item) else {
        return;
    };
    let items = shape.items_of(place.paragraph);
    if wanted > items {
        let of = place.paragraph.map_or(String::new(), |p| format!("第{}款", chinese(p)));
        let counted =
            if items == 0 { "没有分项".to_owned() } else { format!("只有{}项", chinese(items)) };
        let message = format!(
            "《{}》{}{of}{counted}，没有第{}项。{}。",
            law.title,
            place.no(),
            chinese(wanted),
            as_of(law.as_of)
        );
        out.push(
            about(basis, law, citation, "item.missing", message)
                .with_some("paragraph", place.paragraph)
                .with("item", wanted)
                .with("items", items),
        );
    }
}
