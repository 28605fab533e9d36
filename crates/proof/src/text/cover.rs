//! Whether a place lies inside one of many ranges, asked often.
//! Refuses to know what the ranges are.

use std::ops::Range;

/// Ranges, those that overlap made one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cover(Vec<Range<usize>>);

impl Cover {
    pub(crate) fn new(mut ranges: Vec<Range<usize>>) -> Cover {
        ranges.sort_by_key(|range| range.start);
        let mut cover: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match cover.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => cover.push(range),
            }
        }
        Cover(cover)
    }

    /// Lies the whole of `range` inside?
    pub(crate) fn holds(&self, range: &Range<usize>) -> bool {
        let after = self.0.partition_point(|one| one.start <= range.start);
        after > 0 && range.end <= self.0[after - 1].end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_touching_ranges() {
        let cover = Cover::new(vec![20..25, 0..10, 3..5, 10..12]);
        let inside = [0..10, 3..4, 11..12, 20..25].map(|range| cover.holds(&range));
        assert_eq!(inside, [true; 4]);
        assert_eq!([9..11, 12..13, 19..21, 24..26].map(|range| cover.holds(&range)), [false; 4]);
        assert!(!Cover::default().holds(&(0..1)));
    }
}
