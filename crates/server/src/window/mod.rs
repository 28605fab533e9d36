//! What a window needs of a studio beside the operations: a team server at the other end of a line, and what the
//! system's links mean. Refuses to know a window system, so that it is built and tested without one.

pub mod link;
pub mod remote;

/// The name under which a window's changes are told to its page, so that it does not hear of its own.
pub const CLIENT: &str = "window";
