//! Participation 参与率: who of a unit's people has made a published work, and how that changes.
//! Knows no table and no clock: it reads plain facts and answers names behind every number.

pub mod change;
pub mod depth;
pub mod facts;
pub mod rate;
pub mod report;
pub mod survey;

pub use change::Change;
pub use depth::{Depth, WorksOf};
pub use facts::{AbsenceKind, Absent, CountingPolicy, Credited, Employed, Facts};
pub use rate::Rate;
pub use report::{Asked, FrozenReport};
pub use survey::{Figure, Survey};

#[cfg(test)]
mod tests;
