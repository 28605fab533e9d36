//! Reminding those who owe an episode its next step.
//! Knows no step: the domain says what is owed and by whom.

use super::line::Line;
use super::view::OfEpisode;
use crate::context::Context;
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use pufa_domain::episode::next_step;
use pufa_domain::right::Right;
use pufa_domain::{NoticeId, PersonId, Refusal};
use pufa_store::table::episode;
use pufa_store::table::notice::{self, Notice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Who was reminded.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reminded {
    pub now: Vec<PersonName>,
    /// Those who were reminded of this step today already; once a day is enough.
    pub already: Vec<PersonName>,
}

/// Leaves a notice with everybody who owes the next step, once a day and person.
pub fn remind_next(cx: &Context<'_>, input: OfEpisode) -> Result<Reminded, StudioError> {
    cx.write(|sql| {
        let of = episode::get(sql, input.episode)?;
        let acting = cx.allow(sql, Right::Propose, of.unit)?;
        let nobody = || Refusal::WrongState { state: of.content.word().into(), step: "remind_next".into() };
        let next = next_step(&Line::read(cx, sql, &of)?.line).ok_or_else(nobody)?;
        let others = next.waits_for.iter().copied().filter(|person| *person != acting.person);
        let people: Vec<PersonId> = others.collect();
        if people.is_empty() {
            return Err(nobody().into());
        }
        let names = Names::read(sql, people.iter().copied().chain([acting.person]))?;
        let params = json!({
            "episode": of.id,
            "title": of.title,
            "step": next.key,
            "stage": next.name,
            "owed": next.owed,
            "by": names.of(acting.person).name,
        });
        let mut reminded = Reminded { now: Vec::new(), already: Vec::new() };
        for person in people {
            let fresh = notice::tell(
                sql,
                &Notice {
                    id: NoticeId(cx.uuid()),
                    person,
                    kind: "step_reminded".to_owned(),
                    params: params.to_string(),
                    key: format!("step_reminded:{}:{}:{}", of.id, next.key, cx.today()),
                    at: cx.now(),
                    seen_at: None,
                },
            )?;
            let list = if fresh { &mut reminded.now } else { &mut reminded.already };
            list.push(names.of(person));
        }
        cx.record(sql, of.unit, "episode", of.id, None, Some(&reminded))?;
        Ok(reminded)
    })
}
