//! The team server and the command line `pufa`: two doors onto the operations.
//! Refuses to hold a rule or a list of operations.

pub mod command;
pub mod http;
pub mod window;

pub use http::loopback;
