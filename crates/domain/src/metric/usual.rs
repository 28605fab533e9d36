//! What works usually have at an age, so that one can be compared with it.
//! Knows no work: it is told what each had.

use super::{AGES, AtAge, count};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What works usually have at an age: the middle one of those that told a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Usual {
    pub age: u32,
    /// Of an even number the mean of the middle two, rounded down; null when no work told any.
    pub median: Option<i64>,
    /// Of how many works.
    pub works: u32,
}

/// What `works` usually have at each age of comparison.
pub fn usual<'a>(works: impl Iterator<Item = &'a [AtAge]>) -> Vec<Usual> {
    let told: Vec<&AtAge> = works.flatten().collect();
    let at = |age: u32| {
        let of_age = told.iter().filter(|one| one.age == age);
        let mut values: Vec<i64> = of_age.filter_map(|one| Some(one.reading?.value)).collect();
        values.sort_unstable();
        let (low, high) = (values.get(values.len().saturating_sub(1) / 2), values.get(values.len() / 2));
        let median = low.zip(high).map(|(low, high)| low.midpoint(*high));
        Usual { age, median, works: count(values.len()) }
    };
    AGES.iter().copied().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::*;
    use crate::Day;

    #[test]
    fn the_usual_figure_is_the_middle_one_of_those_told() {
        let work = |values: [Option<i64>; 3]| -> Vec<AtAge> {
            let ages = AGES.iter().zip(values);
            ages.map(|(age, value)| AtAge {
                age: *age,
                reading: value.map(|value| Reading {
                    day: Day::new(2026, 11, 1).expect("a day"),
                    value,
                    qualifier: None,
                }),
            })
            .collect()
        };
        let works = [
            work([Some(10), Some(40), None]),
            work([Some(1000), Some(61), None]),
            work([Some(30), None, None]),
        ];
        let told: Vec<_> =
            usual(works.iter().map(Vec::as_slice)).into_iter().map(|u| (u.age, u.median, u.works)).collect();
        assert_eq!(told, [(1, Some(30), 3), (3, Some(50), 2), (7, None, 0)]);
    }
}
