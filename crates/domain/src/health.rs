//! Pipeline health: how long stages take, how often work comes back, who carries how much, and whether columns keep pace.
//! Knows no table: it reads plain facts and answers counts, medians and names.

use crate::{ColumnId, Day, EpisodeId, Millis, PersonId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ts_rs::TS;

use crate::participation::Rate;

/// An episode in a stage of the pipeline, by the stage's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageSpan {
    pub episode: EpisodeId,
    pub stage: String,
    pub entered: Millis,
    /// Null while it is there.
    pub left: Option<Millis>,
}

/// How long a stage takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CycleTime {
    pub stage: String,
    /// Median minutes from entering to leaving.
    pub median_minutes: i64,
    /// Of how many episodes.
    pub episodes: u32,
    /// How many are in it now.
    pub waiting: u32,
}

/// Per stage the median time of the episodes that left it, in the order of the stages' words. An episode that comes back
/// to a stage counts there with the sum of its times: sending back must not make a stage look quick.
pub fn cycle_times(spans: &[StageSpan]) -> Vec<CycleTime> {
    let mut stages: BTreeMap<&str, HashMap<EpisodeId, (i64, bool)>> = BTreeMap::new();
    for span in spans {
        let of_episode = stages.entry(&span.stage).or_default().entry(span.episode).or_insert((0, false));
        match span.left {
            Some(left) => of_episode.0 += left.0.saturating_sub(span.entered.0).max(0),
            None => of_episode.1 = true,
        }
    }
    let times = stages.into_iter().map(|(stage, episodes)| {
        let (inside, done): (Vec<_>, Vec<_>) = episodes.into_values().partition(|(_, inside)| *inside);
        let times: Vec<i64> = done.iter().map(|(time, _)| *time).collect();
        CycleTime {
            stage: stage.to_owned(),
            median_minutes: median(times).unwrap_or(0) / 60_000,
            episodes: count(done.len()),
            waiting: count(inside.len()),
        }
    });
    times.collect()
}

/// One revision that went into review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    pub episode: EpisodeId,
    pub submitted: Millis,
    /// Null while nobody has decided.
    pub decided: Option<Millis>,
    /// Whether it was approved; false means that it was sent back.
    pub approved: bool,
}

/// How review goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewHealth {
    /// Episodes approved in their first round, among those whose first round is decided.
    pub first_pass: Rate,
    /// Rounds that were sent back, of all episodes.
    pub rework_rounds: u32,
    /// The most rounds of one episode.
    pub most_rounds: u32,
    /// Median minutes from submitting to the decision; null while nothing is decided.
    pub median_minutes: Option<i64>,
    /// Rounds nobody has decided.
    pub open: u32,
}

/// How review goes, from its rounds in any order.
pub fn review_health(rounds: &[Round]) -> ReviewHealth {
    let mut episodes: HashMap<EpisodeId, (Round, u32)> = HashMap::new();
    for round in rounds {
        let (first, number) = episodes.entry(round.episode).or_insert((*round, 0));
        *number += 1;
        if round.submitted < first.submitted {
            *first = *round;
        }
    }
    let firsts: Vec<Round> =
        episodes.values().map(|(first, _)| *first).filter(|r| r.decided.is_some()).collect();
    let passed = firsts.iter().filter(|round| round.approved).count();
    let decided = || rounds.iter().filter_map(|round| Some((round, round.decided?)));
    let times = decided().map(|(round, at)| at.0.saturating_sub(round.submitted.0).max(0)).collect();
    ReviewHealth {
        first_pass: Rate::of(count(passed), count(firsts.len())),
        rework_rounds: count(decided().filter(|(round, _)| !round.approved).count()),
        most_rounds: episodes.values().map(|(_, number)| *number).max().unwrap_or(0),
        median_minutes: median(times).map(|time| time / 60_000),
        open: count(rounds.iter().filter(|round| round.decided.is_none()).count()),
    }
}

/// How long works take from being begun to being out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Passage {
    /// The mean, rounded half up.
    pub days: u32,
    /// Of how many works.
    pub works: u32,
}

