//! What is due at a moment is told, each thing once: late reviews, slots.
//! Knows no kind of notice: what is due is asked of those who know it.

use crate::operation::{review, schedule};
use crate::{Api, StudioError, Subject};
use pufa_domain::Millis;
use pufa_store::table::notice::{self, Notice};
use pufa_store::{Sql, StoreError};

fn untold(api: &Api, sql: &dyn Sql, now: Millis) -> Result<Vec<Notice>, StoreError> {
    let mut due = review::late(api, sql, now)?;
    due.extend(schedule::due(api, sql, now)?);
    let mut untold = Vec::with_capacity(due.len());
    for notice in due {
        if !notice::is_told(sql, notice.person, &notice.key)? {
            untold.push(notice);
        }
    }
    Ok(untold)
}

/// Sends what is due at `now`; answers how many notices that were. Called again it sends nothing twice.
pub(crate) fn tick(api: &Api, now: Millis) -> Result<u32, StudioError> {
    let due = api.store().read(|sql| untold(api, sql, now))?;
    if due.is_empty() {
        return Ok(0);
    }
    api.store().write::<_, StoreError>(|sql| {
        for notice in &due {
            notice::tell(sql, notice)?;
        }
        Ok(())
    })?;
    api.announce(None, &[Subject::Notices]);
    Ok(u32::try_from(due.len()).unwrap_or(u32::MAX))
}
