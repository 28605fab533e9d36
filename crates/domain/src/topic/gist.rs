//! How near two titles are, so that nobody films the same thing twice unawares.
//! Knows no meaning: it counts pairs of neighbouring characters that both share (Dice's coefficient).

use unicode_normalization::UnicodeNormalization;

/// The likeness in percent from which two topics are called near.
pub const NEAR: u32 = 60;
/// Characters of a title, and of a title with its angle, that are compared.
const COMPARED: usize = 200;

/// A title and an angle, made ready to be compared with thousands of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gist {
    /// Pairs of neighbouring characters, sorted, each as often as it occurs.
    title: Box<[u64]>,
    /// The same with the angle; none when there is no angle.
    whole: Option<Box<[u64]>>,
}

/// A thing that is near, and by how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<K> {
    pub key: K,
    /// 60 to 100.
    pub percent: u32,
}

impl Gist {
    /// What is compared of `title` and `angle`: letters, digits and characters, width and case made equal.
    pub fn of(title: &str, angle: &str) -> Self {
        let title_only = plain(title);
        let angle = plain(angle);
        let whole: String = title_only.chars().chain(angle.chars()).take(COMPARED).collect();
        Self { title: pairs(&title_only), whole: (!angle.is_empty()).then(|| pairs(&whole)) }
    }

    /// How like the two are, in percent rounded down: by title, or by title and angle when both have one, whichever
    /// is more. A title that says nothing is like no other.
    pub fn likeness(&self, other: &Gist) -> u32 {
        let by_title = dice(&self.title, &other.title);
        match (&self.whole, &other.whole) {
            (Some(one), Some(two)) => by_title.max(dice(one, two)),
            _ => by_title,
        }
    }
}

/// The `most` nearest among `others`, from [`NEAR`] percent, the nearest first.
pub fn near<'a, K>(
    gist: &Gist,
    others: impl IntoIterator<Item = (K, &'a Gist)>,
    most: usize,
) -> Vec<Near<K>> {
    let mut found: Vec<Near<K>> = others
        .into_iter()
        .map(|(key, other)| Near { key, percent: gist.likeness(other) })
        .filter(|near| near.percent >= NEAR)
        .collect();
    found.sort_by_key(|near| std::cmp::Reverse(near.percent));
    found.truncate(most);
    found
}

fn plain(text: &str) -> String {
    let letters = text.nfkc().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(COMPARED).collect()
}

/// The pairs of a text, sorted; a text of one character is a pair with nothing.
fn pairs(text: &str) -> Box<[u64]> {
    let characters: Vec<u64> = text.chars().map(|c| u64::from(u32::from(c))).collect();
    let mut pairs: Vec<u64> = match characters[..] {
        [only] => vec![only << 32],
        _ => characters.windows(2).map(|pair| pair[0] << 32 | pair[1]).collect(),
    };
    pairs.sort_unstable();
    pairs.into()
}

/// Twice what both share, by what both have, in percent.
fn dice(one: &[u64], two: &[u64]) -> u32 {
    let all = one.len() + two.len();
    if all == 0 {
        return 0;
    }
    let (mut a, mut b, mut shared) = (0, 0, 0usize);
    while a < one.len() && b < two.len() {
        match one[a].cmp(&two[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                a += 1;
                b += 1;
            }
        }
    }
    u32::try_from(200 * shared / all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_near_by_what_they_share() {
        for (one, two, percent) in [
            ("隔夜酒也是酒", "隔夜酒也是酒", 100),
            ("隔夜酒,也是酒!", "《隔夜酒也是酒》", 100),
            ("ＧＤＰ是什么", "gdp是什么", 100),
            ("隔夜酒也是酒", "隔夜酒也算酒", 60),
            ("高空抛物", "网络谣言的边界", 0),
            ("酒", "酒", 100),
            ("", "", 0),
            ("!?", "!?", 0),
            ("酒驾", "驾酒", 0),
        ] {
            assert_eq!(Gist::of(one, "").likeness(&Gist::of(two, "")), percent, "{one} / {two}");
            assert_eq!(Gist::of(two, "").likeness(&Gist::of(one, "")), percent, "{two} / {one}");
        }
    }

    #[test]
    fn a_long_angle_does_not_hide_two_titles_that_are_alike_and_can_show_two_that_are_not() {
        let angle = "一名司机前一晚喝了半斤白酒第二天早上开车上班被查";
        let with = Gist::of("隔夜酒也是酒", angle);
        assert_eq!(with.likeness(&Gist::of("隔夜酒也是酒", "从代谢的时间说起")), 100);
        assert!(with.likeness(&Gist::of("睡一觉就能开车吗", angle)) >= NEAR);
    }

    #[test]
    fn the_nearest_come_first_and_only_the_near() {
        let others = ["高空抛物", "隔夜酒也算酒", "隔夜酒也是酒"].map(|title| Gist::of(title, ""));
        let found = near(&Gist::of("隔夜酒也是酒", ""), others.iter().enumerate(), 5);
        let found: Vec<_> = found.iter().map(|near| (near.key, near.percent)).collect();
        assert_eq!(found, [(2, 100), (1, 60)]);
    }
}
