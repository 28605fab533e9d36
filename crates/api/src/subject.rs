//! What a read depends on and a write makes stale: the words in which doors and screens are told of changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of thing that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Me,
    Units,
    People,
    Accounts,
    Channels,
    Columns,
    Topics,
    Episodes,
    Scripts,
    /// What the checker rests on beside the texts: accepted findings, names of a case, the unit's rules.
    Checks,
    /// The library of law texts.
    Laws,
    Reviews,
    Production,
    Publications,
    Metrics,
    Credits,
    Participation,
    Calendar,
    Settings,
    Notices,
    Audit,
    Media,
    Backups,
}

/// Told to every door after a write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ApiEvent {
    /// The client whose call caused it, so that it need not read again what it has just been answered.
    pub origin: Option<String>,
    /// What is to be read again.
    pub stale: Vec<Subject>,
}
