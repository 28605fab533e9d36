//! Identifiers: one type per thing, so that a topic's id cannot stand where an episode's is asked for.
//! Knows only that an id is a UUID (version 7, so ids sort by the time they were made) written as text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(transparent)]
        #[ts(type = "string")]
        #[schemars(with = "String")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }
    )+};
}

ids! {
    /// A procuratorate, or a branch of one.
    UnitId,
    /// A department of a unit.
    DepartmentId,
    /// A human being, whatever they do and wherever they are employed.
    PersonId,
    /// A dated employment of a person in a unit.
    EmploymentId,
    /// A time within an employment in which somebody is away.
    AbsenceId,
    /// What a person signs in with.
    AccountId,
    /// A role given to an account in a unit.
    GrantId,
    /// An account of the unit on a publishing platform.
    ChannelId,
    /// A column 栏目.
    ColumnId,
    /// A topic 选题.
    TopicId,
    /// An episode 期; its script carries the same id.
    EpisodeId,
    /// A shot 镜 of a script; stays the same through every revision.
    ShotId,
    /// An immutable snapshot of a script.
    RevisionId,
    /// A round of review of an episode.
    ReviewId,
    /// A version of a unit's review template.
    TemplateId,
    /// A vote cast in a review.
    VoteId,
    /// A comment in a review.
    CommentId,
    /// A standing-in of one reviewer for another.
    DeputyId,
    /// A production task.
    TaskId,
    /// A portrait release.
    ReleaseId,
    /// An episode on one channel.
    PublicationId,
    /// One try at publishing.
    AttemptId,
    /// A dated set of figures.
    SnapshotId,
    /// A person's share in a work.
    CreditId,
    /// A participation figure that was reported.
    ReportId,
    /// A version of a law's text in the unit's library.
    LawTextId,
    /// A finding of the checker that the unit accepts.
    SilenceId,
    /// A message to a person.
    NoticeId,
    /// A day of the calendar that differs from an ordinary one.
    CalendarDayId,
}
