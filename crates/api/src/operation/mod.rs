//! The operations, one file an area: each a short function read from top to bottom.
//! Check the right, load, let the domain decide, store, record, answer.

pub mod credit;
pub mod episode;
pub mod script;
pub mod search;
pub mod session;
pub mod unit;
