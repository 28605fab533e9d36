//! Checks of a script's text: law citations, privacy, wording. Pure; knows nothing else of the studio.
//!
//! [`Checker`] is the way in: give it settings and texts, it answers with [`TextReport`]s, each with citations judged,
//! personal data found and findings. [`check_line`] does the same for one line of the command line. The parts can be
//! used alone: [`cite::scan`], [`privacy::find`], [`library::Library`], [`wording::Wording`].

pub mod check;
mod checker;
pub mod cite;
mod finding;
pub mod law;
pub mod library;
pub mod privacy;
mod report;
pub mod score;
pub mod text;
pub mod wording;

pub use checker::{Checker, Settings, Shot};
pub use finding::{Finding, Severity, Silence};
pub use report::{CitationView, LineReport, PersonalData, TextReport, check_line};
