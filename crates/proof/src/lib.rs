//! Checks of a script's text: law citations, privacy, wording. Pure; knows nothing else of the studio.
//!
//! [`Checker`] is the way in: give it settings and texts, it answers with [`TextReport`]s, each with citations judged,
//! personal data found and findings. [`LineReport`] is the same as a line of the command line. The parts can be
//! used alone: [`cite::scan`], [`privacy::find`], [`library::Library`], [`wording::Wording`].
//!
//! ```
//! use pufa_proof::{Checker, LineReport, Settings, text::Day};
//! let planned = Day::new(2026, 11, 22).expect("a day");
//! let line = LineReport::from(&Checker::new(Settings::on(planned)).check("《合同法》第八条"));
//! assert_eq!((line.citations[0].article, &*line.findings[0].rule), (8, "law.repealed"));
//! ```

pub mod check;
mod checker;
pub mod cite;
pub mod codes;
mod finding;
pub mod law;
pub mod library;
pub mod privacy;
mod report;
pub mod score;
pub mod text;
pub mod wording;

pub use checker::{Checker, Settings, Shot, Thread, Threaded};
pub use codes::{RULES, RuleCode, WORDING_GROUPS, english};
pub use finding::{Finding, Severity, Silence};
pub use report::{CitationView, LineReport, PersonalData, TextReport};
