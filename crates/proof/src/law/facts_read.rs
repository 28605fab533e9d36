//! Reconciles the fact tables into laws, versions, articles and names.
//! Where rows disagree: the dates of `laws_facts` win for the version it calls current; of other rows the earliest
//! effective day that is not before adoption; a version without one, or marked as incomplete, is left out.

use super::csv::Rows;
use super::draft::{Draft, LawDraft, blank};
use super::facts::{Facts, FactsError};
use super::names::key;
use super::structure::{Article, ArticleNo};
use super::table::{Law, LawId, LawKind, LawTable, Repeal};
use crate::text::Day;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// More laws than a table of national norms can hold; the id is 16 bits.
const MOST_LAWS: usize = 20_000;
/// More articles than all national laws have together, with room.
const MOST_ARTICLES: usize = 400_000;

pub(super) fn read(facts: &Facts<'_>) -> Result<LawTable, FactsError> {
    let laws_as_of = day_of(facts.laws_as_of)?;
    let others_as_of = day_of(facts.others_as_of)?;
    let mut draft = Draft { laws: Vec::new(), by_key: HashMap::new(), aliases: Vec::new() };
    draft.read_laws(facts.laws, laws_as_of, others_as_of)?;
    draft.read_regulations(facts.regulations, others_as_of)?;
    draft.read_versions(facts.versions)?;
    draft.read_corrections(facts.corrections)?;
    draft.read_structure(facts.structure)?;
    draft.settle();
    let names = draft.names(facts)?.build();
    let laws = draft.laws.into_iter().map(|d| d.law).collect();
    Ok(LawTable { laws, names, laws_as_of, others_as_of })
}

fn day_of(text: &str) -> Result<Day, FactsError> {
    Day::parse(text).ok_or_else(|| FactsError::Day(text.to_owned()))
}

/// Looks columns up by name once, then reads rows by them.
macro_rules! columns {
    ($rows:ident, $table:literal, $($name:ident),+) => {
        $(let $name = $rows.column(stringify!($name)).map_err(|column| FactsError::Column { table: $table, column })?;)+
    };
}

pub(super) use columns;

fn kind_of(law_type: &str) -> LawKind {
    match law_type {
        "司法解释" => LawKind::Interpretation,
        "法律" | "宪法" => LawKind::Law,
        _ => LawKind::Decision,
    }
}

