//! The kinds of things that a search finds, and which come first.
//! Knows no database and no text.

use crate::words;

words! {
    /// What was found.
    pub enum FoundKind {
        Column = "column",
        Person = "person",
        Episode = "episode",
        Topic = "topic",
        /// The words of a script; its id is its episode's.
        Script = "script",
    }
}

impl FoundKind {
    /// Where the kind stands among the others when all match alike: names before works, works before what is in them.
    pub fn rank(self) -> i64 {
        match self {
            FoundKind::Column => 0,
            FoundKind::Person => 1,
            FoundKind::Episode => 2,
            FoundKind::Topic => 3,
            FoundKind::Script => 4,
        }
    }
}
