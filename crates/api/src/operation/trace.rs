//! What was done and what people are told: the audit as it is read, notices, and what a person sets for themselves.
//! Knows no meaning of what it shows; nothing here changes a fact of the unit.

use crate::context::Context;
use crate::error::StudioError;
use crate::page::{Page, bounded};
use pufa_domain::right::Right;
use pufa_domain::{Millis, NoticeId, PersonId, Refusal};
use pufa_store::table::{audit, notice, setting};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAudit {
    /// Of one kind of thing only: `topic`, `account`.
    pub subject: Option<String>,
    /// Of one thing only.
    pub subject_id: Option<String>,
    /// By one person only.
    pub person: Option<PersonId>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// A row of the audit as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AuditRowView {
    pub seq: i64,
    pub at: Millis,
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
    pub door: String,
    pub operation: String,
    pub subject: String,
    pub subject_id: String,
    /// JSON.
    pub before: Option<String>,
    /// JSON.
    pub after: Option<String>,
}

/// What happened in the own unit, newest first.
pub fn list_audit(cx: &Context<'_>, input: ListAudit) -> Result<Page<AuditRowView>, StudioError> {
    let acting = cx.require(Right::Manage)?;
    let limit = bounded(input.limit);
    let wanted = audit::Wanted {
        unit: acting.unit,
        subject: input.subject.as_deref(),
        subject_id: input.subject_id.as_deref(),
        person: input.person,
        before: after_key(input.after.as_deref())?,
    };
    let rows = cx.read(|sql| Ok(audit::listed(sql, &wanted, limit + 1)?))?;
    let rows = rows
        .into_iter()
        .map(|(row, person_name)| AuditRowView {
            seq: row.seq,
            at: row.at,
            person: row.person,
            person_name,
            door: row.door,
            operation: row.operation,
            subject: row.subject,
            subject_id: row.subject_id,
            before: row.before,
            after: row.after,
        })
        .collect();
    Ok(Page::cut(rows, limit, |row: &AuditRowView| row.seq.to_string()))
}

fn after_key(after: Option<&str>) -> Result<Option<i64>, StudioError> {
    let parse = |text: &str| text.parse().map_err(|_| StudioError::BadInput { detail: "after".into() });
    after.map(parse).transpose()
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListNotices {
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// Something that the person was told.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NoticeView {
    pub id: NoticeId,
    /// The front end has a sentence for every kind.
    pub kind: String,
    /// JSON: what the sentence names.
    pub params: String,
    pub at: Millis,
    pub seen_at: Option<Millis>,
}

/// A page of notices, newest first, and how many of all are unseen.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NoticesView {
    pub rows: Vec<NoticeView>,
    pub next: Option<String>,
    pub unseen: u32,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkNoticesSeen {
    /// Everything told up to this moment.
    pub until: Millis,
}

pub fn list_notices(cx: &Context<'_>, input: ListNotices) -> Result<NoticesView, StudioError> {
    let person = cx.identity()?.session.person;
    let limit = bounded(input.limit);
    let before = match &input.after {
        Some(key) => Some(notice_key(key)?),
        None => None,
    };
    let (rows, unseen) = cx
        .read(|sql| Ok((notice::of_person(sql, person, before, limit + 1)?, notice::unseen(sql, person)?)))?;
    let page = Page::cut(rows, limit, |row| format!("{}~{}", row.at.0, row.id));
    Ok(NoticesView {
        rows: page
            .rows
            .into_iter()
            .map(|row| NoticeView {
                id: row.id,
                kind: row.kind,
                params: row.params,
                at: row.at,
                seen_at: row.seen_at,
            })
            .collect(),
        next: page.next,
        unseen: u32::try_from(unseen).unwrap_or(u32::MAX),
    })
}

fn notice_key(key: &str) -> Result<(Millis, NoticeId), StudioError> {
    let read = key.split_once('~').and_then(|(at, id)| {
        let at = at.parse().ok()?;
        let id = id.parse().ok()?;
        Some((Millis(at), id))
    });
    read.ok_or_else(|| StudioError::BadInput { detail: "after".into() })
}

pub fn mark_notices_seen(cx: &Context<'_>, input: MarkNoticesSeen) -> Result<(), StudioError> {
    let person = cx.identity()?.session.person;
    cx.write_own(|sql| Ok(notice::mark_seen(sql, person, input.until, cx.now())?))
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPreferences {}

/// What a person set for themselves under one key: saved filters, columns shown, language.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PreferenceView {
    pub key: String,
    /// Of whatever shape the screen that wrote it takes.
    pub value: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePreference {
    pub key: String,
    /// Null forgets it.
    pub value: Option<String>,
}

/// The most keys of one person.
const MOST_KEYS: u32 = 200;

pub fn list_preferences(cx: &Context<'_>, _: ListPreferences) -> Result<Vec<PreferenceView>, StudioError> {
    let account = cx.identity()?.session.account;
    cx.read(|sql| {
        Ok(setting::preferences(sql, account)?
            .into_iter()
            .map(|(key, value)| PreferenceView { key, value })
            .collect())
    })
}

pub fn save_preference(cx: &Context<'_>, input: SavePreference) -> Result<(), StudioError> {
    let account = cx.identity()?.session.account;
    let key = Refusal::text("key", &input.key, 80)?;
    let Some(value) = input.value else {
        return cx.write_own(|sql| Ok(setting::delete_preference(sql, account, &key)?));
    };
    let value = Refusal::optional_text("value", &value, 20_000)?;
    cx.write_own(|sql| {
        let keys = setting::preferences(sql, account)?;
        if keys.len() >= MOST_KEYS as usize && !keys.iter().any(|(known, _)| *known == key) {
            return Err(
                Refusal::TooMany { field: "key".into(), most: MOST_KEYS, found: MOST_KEYS + 1 }.into()
            );
        }
        Ok(setting::put_preference(sql, account, &key, &value)?)
    })
}
