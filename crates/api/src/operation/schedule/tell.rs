//! What people are told of slots: that one comes up, that one was missed.
//! Knows no sentence and no state's meaning: what is to be told of a slot is the domain's to say.

use super::super::review::Desk;
use crate::{Api, data};
use pufa_domain::publication::SlotNotice;
use pufa_domain::review::Voter;
use pufa_domain::right::Right;
use pufa_domain::{Millis, NoticeId, PersonId};
use pufa_store::table::notice::Notice;
use pufa_store::table::schedule::{self, ToTell};
use pufa_store::table::unit;
use pufa_store::{Sql, StoreError};
use serde_json::json;

/// Every notice about a slot that is due at `now`, whether it was told already or not.
pub(crate) fn due(api: &Api, sql: &dyn Sql, now: Millis) -> Result<Vec<Notice>, StoreError> {
    let mut due = Vec::new();
    let range = (now.plus(-SlotNotice::UNTIL), now.plus(SlotNotice::BEFORE + 1));
    for home in unit::all(sql)? {
        let slots = schedule::to_tell(sql, home.id, range)?;
        let waiting: Vec<(SlotNotice, &ToTell)> = slots
            .iter()
            .filter(|slot| slot.state.waits_for_person())
            .filter_map(|slot| Some((SlotNotice::of(slot.slot_at, now)?, slot)))
            .collect();
        if waiting.is_empty() {
            continue;
        }
        let desk = Desk::of(sql, home.id, now)?;
        for (what, slot) in waiting {
            let told = whom(&desk.voters, slot.custodian).into_iter();
            due.extend(told.map(|person| notice(api, person, what, slot, now)));
        }
    }
    Ok(due)
}

/// The channel's custodian, when they may publish; else everybody who may.
fn whom(holders: &[Voter], custodian: Option<PersonId>) -> Vec<PersonId> {
    let may_publish = holders.iter().filter(|voter| voter.may(Right::Publish));
    let all: Vec<PersonId> = may_publish.map(|voter| voter.person).collect();
    match custodian.filter(|person| all.contains(person)) {
        Some(person) => vec![person],
        None => all,
    }
}

/// A slot that is moved is told anew: its time is part of the key.
fn notice(api: &Api, person: PersonId, what: SlotNotice, slot: &ToTell, now: Millis) -> Notice {
    let platform = data::platforms().ok().and_then(|known| known.get(&slot.platform));
    let platform = platform.map_or(slot.platform.as_str(), |platform| platform.name.as_str());
    let params = json!({
        "publication": slot.publication,
        "episode": slot.episode,
        "title": slot.title,
        "channel": format!("{platform} {}", slot.handle),
        "slot": slot.slot_at,
    });
    Notice {
        id: NoticeId(api.uuid(now)),
        person,
        kind: what.word().to_owned(),
        params: params.to_string(),
        key: format!("{}:{}:{}", what.word(), slot.publication, slot.slot_at.0),
        at: now,
        seen_at: None,
    }
}
