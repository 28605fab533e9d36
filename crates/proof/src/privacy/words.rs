//! One pass over a text for all that words alone lead to: roles with their names, minors, cases, ages, doors.
//! Refuses to judge what stands beside them.

use super::Kind;
use super::name::after_role;
use super::place::{CASE_WORDS, MINOR_WORDS};
use super::roles::{NO_ROLES, ROLES};
use crate::text::{Lexicon, Search};
use std::ops::Range;
use std::sync::OnceLock;

/// Words of roles, of minors, of cases, of ages and houses in one lexicon; a word may be several.
struct Words {
    lexicon: Lexicon,
    what: Vec<What>,
}

/// What a word of the lexicon is.
#[derive(Clone, Copy)]
struct What {
    role: bool,
    /// A mobile spoken digit by digit may begin with it: 一三, 幺八.
    spoken: bool,
    /// An age is told by it.
    year: bool,
    /// A house or a group of a village is counted by it.
    door: bool,
    cues: Cues,
}

/// What a text speaks of, by its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cues {
    /// A minor.
    pub minor: bool,
    /// A case.
    pub case: bool,
}

/// What one pass over a text brings.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Names beside roles; one marked as 化名 is a [`Kind::Pseudonym`].
    pub names: Vec<(Kind, Range<usize>)>,
    pub cues: Cues,
    /// Where 岁 stands.
    pub years: Vec<usize>,
    /// Where a mobile spoken digit by digit may begin.
    pub spoken: Vec<usize>,
    /// Chinese numerals before units of houses.
    pub doors: Vec<usize>,
}

/// Units of houses and of villages, where a Chinese numeral may stand before them.
const DOORS: &[&str] = &["号", "号楼", "号院", "栋", "幢", "单元", "组", "村民小组", "小组", "社", "队"];

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(compile)
}

fn compile() -> Words {
    let spoken =
        ["一", "幺"].iter().flat_map(|one| "三四五六七八九".chars().map(move |c| format!("{one}{c}")));
    let spoken: Vec<String> = spoken.collect();
    let mut all: Vec<&str> = [ROLES, NO_ROLES, MINOR_WORDS, CASE_WORDS, DOORS, &["岁"]].concat();
    all.extend(spoken.iter().map(String::as_str));
    all.sort_unstable();
    all.dedup();
    // The longest word matches alone, so it says also what the words inside it say: 未成年人 is 未成年.
    let inside = |w: &str, list: &[&str]| list.iter().any(|l| w.contains(l));
    let what = all.iter().map(|w| What {
        role: ROLES.contains(w),
        spoken: spoken.iter().any(|s| s == w),
        year: w.starts_with('岁'),
        door: DOORS.contains(w),
        cues: Cues { minor: inside(w, MINOR_WORDS), case: inside(w, CASE_WORDS) },
    });
    Words { lexicon: Lexicon::new(all.iter().copied()), what: what.collect() }
}

/// The words looked for, to look for them with others.
pub(crate) fn lexicon() -> &'static Lexicon {
    &words().lexicon
}

/// One pass: names beside roles, and what else the words of the text say.
pub(super) fn read(text: &str, search: Search<'_>) -> Read {
    let mut out = Read::default();
    let words = words();
    for hit in search {
        let what = words.what[hit.word];
        out.cues.minor |= what.cues.minor;
        out.cues.case |= what.cues.case;
        if what.year {
            out.years.push(hit.start);
        }
        if what.role {
            after_role(text, hit.end, &mut out.names);
        } else if what.spoken {
            out.spoken.push(hit.start);
        } else if what.door {
            out.doors.extend(numeral_before(text, hit.start));
        }
    }
    out
}

/// Where the Chinese numeral begins that ends at `end`: 一百二十 before 号.
fn numeral_before(text: &str, end: usize) -> Option<usize> {
    let numeral = |c: &char| "〇零一二三四五六七八九十百".contains(*c);
    let length: usize = text[..end].chars().rev().take(6).take_while(numeral).map(char::len_utf8).sum();
    (length > 0).then(|| end - length)
}
