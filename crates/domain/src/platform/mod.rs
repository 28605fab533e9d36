//! Rules of the publishing platforms, read from dated data with sources, and the check of a work against them.
//! Knows no number of its own: what the data does not say is unknown, and unknown means ask a person.

pub mod check;
pub mod link;
pub mod rules;

pub use check::{Cover, Finding, Form, Piece, Video, Weight, check, schedule_window};
pub use link::{WorkLink, find_link};
pub use rules::{Confidence, Fact, LengthUnit, Mode, Platform, Platforms, Rules, Value};

#[cfg(test)]
mod tests;
