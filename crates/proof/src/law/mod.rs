//! What is known of laws: names, dates, versions, articles' shapes. Facts, as of a day, with their sources.
//! Refuses to hold texts of laws: those come from the unit's own library.

mod csv;
mod draft;
mod facts;
mod facts_read;
pub mod names;
mod structure;
mod table;

pub use facts::{Facts, FactsError};
pub use names::{LawName, NameHit};
pub use structure::{Article, ArticleNo, normalised, structure_hash};
pub use table::{Law, LawId, LawKind, LawTable, Repeal, TextOn, Version};
