//! The checker at work: texts while they are typed, whole scripts and revisions, what a unit accepts, names of a case.
//! Knows no rule of the checker: `pufa-proof` finds, the domain says what a finding means.

mod case;
mod check;
mod cites;
pub(crate) mod gate;
mod ground;
mod report;
mod silence;

pub use super::episode::OfEpisode;
pub use super::script::OfRevision;
pub use case::*;
pub use check::*;
pub(crate) use cites::{note_revision, note_script, note_title, note_topic};
pub(crate) use ground::proof_day;
pub use ground::{CheckGround, PlannedFrom};
pub use report::*;
pub use silence::*;
