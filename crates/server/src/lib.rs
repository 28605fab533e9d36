//! The team server and the command line `pufa`.
