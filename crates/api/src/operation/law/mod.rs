//! The unit's library of law texts: bringing texts in, looking them up, citing them, and what a change of a law touches.
//! Knows no format of a law: `pufa-proof` reads texts and compares them.

mod cite;
mod impact;
mod import;
mod list;
mod query;
mod read;

pub use cite::*;
pub use impact::*;
pub use import::*;
pub use list::*;
pub use read::*;

use crate::error::StudioError;
use pufa_domain::Refusal;
use pufa_proof::library::LawText;
use pufa_proof::text::Day as ProofDay;

/// The longest title of a law that is asked for, in characters.
const MOST_TITLE: u32 = 200;

/// A title somebody asks for.
fn asked_title(title: &str) -> Result<String, StudioError> {
    Ok(Refusal::text("title", title, MOST_TITLE)?)
}

/// The day asked for, or today.
fn day_or_today(cx: &crate::Context<'_>, on: Option<ProofDay>) -> Result<ProofDay, StudioError> {
    match on {
        Some(day) => Ok(day),
        None => super::proof::proof_day(cx.today()),
    }
}

/// The first day of a text as the database writes it.
fn day_text(text: &LawText) -> Option<String> {
    text.effective.map(|day| day.to_string())
}
