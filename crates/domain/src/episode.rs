//! The episode 期: its formats.
use crate::words;
words! {
    /// What an episode is made as.
    pub enum EpisodeFormat {
        /// 情景剧
        Drama = "drama",
        /// 主讲
        Talk = "talk",
        /// 问答
        QuestionAnswer = "q_and_a",
        /// 直播
        Live = "live",
        /// 图文
        Graphic = "graphic",
    }
}
