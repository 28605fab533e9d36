//! The operations, one file an area: each a short function read from top to bottom.
//! Check the right, load, let the domain decide, store, record, answer.

pub mod accounts;
pub mod backup;
pub mod channels;
pub mod columns;
pub mod credit;
pub mod episode;
pub mod home;
pub mod import;
pub mod law;
pub mod metrics;
pub mod participation;
pub mod people;
pub mod production;
pub mod proof;
pub mod publication;
pub mod review;
pub mod schedule;
pub mod script;
pub mod search;
pub mod session;
pub mod settings;
pub mod topic;
pub mod trace;
pub mod unit;
pub mod wording;
