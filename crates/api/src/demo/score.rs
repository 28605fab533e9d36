//! The score of the demo: who does what at which moment, over all episodes in the order of time.
//! Knows no act from within.

use super::stage::Stage;
use crate::StudioError;

/// A moment: days from the day of the demo, and minutes since that day began.
pub type Moment = (i64, i64);

/// Something that somebody does.
pub type Act = Box<dyn FnOnce(&mut Stage) -> Result<(), StudioError>>;

/// An act of an episode, and the working minutes that pass before it.
pub type Step = (i64, Act);

/// Hours in which people work.
const OPENS: i64 = 9 * 60;
const CLOSES: i64 = 18 * 60;

#[derive(Default)]
pub struct Score {
    acts: Vec<(Moment, Act)>,
}

/// An act of an episode, `minutes` of working time after the one before it.
pub fn after(minutes: i64, act: impl FnOnce(&mut Stage) -> Result<(), StudioError> + 'static) -> Step {
    (minutes, Box::new(act))
}

impl Score {
    /// Something happens at a moment.
    pub fn at(
        &mut self,
        day: i64,
        hour: i64,
        act: impl FnOnce(&mut Stage) -> Result<(), StudioError> + 'static,
    ) {
        self.acts.push(((day, hour * 60), Box::new(act)));
    }

    /// The steps of an episode, the last of them at `last` and those before it in the working hours before.
    pub fn ending_at(&mut self, last: Moment, steps: Vec<Step>) {
        let mut at = last;
        for (minutes, act) in steps.into_iter().rev() {
            self.acts.push((at, act));
            at = earlier(at, minutes);
        }
    }

    /// Plays everything in the order of time.
    pub fn perform(mut self, stage: &mut Stage) -> Result<(), StudioError> {
        self.acts.sort_by_key(|(moment, _)| *moment);
        for (moment, act) in self.acts {
            stage.at(moment);
            act(stage)?;
        }
        Ok(())
    }
}

/// The moment so many working minutes before another.
fn earlier((mut day, mut minute): Moment, mut minutes: i64) -> Moment {
    minute = minute.min(CLOSES);
    while minute - minutes < OPENS {
        minutes -= minute - OPENS;
        day -= 1;
        minute = CLOSES;
    }
    (day, minute - minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_work_ends_at_six() {
        assert_eq!(earlier((-1, 600), 30), (-1, 570));
        assert_eq!(earlier((-1, 600), 90), (-2, 1050));
        assert_eq!(earlier((-1, 600), 60 + 540), (-2, 540));
        assert_eq!(earlier((0, 1200), 0), (0, 1080));
    }
}
