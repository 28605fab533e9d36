//! A law while its rows are gathered, and the names that lead to it.
//! Refuses to read tables; `facts_read` does.

use super::csv::Rows;
use super::facts::{Facts, FactsError};
use super::facts_read::{columns, field};
use super::names::{LawName, NamesBuilder, key};
use super::table::{Law, LawId, LawKind, Version};
use crate::text::Day;
use std::collections::{BTreeMap, HashMap};

pub(super) struct LawDraft {
    pub law: Law,
    /// Day of adoption of the text that `laws_facts` describes, and its first day in force.
    pub current: Option<Day>,
    pub current_effective: Option<Day>,
    pub current_last: Option<u32>,
    /// Versions by adoption: earliest plausible effective day, last article, source.
    pub versions: BTreeMap<Day, (Option<Day>, Option<u32>, String)>,
}

pub(super) struct Draft {
    pub laws: Vec<LawDraft>,
    pub by_key: HashMap<String, LawId>,
    pub aliases: Vec<(String, LawId)>,
}

impl LawDraft {
    pub(super) fn see_version(
        &mut self,
        adopted: Day,
        effective: Option<Day>,
        last: Option<u32>,
        source: &str,
    ) {
        let entry = self.versions.entry(adopted).or_insert_with(|| (None, None, source.to_owned()));
        entry.0 = match (entry.0, effective) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        entry.1 = entry.1.or(last);
    }

    pub(super) fn settle_versions(&mut self) {
        let mut versions: Vec<Version> = std::mem::take(&mut self.versions)
            .into_iter()
            .filter(|(adopted, _)| Some(*adopted) != self.current)
            .filter_map(|(adopted, (effective, last_article, source))| {
                let effective = effective?;
                Some(Version { adopted: Some(adopted), effective, last_article, structured: false, source })
            })
            .collect();
        if let Some(effective) = self.current_effective {
            // A row whose adoption day differs in a day or two from the table's own is the same text.
            versions.retain(|v| v.effective != effective);
            versions.push(Version {
                adopted: self.current,
                effective,
                last_article: self.current_last,
                structured: true,
                source: self.law.source.clone(),
            });
        }
        versions.sort_by_key(|v| v.effective);
        self.law.versions = versions;
    }
}

pub(super) fn blank() -> LawDraft {
    LawDraft {
        law: Law {
            title: String::new(),
            short: String::new(),
            kind: LawKind::Law,
            first_adopted: None,
            amended: false,
            repeal: None,
            versions: Vec::new(),
            articles: Vec::new(),
            last_known: None,
            as_of: Day::FIRST,
            doubt: String::new(),
            source: String::new(),
        },
        current: None,
        current_effective: None,
        current_last: None,
        versions: BTreeMap::new(),
    }
}

impl Draft {
    pub(super) fn names(&self, facts: &Facts<'_>) -> Result<NamesBuilder, FactsError> {
        let mut names = NamesBuilder::default();
        for (i, draft) in self.laws.iter().enumerate() {
            let id = LawId(i as u16);
            names.title(&draft.law.title, id, draft.law.kind);
            names.title(&draft.law.short, id, draft.law.kind);
        }
        for (alias, id) in &self.aliases {
            if alias.contains('〔') { names.number(alias, *id) } else { names.alias(alias, *id) }
        }
        let aliases: BTreeMap<String, Vec<String>> =
            serde_json::from_str(facts.aliases).map_err(|_| FactsError::Json("aliases.json"))?;
        for (short, list) in &aliases {
            let Some(id) = self.by_key.get(&key(short)) else {
                continue;
            };
            for alias in list {
                names.alias(alias, *id);
            }
        }
        self.interpretation_names(&mut names, &aliases);
        let ambiguous: BTreeMap<String, Vec<String>> =
            serde_json::from_str(facts.ambiguous).map_err(|_| FactsError::Json("aliases_ambiguous.json"))?;
        for (alias, shorts) in &ambiguous {
            let ids = shorts.iter().filter_map(|s| self.by_key.get(&key(s)).copied()).collect();
            names.ambiguous(alias, ids);
        }
        let rows = Rows::new(facts.document_numbers);
        columns!(rows, "ji_docnos.csv", doc_no, title);
        for row in rows {
            let found = names.lookup(field(&row, title)).cloned();
            if let Some(LawName::One(id)) = found {
                names.number(field(&row, doc_no), id);
            }
        }
        Ok(names)
    }

    /// 最高人民法院关于适用《公司法》若干问题的规定（三） is called 公司法司法解释（三） and 公司法解释三.
    fn interpretation_names(&self, names: &mut NamesBuilder, aliases: &BTreeMap<String, Vec<String>>) {
        for (i, draft) in self.laws.iter().enumerate() {
            let Some((law, topic, ordinal)) = interpretation_of(&draft.law.title) else {
                continue;
            };
            let called = aliases.get(law).into_iter().flatten().map(String::as_str);
            // 民法典合同编通则 is mostly called 民法典合同编.
            let topics = [Some(topic), topic.strip_suffix("通则").filter(|t| t.ends_with('编'))];
            for base in std::iter::once(law).chain(called) {
                for topic in topics.into_iter().flatten() {
                    for stem in [format!("{base}{topic}解释"), format!("{base}{topic}司法解释")] {
                        alias_with_ordinal(names, &stem, ordinal, LawId(i as u16));
                    }
                }
            }
        }
    }
}

/// 公司法解释（三）, 公司法解释(三) and 公司法解释三.
fn alias_with_ordinal(names: &mut NamesBuilder, stem: &str, ordinal: &str, id: LawId) {
    if ordinal.is_empty() {
        return names.alias(stem, id);
    }
    for end in [format!("（{ordinal}）"), format!("({ordinal})"), ordinal.to_owned()] {
        names.alias(&format!("{stem}{end}"), id);
    }
}

/// Law, part of a code (婚姻家庭编) and ordinal of an interpretation's title; `None` for other titles.
fn interpretation_of(title: &str) -> Option<(&str, &str, &str)> {
    let rest = &title[title.find("关于适用《")? + "关于适用《".len()..];
    let (law, rest) = rest.split_once('》')?;
    let law = law.strip_prefix("中华人民共和国").unwrap_or(law);
    let (rest, ordinal) = match rest.strip_suffix('）').and_then(|r| r.rsplit_once('（')) {
        Some((rest, ordinal)) => (rest, ordinal),
        None => (rest, ""),
    };
    let topic = ["若干问题的解释", "若干问题的规定", "的解释", "制度的解释"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))?;
    let topic = topic.strip_prefix("有关").unwrap_or(topic);
    let plain =
        topic.is_empty() || topic.ends_with('编') || topic.ends_with("通则") || topic.ends_with("担保");
    plain.then_some((law, topic, ordinal))
}
