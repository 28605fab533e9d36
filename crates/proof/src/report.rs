//! What the checker answers: one report a text for the editor, one object a line for the command line.
//! Refuses to decide what is shown.

use crate::check::{Basis, Verdict, as_of, judge};
use crate::checker::Settings;
use crate::cite::{self, Via};
use crate::finding::{Draft, Finding, Severity, Silence};
use crate::law::{LawId, LawTable};
use crate::library::{Form, Library, standard_form};
use crate::privacy::{self, Kind};
use crate::text::{Cover, Day, Ruler, Span, marks, searches};
use crate::wording::{self, Wording};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// A citation as the editor and the reviewer see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CitationView {
    /// Full title; the name as written when the law is not known.
    pub law: Cow<'static, str>,
    /// True when the law is in the tables.
    pub known: bool,
    /// The name as written.
    pub surface_law: String,
    /// How it was named.
    pub via: Via,
    /// Titles an ambiguous name may mean.
    pub candidates: Vec<String>,
    /// Article, paragraph, item.
    pub place: cite::Place,
    /// Where.
    pub span: Span,
    /// 《中华人民共和国刑法》第二百六十四条.
    pub standard: String,
    /// The article's text on the planned day, if the library has it.
    pub text: Option<String>,
    /// First day in force of that text.
    pub text_effective: Option<Day>,
    /// The words in quotation marks after it and how they compare.
    pub quote: Option<QuoteView>,
}

/// A quote and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct QuoteView {
    /// Where it stands.
    pub span: Span,
    /// How it compares.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// Personal data as the editor sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PersonalData {
    /// What.
    pub kind: Kind,
    /// Where.
    pub span: Span,
    /// What one key writes instead.
    pub masked: String,
    /// A minor's: nobody may release it.
    pub hard_stop: bool,
}

/// All that is to say about one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct TextReport {
    /// Citations in order.
    pub citations: Vec<CitationView>,
    /// Personal data in order.
    pub privacy: Vec<PersonalData>,
    /// Findings in order of their places; silenced ones carry the reason.
    pub findings: Vec<Finding>,
    /// Day of the facts on laws, and of those on interpretations and regulations.
    pub as_of: (Day, Day),
}

impl TextReport {
    /// True while an error stands that nobody silenced: the gate of a review stage stays shut.
    pub fn blocks(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error && f.silenced.is_none())
    }

    /// True while a minor can be identified: no override.
    pub fn hard_stop(&self) -> bool {
        self.findings.iter().any(|f| f.hard_stop)
    }
}

/// All that the report of a text rests on.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub table: &'static LawTable,
    pub library: &'a Library,
    pub wording: &'a Wording,
}

/// A report, and what it has to do with the texts around.
pub(crate) struct Checked {
    pub report: TextReport,
    /// The law named last, if any is named.
    pub last: Option<Option<LawId>>,
    /// Whether the law of the text before counted.
    pub leans: bool,
}

