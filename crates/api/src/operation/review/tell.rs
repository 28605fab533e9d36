//! What people are told of a review: that it waits, came back, was approved, is late.
//! Knows no sentence: a notice is a kind with parameters, told once by its key.

use super::desk::Desk;
use crate::Api;
use crate::context::Context;
use crate::error::StudioError;
use crate::page::MOST_ROWS;
use pufa_domain::review::{OverdueLevel, ReviewState};
use pufa_domain::right::Right;
use pufa_domain::{Millis, NoticeId, PersonId};
use pufa_store::table::notice::{self, Notice};
use pufa_store::table::review::{self, StoredReview};
use pufa_store::{Sql, StoreError};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What every notice of a review says.
fn params(stored: &StoredReview, stage: Option<&str>) -> Value {
    json!({
        "review": stored.review.id,
        "episode": stored.review.episode,
        "subject": stored.subject,
        "title": stored.episode.title,
        "revision": stored.review.current().map(|current| current.number),
        "stage": stage,
    })
}

/// A notice about the current revision; the same one is told once.
fn notice(
    id: NoticeId,
    person: PersonId,
    stored: &StoredReview,
    (kind, stage): (&str, Option<(&str, &str)>),
    at: Millis,
) -> Notice {
    let revision = stored.review.current().map_or(0, |current| current.number);
    let (key, name) = stage.unzip();
    Notice {
        id,
        person,
        kind: kind.to_owned(),
        params: params(stored, name).to_string(),
        key: format!("{kind}:{}:{revision}:{}", stored.review.id, key.unwrap_or_default()),
        at,
        seen_at: None,
    }
}

/// Tells those whom a new state of a review concerns. `stored` is the review as it stands now.
pub(super) fn after_change(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
) -> Result<(), StudioError> {
    let actor = cx.identity()?.session.person;
    let review = &stored.review;
    let authors: BTreeSet<PersonId> =
        review.current().map(|current| current.contributors.clone()).unwrap_or_default();
    match review.state() {
        ReviewState::Running => {
            let desk = Desk::of(sql, stored.unit, cx.now())?;
            for stage in review.open_stages() {
                for person in desk.waits_for(review, stage) {
                    let about = ("review_waiting", Some((stage.key.as_str(), stage.name.as_str())));
                    notice::tell(sql, &notice(NoticeId(cx.uuid()), person, stored, about, cx.now()))?;
                }
            }
        }
        ReviewState::Returned | ReviewState::Approved => {
            let kind =
                if review.state() == ReviewState::Approved { "review_approved" } else { "review_returned" };
            for person in authors.into_iter().filter(|person| *person != actor) {
                let made = notice(NoticeId(cx.uuid()), person, stored, (kind, None), cx.now());
                notice::tell(sql, &made)?;
            }
        }
    }
    Ok(())
}

/// Tells the authors that a review was ended before its end.
pub(super) fn canceled(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
    reason: &str,
) -> Result<(), StudioError> {
    let Some(current) = stored.review.current() else {
        return Ok(());
    };
    for person in &current.contributors {
        let made = notice(NoticeId(cx.uuid()), *person, stored, ("review_canceled", None), cx.now());
        let mut said = params(stored, None);
        said["reason"] = reason.into();
        let made = Notice { params: said.to_string(), ..made };
        notice::tell(sql, &made)?;
    }
    Ok(())
}

/// Reminds those who are waited for; within an hour once. Answers whom.
pub(super) fn remind(
    cx: &Context<'_>,
    sql: &dyn Sql,
    stored: &StoredReview,
) -> Result<Vec<PersonId>, StudioError> {
    let desk = Desk::of(sql, stored.unit, cx.now())?;
    let hour = cx.now().0.div_euclid(Millis::HOUR);
    let mut told = BTreeSet::new();
    for stage in stored.review.open_stages() {
        for person in desk.waits_for(&stored.review, stage) {
            let about = ("review_reminded", Some((stage.key.as_str(), stage.name.as_str())));
            let mut made = notice(NoticeId(cx.uuid()), person, stored, about, cx.now());
            made.key = format!("{}:{hour}", made.key);
            notice::tell(sql, &made)?;
            told.insert(person);
        }
    }
    Ok(told.into_iter().collect())
}

/// Every notice about a late stage that is due at `now`, whether it was told already or not: to those who are waited
/// for when it is due, and to the next level, those who may override, a day later.
pub(crate) fn late(api: &Api, sql: &dyn Sql, now: Millis) -> Result<Vec<Notice>, StoreError> {
    let mut due = Vec::new();
    for unit in review::units_with_running(sql)? {
        let desk = Desk::of(sql, unit, now)?;
        for stored in review::running(sql, unit, MOST_ROWS)? {
            for overdue in stored.review.overdue(now) {
                let Some(stage) = stored.review.template.stage(&overdue.stage) else {
                    continue;
                };
                let about = Some((stage.key.as_str(), stage.name.as_str()));
                let waited_for = desk.waits_for(&stored.review, stage);
                let mut tell =
                    |kind, people: Vec<PersonId>| {
                        due.extend(people.into_iter().map(|person| {
                            notice(NoticeId(api.uuid(now)), person, &stored, (kind, about), now)
                        }));
                    };
                tell("review_due", waited_for);
                if overdue.level == OverdueLevel::Escalated {
                    let next = desk.voters.iter().filter(|voter| voter.may(Right::Override));
                    tell("review_late", next.map(|voter| voter.person).collect());
                }
            }
        }
    }
    Ok(due)
}
