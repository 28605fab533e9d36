//! The demo workspace: made by the program itself through its own operations, the same each time for the same day.
//! Knows nobody real: every name says that it is invented.

mod archive;
mod board;
mod cast;
mod figures;
mod going_out;
mod making;
mod score;
mod scripts;
mod stage;
mod work;
mod writing;

use crate::StudioError;
use pufa_domain::Day;
use pufa_store::{DATABASE, StoreError};
use score::Score;
use stage::Stage;
use std::path::Path;

/// What one signs in to the demo with; it guards nothing.
pub const LOGIN: &str = "demo";
/// The same for everybody in the demo.
pub const PASSWORD: &str = "demo-demo-demo";

/// The day on which the demo's unit set its studio up, in days from the day of the demo.
const SET_UP: i64 = -76;

/// Makes the demo workspace in `folder` unless there is one, around the day it is. Blocking.
pub fn make_if_missing(folder: &Path) -> Result<(), StudioError> {
    if folder.join(DATABASE).is_file() {
        return Ok(());
    }
    // Made aside and moved into place: a demo that was interrupted half-way is none.
    let parent = folder.parent().unwrap_or(folder);
    let io = |error| StudioError::from(StoreError::from(error));
    std::fs::create_dir_all(parent).map_err(io)?;
    let aside = tempfile::Builder::new().prefix(".demo-").tempdir_in(parent).map_err(io)?;
    make(aside.path(), crate::now().day_in(&crate::default_zone()))?;
    std::fs::rename(aside.keep(), folder).map_err(io)
}

/// Makes the demo workspace in an empty `folder` as it stands when `today` begins. Blocking.
pub fn make(folder: &Path, today: Day) -> Result<(), StudioError> {
    let mut stage = Stage::open(folder, today)?;
    stage.at((SET_UP, 9 * 60));
    stage.set_up()?;
    archive::columns_and_channels(&mut stage)?;
    archive::published(&mut stage)?;
    let mut score = Score::default();
    board::house(&mut score);
    board::topics(&mut score);
    figures::channels(&mut score);
    figures::reports(&mut score);
    scripts::all().for_each(|draft| work::episode(&mut score, draft));
    score.perform(&mut stage)?;
    stage.at((0, 0));
    Ok(())
}
