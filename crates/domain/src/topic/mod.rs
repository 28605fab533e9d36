//! The topic 选题: how it is decided on, and by which steps.
//! Knows no board and no episode: adopting one makes an episode, which is the operation's business.

mod gist;

pub use gist::{Gist, NEAR, Near, near};

use crate::{Millis, PersonId, Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Where a topic stands.
    pub enum TopicState {
        /// 提出
        Proposed = "proposed",
        /// 入围
        Shortlisted = "shortlisted",
        /// 采用: an episode was made of it.
        Adopted = "adopted",
        /// 搁置
        Shelved = "shelved",
        /// 不采用
        Declined = "declined",
    }
}
words! {
    /// Where a topic comes from.
    pub enum TopicSource {
        /// 办案
        Case = "case",
        /// 群众诉求
        Request = "request",
        /// 热点
        HotTopic = "hot_topic",
        /// 普法日
        PublicityDay = "publicity_day",
        /// 网友反馈
        Feedback = "feedback",
        Other = "other",
    }
}

/// A topic's move from one state to another, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TopicStep {
    pub from: TopicState,
    pub to: TopicState,
    /// Why; never empty when a topic is shelved or declined.
    pub reason: String,
    pub by: PersonId,
    pub at: Millis,
}

/// The longest title, angle and legal point, in characters.
pub const TITLE: u32 = 60;
pub const ANGLE: u32 = 500;
const REASON: u32 = 500;

impl TopicState {
    /// The states that a topic may move to from this one. An adopted topic stays adopted: what is wrong with its
    /// episode is said there.
    pub fn next(self) -> &'static [TopicState] {
        use TopicState::{Adopted, Declined, Proposed, Shelved, Shortlisted};
        match self {
            Proposed => &[Shortlisted, Shelved, Declined],
            Shortlisted => &[Adopted, Shelved, Declined, Proposed],
            Adopted => &[],
            Shelved | Declined => &[Proposed, Shortlisted],
        }
    }

    /// Moves a topic to `to`, or says why not. `last` is the moment of its last step.
    pub fn step(
        self,
        to: TopicState,
        reason: &str,
        by: PersonId,
        (last, at): (Millis, Millis),
    ) -> Result<TopicStep, Refusal> {
        if at < last {
            return Err(Refusal::ClockSetBack { last });
        }
        if !self.next().contains(&to) {
            return Err(Refusal::WrongState { state: self.word().into(), step: to.word().into() });
        }
        let reason = Refusal::optional_text("reason", reason, REASON)?;
        if reason.is_empty() && matches!(to, TopicState::Shelved | TopicState::Declined) {
            return Err(Refusal::ReasonRequired);
        }
        Ok(TopicStep { from: self, to, reason, by, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_topic_goes_only_where_it_may() {
        use TopicState::{Adopted, Declined, Proposed, Shelved, Shortlisted};
        let by = PersonId(Uuid::from_u128(1));
        let open = [
            (Proposed, Shortlisted),
            (Proposed, Shelved),
            (Proposed, Declined),
            (Shortlisted, Adopted),
            (Shortlisted, Shelved),
            (Shortlisted, Declined),
            (Shortlisted, Proposed),
            (Shelved, Proposed),
            (Shelved, Shortlisted),
            (Declined, Proposed),
            (Declined, Shortlisted),
        ];
        for &from in TopicState::ALL {
            for &to in TopicState::ALL {
                let step = from.step(to, "理由", by, (Millis(1), Millis(2)));
                assert_eq!(step.is_ok(), open.contains(&(from, to)), "{from:?} to {to:?}");
                let back = from.step(to, "理由", by, (Millis(2), Millis(1)));
                assert_eq!(back, Err(Refusal::ClockSetBack { last: Millis(2) }));
            }
        }
        for to in [Shelved, Declined] {
            let silent = Proposed.step(to, " ", by, (Millis(1), Millis(2)));
            assert_eq!(silent, Err(Refusal::ReasonRequired));
        }
    }
}
