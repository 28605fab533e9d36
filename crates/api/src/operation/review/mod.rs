//! The review 三审三校 of scripts and final cuts: handing in, voting, comments, deputies, templates, the sign-off sheet.
//! Knows no rule of its own: `pufa_domain::review` decides, and nothing here sets a state.

mod checks;
mod comment;
mod deputy;
mod desk;
mod of_episode;
mod queue;
mod sheet;
mod submit;
mod tell;
mod template;
mod view;
mod vote;

pub use checks::{ReviewChecks, StageChecks};
pub use comment::*;
pub use deputy::*;
pub(crate) use desk::{Desk, EpisodeStages, stages_of};
pub use of_episode::*;
pub(crate) use queue::rows as queue_rows;
pub use queue::*;
pub use sheet::*;
pub use submit::*;
pub(crate) use tell::late;
pub(crate) use template::planned_stages;
pub use template::*;
pub use view::*;
pub use vote::*;
