//! A workspace as large as ten years of a busy unit, and the questions that screens ask of it, each beside the SQL that
//! one would write by hand. Refuses to judge: the bench prints ratios of one run.

pub mod by_hand;
pub mod cases;
pub mod rows;
pub mod workspace;
