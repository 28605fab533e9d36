//! Episodes: lists, the board, the page of one, its making and its steps.
//! Knows no vote, no task and no slot: those are the areas' own, and they move an episode through [`step::take`].

mod history;
mod line;
mod list;
mod remind;
mod save;
pub(crate) mod step;
mod view;

pub use history::*;
pub use list::*;
pub use remind::*;
pub use save::*;
pub(crate) use save::{NewEpisode, make};
pub use step::{MoveEpisode, resume_episode, revise_cut, revise_script, shelve_episode, withdraw_episode};
pub use view::*;
