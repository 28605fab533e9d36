//! Makes the measured workspace in an empty folder, for looking at it in the window or through `pufa serve`:
//! `cargo run --release -p pufa-bench -- FOLDER`. Signs in as `admin`.

use pufa_bench::workspace::{PASSWORD, Workspace};
use std::path::PathBuf;

fn main() {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("which empty folder?");
        std::process::exit(2);
    };
    let made = Workspace::make(&folder);
    println!("{}: sign in as admin with {PASSWORD} (unit {})", folder.display(), made.unit);
}
