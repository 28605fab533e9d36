//! The desktop door: a window onto the operations. Refuses to hold a rule or a list of operations.

fn main() {}
