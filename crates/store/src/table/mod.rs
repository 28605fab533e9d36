//! One file per table: the SQL beside the row it fills.

pub mod account;
pub mod audit;
pub mod calendar;
pub mod channel;
pub mod column;
pub mod credit;
pub mod deputy;
pub mod employment;
pub mod episode;
pub mod episode_list;
pub mod media;
pub mod notice;
pub mod person;
pub mod review;
pub mod review_comment;
pub mod review_look;
pub mod review_template;
pub mod revision;
pub mod script;
pub mod search;
pub mod setting;
pub mod topic;
pub mod unit;
pub mod voter;
