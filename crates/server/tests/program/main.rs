//! The program `pufa` as it is started: its commands, its HTTP door, and its end at any moment.

mod check;
mod command;
mod encrypted;
mod http;
mod kill;
