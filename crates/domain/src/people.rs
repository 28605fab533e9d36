//! Units, employments and their kinds.
//! Knows nothing of accounts: who may do what is in `right`.

use crate::{Day, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An enum of plain names that has a word for each member.
pub trait Word: Sized + Copy {
    /// The word that stands for it in the database and on the wire.
    fn to_word(self) -> &'static str;
    /// The member that `word` stands for.
    fn of_word(word: &str) -> Option<Self>;
}

/// Gives an enum of plain names its text form in the database: the same words as on the wire.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema)]
        $vis enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every member, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word that stands for it in the database and on the wire.
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            /// The member that `word` stands for.
            pub fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
        impl $crate::people::Word for $name {
            fn to_word(self) -> &'static str { self.word() }
            fn of_word(word: &str) -> Option<Self> { Self::from_word(word) }
        }
    };
}

words! {
    /// The level of a unit in the tree.
    pub enum UnitLevel { Province = "province", Prefecture = "prefecture", County = "county" }
}
words! {
    /// What kind of procuratorate a unit is: ordinary, a branch 分院, or a dispatched one 派出院.
    pub enum UnitKind { Ordinary = "ordinary", Branch = "branch", Dispatched = "dispatched" }
}
words! {
    /// What a department is for; review stages are given to kinds of departments.
    pub enum DepartmentKind { Business = "business", Political = "political", Publicity = "publicity", General = "general" }
}
words! {
    /// How a person is employed: 干警 counts towards participation, 聘用 does not unless the policy says so.
    pub enum Category { Staff = "staff", Contract = "contract" }
}

/// A time of employment, both days included; an open end means "until now".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Term {
    pub from: Day,
    pub to: Option<Day>,
}

impl Term {
    /// A term whose last day does not lie before its first.
    pub fn new(from: Day, to: Option<Day>) -> Result<Self, Refusal> {
        match to {
            Some(to) if to < from => Err(Refusal::EndsBeforeItBegins { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// Whether the term covers `day`.
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two terms have a day in common.
    pub fn touches(&self, other: &Term) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    /// Refuses a term that has a day in common with one of `others`: a person has one department at a time, or they
    /// would count in two.
    pub fn beside<'a>(self, others: impl IntoIterator<Item = &'a Term>) -> Result<Term, Refusal> {
        match others.into_iter().find(|other| self.touches(other)) {
            Some(other) => Err(Refusal::Overlaps { from: other.from, to: other.to }),
            None => Ok(self),
        }
    }

    /// How many days of the term lie in `first..=last`.
    pub fn days_within(&self, first: Day, last: Day) -> i64 {
        let begin = self.from.max(first);
        let end = self.to.map_or(last, |to| to.min(last));
        (begin.days_until(end) + 1).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_beside_each_other() {
        let day = |d| Day::new(2026, 11, d).expect("a day");
        let term = |from, to: Option<i8>| Term { from: day(from), to: to.map(day) };
        let old = term(10, Some(20));
        for (new, fits) in [
            (term(1, Some(9)), true),
            (term(1, Some(10)), false),
            (term(12, Some(13)), false),
            (term(20, None), false),
            (term(21, None), true),
            (term(1, None), false),
        ] {
            assert_eq!(new.beside([&old]).is_ok(), fits, "{new:?}");
        }
    }
}
