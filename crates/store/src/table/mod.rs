//! One file per table: the SQL beside the row it fills.

pub mod account;
pub mod audit;
pub mod calendar;
pub mod calendar_address;
pub mod case_names;
pub mod channel;
pub mod check_ground;
pub mod citation;
pub mod column;
pub mod credit;
pub mod deputy;
pub mod employment;
pub mod episode;
pub mod episode_list;
pub mod gate_override;
pub mod home;
pub mod import_run;
pub mod law_text;
pub mod media;
pub mod metric;
pub mod notice;
pub mod participation;
pub mod person;
pub mod pipeline;
pub mod production;
pub mod publication;
pub mod publication_attempt;
pub mod publication_cover;
pub mod release;
pub mod review;
pub mod review_comment;
pub mod review_look;
pub mod review_reading;
pub mod review_template;
pub mod revision;
pub mod schedule;
pub mod script;
pub mod search;
pub mod setting;
pub mod silence;
pub mod task;
pub mod title;
pub mod topic;
pub mod unit;
pub mod voter;
pub mod wording_rule;

/// `?2, ?3, ?4` for three values of which the first is the second of its statement; `NULL` for none, which matches nothing.
pub(crate) fn places(count: usize, first: usize) -> String {
    if count == 0 {
        return "NULL".to_owned();
    }
    let places: Vec<String> = (first..first + count).map(|n| format!("?{n}")).collect();
    places.join(", ")
}
