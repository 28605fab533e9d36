//! Turns a folder of files into texts: a law in one file, or spread over several beside a README that has its title.
//! Refuses to walk a disk: the caller hands over paths and contents.

use super::parse::{Hints, Refusal, parse};
use super::{ArticleText, LawText};
use crate::law::ArticleNo;
use crate::text::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A file as the caller read it.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Path with `/`, relative to the folder that is imported.
    pub path: &'a str,
    /// Content.
    pub text: &'a str,
}

/// What became of one file, or of the files of one law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The file, or the README of a law in several files.
    pub path: String,
    /// The text, or why it is none.
    pub outcome: Result<LawText, Refusal>,
}

/// Reads all files. A folder named by a day (versions/2027-01-01) gives the day of effect.
pub fn read_folder(files: &[SourceFile<'_>]) -> Vec<Import> {
    let mut groups: BTreeMap<&str, Vec<SourceFile<'_>>> = BTreeMap::new();
    for file in files {
        groups.entry(parent(file.path)).or_default().push(*file);
    }
    let mut out = Vec::new();
    for (folder, mut group) in groups {
        group.sort_by_key(|f| f.path);
        let joined = group.iter().find(|f| is_readme(f.path)).and_then(|readme| join(readme, &group, folder));
        match joined {
            Some(import) => out.push(import),
            None => out.extend(group.iter().map(|f| alone(f, folder))),
        }
    }
    out
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn is_readme(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("readme.md"))
}

fn hints(file: &SourceFile<'_>, folder: &str) -> Hints {
    let effective = folder.rsplit('/').next().and_then(Day::parse);
    Hints { effective, ..Hints::of_file_name(file.path) }
}

fn alone(file: &SourceFile<'_>, folder: &str) -> Import {
    Import { path: file.path.to_owned(), outcome: parse(file.text, &hints(file, folder)) }
}

/// A README without articles names the law whose parts lie beside it.
fn join(readme: &SourceFile<'_>, group: &[SourceFile<'_>], folder: &str) -> Option<Import> {
    if parse(readme.text, &hints(readme, folder)).err()? != Refusal::NoArticles || group.len() < 2 {
        return None;
    }
    let mut articles: Vec<ArticleText> = Vec::new();
    let mut seen: BTreeSet<ArticleNo> = BTreeSet::new();
    for part in group.iter().filter(|f| f.path != readme.path) {
        let Ok(part) = parse(part.text, &Hints { title: Some(String::new()), ..Hints::default() }) else {
            continue;
        };
        // An amendment beside the law begins at 第一条 again; the law's own article stays.
        articles.extend(part.articles.into_iter().filter(|a| seen.insert(a.no)));
    }
    articles.sort_by_key(|a| a.no);
    // The head is read with an article put behind it, because a head alone is refused.
    let head = parse(&format!("{}\n\n第一条　无\n", readme.text), &hints(readme, folder)).ok()?;
    let effective = head.effective;
    (!articles.is_empty()).then(|| Import {
        path: readme.path.to_owned(),
        outcome: Ok(LawText { title: head.title, adopted: head.adopted, effective, articles }),
    })
}