pub(super) fn field<'r>(row: &'r [Cow<'_, str>], at: usize) -> &'r str {
    row.get(at).map_or("", |f| f.trim())
}

impl Draft {
    fn id_of(&mut self, title: &str) -> Result<(LawId, bool), FactsError> {
        let key = key(title);
        if let Some(id) = self.by_key.get(&key) {
            return Ok((*id, false));
        }
        if self.laws.len() >= MOST_LAWS {
            return Err(FactsError::TooLarge("laws"));
        }
        let id = LawId(self.laws.len() as u16);
        self.by_key.insert(key, id);
        Ok((id, true))
    }

    fn find(&mut self, short: &str) -> Option<&mut LawDraft> {
        let id = *self.by_key.get(&key(short))?;
        self.laws.get_mut(usize::from(id.0))
    }

    fn read_laws(&mut self, text: &str, laws: Day, others: Day) -> Result<(), FactsError> {
        let rows = Rows::new(text);
        columns!(
            rows,
            "laws_facts.csv",
            title,
            short,
            aliases,
            law_type,
            first_adopted,
            latest_change,
            latest_kind,
            effective_current,
            max_article,
            status,
            repealed_on,
            successor,
            unsure,
            source
        );
        for row in rows {
            let get = |at| field(&row, at);
            let kind = kind_of(get(law_type));
            let as_of = if kind == LawKind::Interpretation { others } else { laws };
            let repeal = get(status)
                .starts_with("repealed")
                .then(|| Repeal { on: Day::parse(get(repealed_on)), by: get(successor).to_owned() });
            let adopted = Day::parse(get(latest_change)).or(Day::parse(get(first_adopted)));
            let last = get(max_article).parse().ok().filter(|n| *n > 0);
            let law = Law {
                title: get(title).to_owned(),
                short: get(short).to_owned(),
                kind,
                first_adopted: Day::parse(get(first_adopted)),
                amended: matches!(get(latest_kind), "修正" | "修订"),
                repeal,
                versions: Vec::new(),
                articles: Vec::new(),
                last_known: last,
                as_of,
                doubt: get(unsure).to_owned(),
                source: get(source).to_owned(),
            };
            // Interpretations take effect when published where the table has no day of its own.
            let effective = Day::parse(get(effective_current)).or(if kind == LawKind::Interpretation {
                adopted
            } else {
                None
            });
            let id = self.add(law, adopted, effective, last)?;
            for alias in get(aliases).split('|').filter(|a| !a.is_empty()) {
                self.aliases.push((alias.to_owned(), id));
            }
        }
        Ok(())
    }

    /// Adds a law, or a further version of one that stands under the same title.
    fn add(
        &mut self,
        law: Law,
        adopted: Option<Day>,
        effective: Option<Day>,
        last: Option<u32>,
    ) -> Result<LawId, FactsError> {
        let (id, new) = self.id_of(&law.title)?;
        let draft = LawDraft {
            current: adopted,
            current_effective: effective,
            current_last: last,
            versions: BTreeMap::new(),
            law,
        };
        if new {
            self.laws.push(draft);
            return Ok(id);
        }
        let Some(old) = self.laws.get_mut(usize::from(id.0)) else {
            return Ok(id);
        };
        // Whichever title is kept, both are found in running text.
        self.aliases.extend([&old.law.title, &draft.law.title].map(|title| (title.clone(), id)));
        // A repealed row and a newer one in force under the same title are two texts of one norm.
        let newer = (draft.law.repeal.is_none(), draft.current) > (old.law.repeal.is_none(), old.current);
        let (mut keep, other) = if newer {
            (draft, std::mem::replace(old, blank()))
        } else {
            (std::mem::replace(old, blank()), draft)
        };
        keep.versions.extend(other.versions);
        // 最高人民法院、最高人民检察院 is the usual dress; some rows put spaces.
        if keep.law.title.contains(' ') && !other.law.title.contains(' ') {
            (keep.law.title, keep.law.short) = (other.law.title, other.law.short);
        }
        if let Some(adopted) = other.current.filter(|a| Some(*a) != keep.current) {
            keep.law.amended = true;
            keep.versions.insert(adopted, (other.current_effective, other.current_last, other.law.source));
        }
        *old = keep;
        Ok(id)
    }

    fn read_regulations(&mut self, text: &str, as_of: Day) -> Result<(), FactsError> {
        let rows = Rows::new(text);
        columns!(
            rows,
            "admin_regs_facts.csv",
            title,
            short,
            published,
            effective,
            expired_flag,
            max_article,
            source
        );
        for row in rows {
            let get = |at| field(&row, at);
            let adopted = Day::parse(get(published));
            let last = get(max_article).parse().ok().filter(|n| *n > 0);
            let law = Law {
                title: get(title).to_owned(),
                short: get(short).to_owned(),
                kind: LawKind::Regulation,
                first_adopted: None,
                amended: true,
                repeal: (get(expired_flag) == "1").then(|| Repeal { on: None, by: String::new() }),
                versions: Vec::new(),
                articles: Vec::new(),
                last_known: last,
                as_of,
                doubt: String::new(),
                source: get(source).to_owned(),
            };
            self.add(law, adopted, Day::parse(get(effective)).or(adopted), last)?;
        }
        Ok(())
    }

    fn read_versions(&mut self, text: &str) -> Result<(), FactsError> {
        let rows = Rows::new(text);
        columns!(rows, "law_versions.csv", short, version, effective, max_article, complete, source);
        for row in rows {
            let get = |at| field(&row, at);
            let Some(adopted) = Day::parse(get(version)) else {
                continue;
            };
            if get(complete) != "yes" {
                continue;
            }
            let last = get(max_article).parse().ok().filter(|n| *n > 0);
            let effective = Day::parse(get(effective)).filter(|e| *e >= adopted);
            if let Some(law) = self.find(get(short)) {
                law.see_version(adopted, effective, last, get(source));
            }
        }
        Ok(())
    }

    fn read_corrections(&mut self, text: &str) -> Result<(), FactsError> {
        let rows = Rows::new(text);
        columns!(rows, "corrections.csv", short, version, effective, max_article, source);
        for row in rows {
            let get = |at| field(&row, at);
            let adopted = day_of(get(version))?;
            let effective = day_of(get(effective))?;
            if let Some(law) = self.find(get(short)) {
                law.versions.insert(
                    adopted,
                    (Some(effective), get(max_article).parse().ok(), get(source).to_owned()),
                );
            }
        }
        Ok(())
    }

    /// The large table; plain fields, so it is split without unquoting.
    fn read_structure(&mut self, text: &str) -> Result<(), FactsError> {
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let expected = "short,article,sub,n_paragraphs,items_per_paragraph,n_chars_norm,sha256_16_norm";
        if !lines.next().unwrap_or("").starts_with(expected) {
            return Err(FactsError::Column {
                table: "article_structure.csv",
                column: "short,article,sub,...",
            });
        }
        let (mut short, mut law): (&str, Option<LawId>) = ("", None);
        for (count, line) in lines.enumerate() {
            if count >= MOST_ARTICLES {
                return Err(FactsError::TooLarge("article_structure.csv"));
            }
            let (name, rest) = line.split_once(',').unwrap_or((line, ""));
            if name != short {
                short = name;
                law = self.by_key.get(&key(name)).copied();
            }
            if let Some(article) = article_row(rest.as_bytes())
                && let Some(draft) = law.and_then(|id| self.laws.get_mut(usize::from(id.0)))
            {
                draft.law.articles.push(article);
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        for draft in &mut self.laws {
            draft.law.articles.sort_by_key(|a| a.no);
            draft.law.articles.dedup_by_key(|a| a.no);
            draft.settle_versions();
        }
    }
}

/// Number, 之N, paragraphs, items of each, characters, hash. Read byte by byte: there are many thousands of rows.
fn article_row(mut row: &[u8]) -> Option<Article> {
    let article = number(&mut row, b',')?;
    let sub = number(&mut row, b',')?;
    let paragraphs = number(&mut row, b',')?.min(255) as usize;
    let (listed, rest) = row.split_at(row.iter().position(|b| *b == b',')?);
    let mut items = vec![0; paragraphs].into_boxed_slice();
    for (slot, count) in items.iter_mut().zip(listed.split(|b| *b == b'/')) {
        *slot = number(&mut &*count, b'/').and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    }
    row = rest.get(1..)?;
    let chars = number(&mut row, b',')?;
    let mut hash = [0; 8];
    for (byte, pair) in hash.iter_mut().zip(row.get(..16)?.chunks_exact(2)) {
        *byte = hex(pair[0])? << 4 | hex(pair[1])?;
    }
    Some(Article { no: ArticleNo { article, sub }, items, chars, hash })
}

/// A number of at most nine digits, up to `end` or the end of the row.
fn number(row: &mut &[u8], end: u8) -> Option<u32> {
    let length = row.iter().position(|b| *b == end).unwrap_or(row.len());
    let digits = row.get(..length).filter(|digits| (1..=9).contains(&digits.len()))?;
    *row = row.get(length + 1..).unwrap_or(&[]);
    digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