/// The passage of works by the days on which they were begun and came out. One that was out before it was begun here
/// came from a list, and says nothing; null when no work says anything.
pub fn passage(works: &[(Day, Day)]) -> Option<Passage> {
    let days: Vec<i64> =
        works.iter().map(|(begun, out)| begun.days_until(*out)).filter(|d| *d >= 0).collect();
    let all = i64::try_from(days.len()).ok().filter(|all| *all > 0)?;
    let mean = (2 * days.iter().sum::<i64>() + all) / (2 * all);
    Some(Passage { days: u32::try_from(mean).ok()?, works: count(days.len()) })
}

/// Something that somebody owes: a script, a vote, a task, a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Null while nobody has taken it.
    pub by: Option<PersonId>,
    pub episode: EpisodeId,
    pub due: Option<Millis>,
}

/// What a person carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Load {
    /// Null for what nobody has taken.
    pub person: Option<PersonId>,
    pub open: u32,
    pub overdue: u32,
    /// Of how many episodes.
    pub episodes: u32,
}

/// Open work per person, most overdue first, then most open, then by id. What is due at `now` is not yet overdue.
pub fn loads(owed: &[Owed], now: Millis) -> Vec<Load> {
    let mut people: BTreeMap<Option<PersonId>, (u32, u32, BTreeSet<EpisodeId>)> = BTreeMap::new();
    for one in owed {
        let (open, overdue, episodes) = people.entry(one.by).or_default();
        *open += 1;
        *overdue += u32::from(one.due.is_some_and(|due| due < now));
        episodes.insert(one.episode);
    }
    let load = |(person, (open, overdue, episodes)): (_, (_, _, BTreeSet<_>))| Load {
        person,
        open,
        overdue,
        episodes: count(episodes.len()),
    };
    let mut found: Vec<Load> = people.into_iter().map(load).collect();
    found.sort_by_key(|load| std::cmp::Reverse((load.overdue, load.open)));
    found
}

/// A column's rhythm: one episode in so many days, null for a column without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    pub column: ColumnId,
    pub days: Option<u32>,
}

/// What a column put out in a window of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Output {
    pub column: ColumnId,
    /// Episodes that first went out in the window.
    pub episodes: u32,
    /// How many the rhythm asks for in it, rounded down; null without a rhythm.
    pub expected: Option<u32>,
    /// Days from its latest episode (of any time up to the window's end) to that end; null while it has none.
    pub silent_days: Option<i64>,
    /// Whether it has been silent for longer than its rhythm.
    pub behind: bool,
}

