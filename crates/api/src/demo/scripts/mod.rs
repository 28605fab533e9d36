//! The scripts of the demo and how far each has come. The cases are made up; the provisions they cite are real.
//! Knows no operation.

mod made;
mod out;
mod under_way;

pub use out::PUBLISHED;

/// A shot: size, picture, speaker, line, on-screen text.
pub type DemoShot = (&'static str, &'static str, &'static str, &'static str, &'static str);

const HOST: &str = "检察官";

/// An episode of the demo: its script, its people and where it stands.
pub struct Draft {
    pub title: &'static str,
    pub column: &'static str,
    pub format: &'static str,
    /// Logins of the writer and of the editor who owns the episode.
    pub writer: &'static str,
    pub editor: &'static str,
    /// The day for which it is wanted, in days from today.
    pub wanted: i64,
    pub reached: Reached,
    /// When the last thing happened to it: days from today, hour, minute.
    pub last: (i64, i64, i64),
    pub hook: &'static str,
    pub legal_point: &'static str,
    pub law_cited: &'static str,
    pub takeaway: &'static str,
    pub shots: &'static [DemoShot],
}

/// How far an episode has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Being written.
    Writing,
    /// In review, after so many votes.
    Votes(usize),
    /// Sent back in its first stage; the comments wait for an answer.
    SentBack,
    /// Sent back, answered, handed in again, and so many votes since.
    Answered(usize),
    Approved,
    /// In production, with so many of its four tasks done.
    Producing(usize),
    /// Its cut came back with a comment.
    CutSentBack,
    CutReview,
    /// Ready, and on no channel yet.
    Ready,
    /// Placed on every channel from so many days from today on.
    Placed(i64),
    /// Placed, and then a portrait release was taken back.
    GateOpen(i64),
    /// Placed, and then its title was changed on one channel.
    Stale(i64),
    /// Out on one channel; on the others unknown, failed, and waiting for a person today.
    GoingOut,
    /// Out on every channel, with figures since.
    Published,
    /// Withdrawn once it was ready.
    Withdrawn,
    /// Shelved once it was approved.
    Shelved,
}

/// Every one of them.
pub fn all() -> impl Iterator<Item = &'static Draft> {
    PUBLISHED.iter().chain(out::READY).chain(made::MADE).chain(under_way::SCRIPTS)
}
