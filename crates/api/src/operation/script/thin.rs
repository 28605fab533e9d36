//! Thinning out the earlier versions of a draft: enough stay for merging and for looking back, not one for every pause.
//! Knows no word of a script.

use crate::error::StudioError;
use pufa_domain::{EpisodeId, Millis};
use pufa_store::Sql;
use pufa_store::table::script::{KeptVersion, kept, let_go};

/// Old versions are thinned out at every so many saves.
pub(super) const THIN_EVERY: i64 = 20;
/// The newest versions are all kept: an open window is at most a few saves behind.
const ALL_OF_THE_NEWEST: usize = 40;
/// For a day, one version in ten minutes; before that one a day. The first stays for good: it is everybody's ancestor.
const TEN_MINUTES: i64 = Millis::HOUR / 6;

pub(super) fn thin_out(sql: &dyn Sql, episode: EpisodeId, now: Millis) -> Result<(), StudioError> {
    for version in superfluous(&kept(sql, episode)?, now) {
        let_go(sql, episode, version)?;
    }
    Ok(())
}

/// Which of the kept versions, oldest first, may go.
fn superfluous(kept: &[KeptVersion], now: Millis) -> Vec<i64> {
    let old = &kept[..kept.len().saturating_sub(ALL_OF_THE_NEWEST)];
    let slot = |at: Millis| {
        let step = if now.0 - at.0 < Millis::DAY { TEN_MINUTES } else { Millis::DAY };
        (step, at.0.div_euclid(step))
    };
    // The first of each slot stays.
    old.windows(2).filter(|pair| slot(pair[0].at) == slot(pair[1].at)).map(|pair| pair[1].version).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_versions_are_thinned_out_and_the_newest_and_the_first_stay() {
        let now = Millis(100 * Millis::DAY);
        let at = |version: i64, ago: i64| KeptVersion { version, at: now.plus(-ago) };
        let mut kept: Vec<KeptVersion> = (0..10).map(|n| at(n + 1, 3 * Millis::DAY - n * 1000)).collect();
        kept.extend((0..10).map(|n| at(n + 11, 2 * Millis::HOUR - n * 1000)));
        kept.extend((0..40).map(|n| at(n + 21, 1000)));
        let gone = superfluous(&kept, now);
        assert!(!gone.contains(&1) && !gone.contains(&11), "the first of each time stays");
        assert!(gone.contains(&5) && gone.contains(&15), "those between go");
        assert!(gone.iter().all(|version| *version <= 20), "the newest stay");
        assert!(superfluous(&kept[..30], now).is_empty());
    }
}
