//! Standing in: listing, appointing, ending.
//! Knows no vote: whether a deputy may vote is asked when they do.

use super::desk::Desk;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::people::Term;
use pufa_domain::review::Deputy;
use pufa_domain::right::Right;
use pufa_domain::{Day, DeputyId, Millis, PersonId, Refusal};
use pufa_store::table::deputy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many days a standing-in stays in the list after its end.
const SHOWN_AFTER: i64 = 90;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDeputies {}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDeputy {
    /// Who is away; null is the person themselves.
    pub principal: Option<PersonId>,
    pub deputy: PersonId,
    pub from: Day,
    pub to: Day,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndDeputy {
    pub id: DeputyId,
}

pufa_domain::words! {
    /// What the person may do with a standing-in.
    pub enum DeputyStep { End = "end" }
}

/// A standing-in as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DeputyView {
    pub id: DeputyId,
    pub principal: PersonName,
    pub deputy: PersonName,
    pub from: Day,
    pub to: Option<Day>,
    pub appointed_by: PersonName,
    pub appointed_at: Millis,
    pub ended_at: Option<Millis>,
    /// Whether it holds today.
    pub holds: bool,
    pub steps: Vec<DeputyStep>,
}

/// Standings-in with what the person may do about them.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DeputiesView {
    pub rows: Vec<DeputyView>,
    /// Whether the person may appoint somebody in their own place.
    pub may_appoint: bool,
    /// Whether the person may appoint somebody in another's place.
    pub may_appoint_for_others: bool,
}

pub fn list_deputies(cx: &Context<'_>, _: ListDeputies) -> Result<DeputiesView, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let today = Desk::of(sql, acting.unit, cx.now())?.today;
        let found = deputy::of_unit(sql, acting.unit, today.plus_days(-SHOWN_AFTER))?;
        let people = found.iter().flat_map(|d| [d.principal, d.deputy, d.appointed_by]);
        let names = Names::read(sql, people)?;
        let rows = found.into_iter().map(|made| view(cx, made, &names, acting.person, today));
        Ok(DeputiesView {
            rows: rows.collect(),
            may_appoint: cx.may(Right::Review),
            may_appoint_for_others: for_others(cx),
        })
    })
}

/// Those who answer for the whole may send somebody in another's place.
fn for_others(cx: &Context<'_>) -> bool {
    cx.may(Right::Override) || cx.may(Right::Administer)
}

fn view(cx: &Context<'_>, made: Deputy, names: &Names, person: PersonId, today: Day) -> DeputyView {
    let open = made.ended_at.is_none() && made.term.to.is_none_or(|to| today <= to);
    let may_end = open && (made.principal == person || for_others(cx));
    DeputyView {
        id: made.id,
        principal: names.of(made.principal),
        deputy: names.of(made.deputy),
        from: made.term.from,
        to: made.term.to,
        appointed_by: names.of(made.appointed_by),
        appointed_at: made.appointed_at,
        ended_at: made.ended_at,
        holds: open && made.term.covers(today),
        steps: if may_end { vec![DeputyStep::End] } else { vec![] },
    }
}

pub fn save_deputy(cx: &Context<'_>, input: SaveDeputy) -> Result<DeputyView, StudioError> {
    let acting = cx.require(Right::Read)?;
    let principal = input.principal.unwrap_or(acting.person);
    if principal == acting.person {
        cx.require(Right::Review)?;
    } else if !for_others(cx) {
        cx.require(Right::Override)?;
    }
    cx.write(|sql| {
        let desk = Desk::of(sql, acting.unit, cx.now())?;
        if input.to < desk.today {
            return Err(Refusal::EndsBeforeItBegins { from: desk.today, to: input.to }.into());
        }
        // Both must be people of the unit who can sign in; anybody else is not to be learned of.
        for person in [principal, input.deputy] {
            if desk.voters.iter().all(|voter| voter.person != person) {
                return Err(Refusal::Unknown { field: "person".into(), value: person.to_string() }.into());
            }
        }
        let made = Deputy {
            id: DeputyId(cx.uuid()),
            principal,
            deputy: input.deputy,
            term: Term::new(input.from, Some(input.to))?,
            appointed_by: acting.person,
            appointed_at: cx.now(),
            ended_at: None,
        };
        let made = made.appoint(&deputy::of_unit(sql, acting.unit, desk.today)?)?;
        deputy::insert(sql, acting.unit, &made)?;
        cx.record(sql, acting.unit, "deputy", made.id, None, Some(&made))?;
        let names = Names::read(sql, [made.principal, made.deputy, made.appointed_by])?;
        Ok(view(cx, made, &names, acting.person, desk.today))
    })
}

pub fn end_deputy(cx: &Context<'_>, input: EndDeputy) -> Result<DeputyView, StudioError> {
    cx.write(|sql| {
        let (unit, before) = deputy::get(sql, input.id)?;
        let acting = cx.allow(sql, Right::Read, unit)?;
        if before.principal != acting.person && cx.allow(sql, Right::Administer, unit).is_err() {
            cx.allow(sql, Right::Override, unit)?;
        }
        deputy::end(sql, input.id, cx.now())?;
        let after = Deputy { ended_at: Some(cx.now()), ..before.clone() };
        cx.record(sql, unit, "deputy", input.id, Some(&before), Some(&after))?;
        let today = Desk::of(sql, unit, cx.now())?.today;
        let names = Names::read(sql, [after.principal, after.deputy, after.appointed_by])?;
        Ok(view(cx, after, &names, acting.person, today))
    })
}
