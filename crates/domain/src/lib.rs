//! Rules of the studio: states, transitions, formulas.
//! Knows no IO, no clock and no database: time, ids and the acting person are arguments.

pub mod calendar;
pub mod channel;
pub mod checks;
pub mod credit;
pub mod episode;
pub mod found;
pub mod health;
pub mod id;
pub mod metric;
pub mod participation;
pub mod people;
pub mod pinyin;
pub mod platform;
pub mod production;
pub mod publication;
pub mod refusal;
pub mod review;
pub mod right;
pub mod schedule;
pub mod script;
pub mod time;
pub mod topic;

pub use id::*;
pub use refusal::{Clash, Refusal};
pub use time::{Day, Millis};
