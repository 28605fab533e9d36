//! When a publication goes out: wall-clock slots, what speaks against one, and the next free one.
//! Knows no clock and no time zone database: the moment, the zone and the facts are handed in.

pub mod booked;
pub mod conflict;
pub mod free;
pub mod slot;

pub use booked::{Booked, Planned};
pub use conflict::{Conflict, Gravity, MassSend, Readiness, Setting, Told, against_slot, conflicts};
pub use free::{PostingSlot, next_free};
pub use slot::{Fold, Slot};

#[cfg(test)]
mod tests;