pub(crate) fn report(
    sources: Sources<'_>,
    settings: &Settings,
    text: &str,
    before: Option<LawId>,
) -> Checked {
    let named = settings.context_law.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let context = named.and_then(|name| cite::context_law(sources.table, name));
    let basis = Basis { table: sources.table, library: sources.library, on: settings.on };
    let marks = marks(text);
    let [words, endings] = privacy::lexicons();
    let lexicons = [sources.table.names().lexicon(), words, endings, sources.wording.lexicon()];
    let [names, words, endings, rules] = searches(text, lexicons);
    let scan = cite::scan_with(sources.table, text, (&marks, names), (context, before));
    let (last, leans) = (scan.last, scan.leans);
    let unmeant = scan.contextless.first().cloned().zip(named);
    let (judged, mut drafts) = judge(basis, text, &marks, scan);
    drafts.extend(unmeant.map(|(range, name)| context_unknown(basis, range, name)));
    let quoted = judged.iter().filter_map(|j| j.quote.as_ref()).map(|(range, _)| range.clone());
    let quoted = Cover::new(quoted.collect());
    let personal = privacy::find_with(text, (&marks, words, endings), &settings.case);
    drafts.extend(personal.iter().map(|found| privacy_draft(text, found)));
    let occasion = wording::Occasion { stage: settings.stage, on: settings.on };
    drafts.extend(wording::find(sources.wording, text, (&marks, rules), occasion, &quoted));
    drafts.sort_by_key(|d| (d.range.start, d.range.end));

    let ruler = Ruler::new(text);
    let citations = judged.into_iter().map(|j| view(basis, text, &ruler, j)).collect();
    let privacy = personal
        .into_iter()
        .map(|f| PersonalData {
            kind: f.kind,
            span: ruler.span(&f.range),
            masked: f.masked,
            hard_stop: f.hard_stop,
        })
        .collect();
    let findings = drafts
        .into_iter()
        .map(|draft| {
            let silenced = Silence::reason_for(&settings.silences, &draft, text);
            draft.finish(&ruler, silenced)
        })
        .collect();
    let report = TextReport { citations, privacy, findings, as_of: sources.table.as_of() };
    Checked { report, last, leans }
}

/// The law that 本法 is said to mean is not known: said where 本法 is cited by an article, once.
fn context_unknown(basis: Basis<'_>, range: Range<usize>, name: &str) -> Draft {
    let (laws, others) = basis.table.as_of();
    let message = format!(
        "脚本头写明这里指“{name}”，但“{name}”未收录（法律{}，司法解释和行政法规{}，不含地方性法规和规章），条文请人工核对。",
        as_of(laws),
        as_of(others)
    );
    Draft::new("law.context_unknown", Severity::Warning, range, message)
        .with("name", name)
        .with("as_of", laws)
        .with("others_as_of", others)
        .source("assets/law/laws_facts.csv")
}

fn view(basis: Basis<'_>, text: &str, ruler: &Ruler<'_>, judged: crate::check::Judged) -> CitationView {
    let citation = judged.citation;
    let law = match citation.law.and_then(|id| basis.table.law(id)) {
        Some(law) => Cow::Borrowed(law.title.as_str()),
        None => Cow::Owned(citation.title(basis.table, text).to_owned()),
    };
    let title = |id: &LawId| basis.table.law(*id).map(|l| l.title.clone());
    let held = basis.library.on(&law, basis.on);
    let article = held.and_then(|t| t.article(citation.place.no()));
    CitationView {
        known: citation.law.is_some(),
        surface_law: text.get(citation.surface.clone()).unwrap_or("").to_owned(),
        via: citation.via,
        candidates: citation.candidates.iter().filter_map(title).collect(),
        place: citation.place,
        span: ruler.span(&citation.span),
        standard: standard_form(&law, &citation.place, Form::Full),
        text: article.map(crate::library::ArticleText::text),
        text_effective: held.filter(|_| article.is_some()).and_then(|t| t.effective),
        quote: judged.quote.map(|(range, verdict)| QuoteView { span: ruler.span(&range), verdict }),
        law,
    }
}

