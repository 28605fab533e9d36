//! The studio through `Api::call`, told as stories, each on both databases. One program: linking one takes as long as
//! linking each of twenty, and its stories share one PostgreSQL.

mod demo;
mod episode;
mod home;
mod house;
mod import;
mod moving;
mod nonsense;
mod participation;
mod proof;
mod publication;
mod review;
mod roster;
mod script;
mod search;
mod session;
mod stored_versions;
mod topic;
