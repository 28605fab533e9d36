//! A rate of people: n of N, and how it is rounded.
//! Knows nothing of who the people are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `n` of `total` people. With a total of 0 the rate is not defined: neither 0 nor 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Rate {
    /// Numerator.
    pub n: u32,
    /// Denominator.
    pub total: u32,
    /// Tenths of a percent, rounded half up: 867 stands for 86.7 %. Null when not defined.
    pub tenths: Option<u32>,
    /// Whole percent, rounded half up from n/total itself (not from the tenths). Null when not defined.
    pub percent: Option<u32>,
}

impl Rate {
    /// The rate of `n` among `total`.
    pub fn of(n: u32, total: u32) -> Self {
        Self { n, total, tenths: rounded(n, total, 1000), percent: rounded(n, total, 100) }
    }

    /// The rate of two counts of people.
    pub(crate) fn of_counts(n: usize, total: usize) -> Self {
        Self::of(count(n), count(total))
    }
}

/// A count for the wire.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// `n / total` in `parts` of the whole, half up.
fn rounded(n: u32, total: u32, parts: u64) -> Option<u32> {
    if total == 0 {
        return None;
    }
    let (n, total) = (u64::from(n), u64::from(total));
    u32::try_from((2 * n * parts + total) / (2 * total)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_half_up_and_undefined_for_nobody() {
        for (n, total, tenths, percent) in [
            (26, 30, Some(867), Some(87)),
            (27, 31, Some(871), Some(87)),
            (0, 30, Some(0), Some(0)),
            (30, 30, Some(1000), Some(100)),
            (1, 8, Some(125), Some(13)),
            (2, 3, Some(667), Some(67)),
            // 84.46 %: 84.5 with one decimal, yet 84 and not 85 as a whole.
            (125, 148, Some(845), Some(84)),
            (0, 0, None, None),
        ] {
            assert_eq!(Rate::of(n, total), Rate { n, total, tenths, percent }, "{n}/{total}");
        }
    }
}
