//! Checks of a script's text: law citations, privacy, wording. Pure; knows nothing else of the studio.

pub mod cite;
pub mod law;
pub mod library;
pub mod privacy;
pub mod score;
pub mod text;
