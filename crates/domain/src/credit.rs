//! Who made what part of a work, and how one work is divided among its makers.
//! Knows no episode's content and no employment: who is counted is in `participation`.

use crate::words;

words! {
    /// What a person did for a work.
    pub enum CreditRole {
        /// 策划
        Planner = "planner",
        /// 编剧
        Writer = "writer",
        /// 出镜: host, actor, speaker.
        Host = "host",
        /// 拍摄
        Camera = "camera",
        /// 剪辑
        Editor = "editor",
        /// 文案
        Copy = "copy",
        /// 法律把关
        LegalAdviser = "legal_adviser",
        /// 审核
        Reviewer = "reviewer",
    }
}

words! {
    /// How much of the role was theirs.
    pub enum Degree { Lead = "lead", Equal = "equal", Supporting = "supporting" }
}

impl Degree {
    /// The degree of a `weight`, the form in which it is stored.
    pub fn from_weight(weight: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|degree| i64::from(degree.weight()) == weight)
    }

    /// The weight of a share: lead 3, equal 2, supporting 1 (domain.md, credit).
    pub fn weight(self) -> u32 {
        match self {
            Degree::Lead => 3,
            Degree::Equal => 2,
            Degree::Supporting => 1,
        }
    }
}

words! {
    /// Which roles make a person a participant.
    pub enum RolePolicy {
        /// Creating and on-screen roles only.
        Strict = "strict",
        /// Every role but the reviewer's.
        Wide = "wide",
    }
}

impl RolePolicy {
    /// Whether a credit in `role` counts. Law advice is help with a work, not the making of it: wide only.
    pub fn counts(self, role: CreditRole) -> bool {
        match role {
            CreditRole::Planner
            | CreditRole::Writer
            | CreditRole::Host
            | CreditRole::Camera
            | CreditRole::Editor
            | CreditRole::Copy => true,
            CreditRole::LegalAdviser => self == RolePolicy::Wide,
            CreditRole::Reviewer => false,
        }
    }
}

/// One whole work, in the unit of [`shares`].
pub const WHOLE_WORK: u32 = 1_000_000;

/// Divides one work by the degrees of its credits, in parts per million and in the order given.
/// The parts add up to exactly [`WHOLE_WORK`]: what rounding down leaves over goes, one part each, to those
/// who lost most by it, the earlier credit first. No credits, no shares.
pub fn shares(degrees: &[Degree]) -> Vec<u32> {
    let weights: Vec<u64> = degrees.iter().map(|d| u64::from(d.weight())).collect();
    let total: u64 = weights.iter().sum();
    if total == 0 {
        return Vec::new();
    }
    let whole = u64::from(WHOLE_WORK);
    let mut parts: Vec<u64> = weights.iter().map(|w| whole * w / total).collect();
    let left = usize::try_from(whole - parts.iter().sum::<u64>()).unwrap_or(0);
    let mut by_loss: Vec<usize> = (0..weights.len()).collect();
    by_loss.sort_by_key(|&i| std::cmp::Reverse(whole * weights[i] % total));
    for &i in by_loss.iter().take(left) {
        parts[i] += 1;
    }
    parts.into_iter().map(|p| u32::try_from(p).unwrap_or(WHOLE_WORK)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Degree::{Equal, Lead, Supporting};

    #[test]
    fn the_parts_of_a_work_add_up_to_one() {
        for (degrees, parts) in [
            (vec![], vec![]),
            (vec![Supporting], vec![1_000_000]),
            (vec![Lead, Equal, Supporting], vec![500_000, 333_333, 166_667]),
            (vec![Equal, Equal, Equal], vec![333_334, 333_333, 333_333]),
            (vec![Lead, Supporting], vec![750_000, 250_000]),
        ] {
            assert_eq!(shares(&degrees), parts, "{degrees:?}");
        }
        for crowd in 1..60_usize {
            let degrees: Vec<Degree> = (0..crowd).map(|i| Degree::ALL[i % 3]).collect();
            assert_eq!(shares(&degrees).iter().sum::<u32>(), WHOLE_WORK, "{crowd} people");
        }
    }

    #[test]
    fn a_policy_counts_its_roles() {
        for role in CreditRole::ALL {
            let strict = !matches!(role, CreditRole::LegalAdviser | CreditRole::Reviewer);
            assert_eq!(RolePolicy::Strict.counts(*role), strict, "{role:?}");
            assert_eq!(RolePolicy::Wide.counts(*role), *role != CreditRole::Reviewer, "{role:?}");
        }
    }
}