fn privacy_draft(text: &str, found: &privacy::Found) -> Draft {
    let kind = found.kind;
    let rule = match found.hard_stop {
        true => Cow::Borrowed("privacy.minor"),
        false => Cow::Owned(format!("privacy.{}", code(kind))),
    };
    let (severity, message, source) = match kind {
        _ if found.hard_stop => (
            Severity::Error,
            format!("{}可识别案件中的未成年人，不得发布。", kind.chinese()),
            "未成年人保护法第一百零三条",
        ),
        Kind::Pseudonym => (
            Severity::Warning,
            "新闻报道和普法作品不宜使用化名，写“姓＋某”。".to_owned(),
            "新华社新闻报道中的禁用词（第一批）",
        ),
        Kind::IdCardInvalid => {
            (Severity::Warning, format!("{}，请核对或者隐去。", kind.chinese()), "法释〔2016〕19号第十条")
        }
        Kind::MinorAge => {
            (Severity::Warning, "未成年人的年龄宜模糊处理。".to_owned(), "未成年人保护法第一百零三条")
        }
        Kind::CaseNo | Kind::ProcDocNo => (
            Severity::Warning,
            format!("{}可据以查到当事人，宜隐去。", kind.chinese()),
            "人民检察院案件信息公开工作规定第四条",
        ),
        kind => (
            Severity::Error,
            format!("{}属于个人信息，应当隐去。", kind.chinese()),
            "法释〔2016〕19号第八条至第十条",
        ),
    };
    let mut draft = Draft::new(rule, severity, found.range.clone(), message)
        .with("kind", code(kind))
        .fix(found.masked.clone())
        .source(source);
    draft.hard_stop = found.hard_stop;
    if text.get(found.range.clone()).is_none() {
        draft.fix = None;
    }
    draft
}

/// The kind's name in rule codes: mobile, id_card.
fn code(kind: Kind) -> String {
    let name = serde_json::to_value(kind).ok();
    name.as_ref().and_then(|v| v.as_str()).unwrap_or("other").to_ascii_lowercase()
}

/// One line of `pufa check --jsonl`, offsets in Unicode characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineReport {
    /// Members of a list are citations of their own.
    pub citations: Vec<LineCitation>,
    /// Personal data.
    pub privacy: Vec<LinePrivacy>,
    /// Findings that nobody silenced.
    pub findings: Vec<LineFinding>,
}

/// A citation of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineCitation {
    /// Full title, or the name as written when the law is not known.
    pub law: Cow<'static, str>,
    /// The name as written.
    pub surface_law: String,
    /// 第 N 条.
    pub article: u32,
    /// 之 N.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<u32>,
    /// 第 N 款.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// 第 N 项.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// Last article of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article_end: Option<u32>,
    /// Last 之 N of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_end: Option<u32>,
    /// Last paragraph of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph_end: Option<u32>,
    /// Last item of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_end: Option<u32>,
    /// First character.
    pub start: usize,
    /// One after the last character.
    pub end: usize,
}

/// Personal data of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinePrivacy {
    /// What.
    pub kind: Kind,
    /// First character.
    pub start: usize,
    /// One after the last character.
    pub end: usize,
}

/// A finding of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineFinding {
    /// Code of the rule.
    pub rule: Cow<'static, str>,
    /// Weight.
    pub severity: Severity,
    /// First character.
    pub start: usize,
    /// One after the last character.
    pub end: usize,
    /// The sentence.
    pub message: String,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

impl From<&TextReport> for LineReport {
    fn from(report: &TextReport) -> LineReport {
        let citation = |c: &CitationView| LineCitation {
            law: c.law.clone(),
            surface_law: c.surface_law.clone(),
            article: c.place.article,
            sub: (c.place.sub > 0).then_some(c.place.sub),
            paragraph: c.place.paragraph,
            item: c.place.item,
            article_end: c.place.article_end,
            sub_end: c.place.sub_end,
            paragraph_end: c.place.paragraph_end,
            item_end: c.place.item_end,
            start: c.span.char[0],
            end: c.span.char[1],
        };
        let finding = |f: &Finding| LineFinding {
            rule: f.rule.clone(),
            severity: f.severity,
            start: f.span.char[0],
            end: f.span.char[1],
            message: f.message.clone(),
            fix: f.fix.clone(),
        };
        LineReport {
            citations: report.citations.iter().map(citation).collect(),
            privacy: report
                .privacy
                .iter()
                .map(|p| LinePrivacy { kind: p.kind, start: p.span.char[0], end: p.span.char[1] })
                .collect(),
            findings: report.findings.iter().filter(|f| f.silenced.is_none()).map(finding).collect(),
        }
    }
}
