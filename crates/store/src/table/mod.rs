//! One file per table: the SQL beside the row it fills.

pub mod account;
pub mod audit;
pub mod media;
pub mod person;
pub mod search;
pub mod unit;