/// What every column put out in `from..=to`, in the order given. `works` are the columns and first days of works, whole
/// history and any order.
pub fn output(columns: &[Cadence], works: &[(ColumnId, Day)], from: Day, to: Day) -> Vec<Output> {
    let mut found: HashMap<ColumnId, (u32, Day)> = HashMap::new();
    for (column, day) in works.iter().filter(|(_, day)| *day <= to) {
        let (inside, latest) = found.entry(*column).or_insert((0, *day));
        *inside += u32::from(*day >= from);
        *latest = (*latest).max(*day);
    }
    let window = u32::try_from((from.days_until(to) + 1).max(0)).unwrap_or(0);
    let of_column = |cadence: &Cadence| {
        let rhythm = cadence.days.filter(|days| *days > 0);
        let (episodes, latest) =
            found.get(&cadence.column).map_or((0, None), |(n, latest)| (*n, Some(*latest)));
        let silent_days = latest.map(|latest| latest.days_until(to));
        Output {
            column: cadence.column,
            episodes,
            expected: rhythm.map(|days| window / days),
            silent_days,
            behind: rhythm.is_some_and(|days| silent_days.is_none_or(|silent| silent > i64::from(days))),
        }
    };
    columns.iter().map(of_column).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The median, of an even number the mean of the middle two, rounded down.
fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    let lower = if numbers.len().is_multiple_of(2) { *numbers.get(middle - 1)? } else { upper };
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn episode(n: u128) -> EpisodeId {
        EpisodeId(Uuid::from_u128(n))
    }

    fn hour(n: i64) -> Millis {
        Millis(n * Millis::HOUR)
    }

    #[test]
    fn a_passage_is_a_mean_of_works_that_were_begun_here() {
        let day = |n| Day::new(2026, 11, n).expect("a day");
        assert_eq!(passage(&[]), None);
        assert_eq!(passage(&[(day(20), day(3))]), None, "out before it was begun");
        let works = [(day(1), day(11)), (day(2), day(13)), (day(20), day(3)), (day(5), day(5))];
        assert_eq!(passage(&works), Some(Passage { days: 7, works: 3 }));
        assert_eq!(passage(&works[..2]), Some(Passage { days: 11, works: 2 }), "10.5 days are 11");
    }

    #[test]
    fn a_stage_takes_the_median_of_those_who_left_it() {
        let span = |n, stage: &str, entered, left: Option<i64>| StageSpan {
            episode: episode(n),
            stage: stage.into(),
            entered: hour(entered),
            left: left.map(hour),
        };
        let spans = [
            span(1, "scripting", 0, Some(2)),
            span(2, "scripting", 0, Some(10)),
            span(3, "scripting", 0, Some(1)),
            span(3, "scripting", 5, Some(8)), // sent back: 1 + 3 hours
            span(4, "scripting", 0, Some(1)),
            span(4, "scripting", 2, None), // came back and is still there
            span(5, "in_review", 3, None),
            span(6, "producing", 9, Some(4)), // the clock was set back
        ];
        let told: Vec<_> = cycle_times(&spans)
            .into_iter()
            .map(|c| (c.stage, c.median_minutes, c.episodes, c.waiting))
            .collect();
        let expected = [("in_review", 0, 0, 1), ("producing", 0, 1, 0), ("scripting", 240, 3, 1)];
        assert_eq!(told, expected.map(|(stage, m, e, w)| (stage.to_owned(), m, e, w)));
    }

    #[test]
    fn review_counts_first_passes_and_rounds_that_came_back() {
        let round = |n, submitted, decided: Option<i64>, approved| Round {
            episode: episode(n),
            submitted: hour(submitted),
            decided: decided.map(hour),
            approved,
        };
        let health = review_health(&[
            round(2, 10, Some(14), true), // the second round, told first
            round(2, 0, Some(2), false),
            round(1, 0, Some(6), true),
            round(3, 0, Some(8), false),
            round(3, 20, None, false),
            round(4, 0, None, false),
        ]);
        assert_eq!((health.first_pass.n, health.first_pass.total), (1, 3));
        assert_eq!((health.rework_rounds, health.most_rounds, health.open), (2, 2, 2));
        assert_eq!(health.median_minutes, Some(5 * 60));
        assert_eq!(review_health(&[]).median_minutes, None);
        assert_eq!(review_health(&[]).first_pass.percent, None);
    }

    #[test]
    fn load_is_open_and_overdue_work_per_person() {
        let person = |n| Some(PersonId(Uuid::from_u128(n)));
        let owed = |by, n, due: Option<i64>| Owed { by, episode: episode(n), due: due.map(hour) };
        let found = loads(
            &[
                owed(person(1), 1, Some(5)),
                owed(person(1), 1, None),
                owed(person(2), 2, Some(4)),
                owed(None, 3, Some(9)),
            ],
            hour(5),
        );
        let told: Vec<_> = found.iter().map(|l| (l.person, l.open, l.overdue, l.episodes)).collect();
        assert_eq!(told, vec![(person(2), 1, 1, 1), (person(1), 2, 0, 1), (None, 1, 0, 1)]);
    }

    #[test]
    fn a_column_keeps_its_rhythm_or_is_behind() {
        let column = |n| ColumnId(Uuid::from_u128(n));
        let day = |text| Day::parse(text).expect("a day");
        let (from, to) = (day("2026-06-01"), day("2026-06-30"));
        let works = [
            (column(1), day("2026-06-02")),
            (column(1), day("2026-06-24")),
            (column(1), day("2026-07-01")),
            (column(2), day("2026-06-22")),
            (column(3), day("2026-05-01")),
        ];
        let cadence = |n, days| Cadence { column: column(n), days };
        let columns = [cadence(1, Some(7)), cadence(2, Some(7)), cadence(3, None), cadence(4, Some(14))];
        let told: Vec<_> = output(&columns, &works, from, to)
            .iter()
            .map(|o| (o.episodes, o.expected, o.silent_days, o.behind))
            .collect();
        assert_eq!(
            told,
            vec![
                (2, Some(4), Some(6), false),
                (1, Some(4), Some(8), true),
                (0, None, Some(60), false),
                (0, Some(2), None, true),
            ]
        );
    }
}
