//! `cargo run -p pufa-api --example keep_version -- FOLDER`: a small workspace as this version's schema stores it, for
//! later versions to be tried on. `cargo xtask tidy --seal` calls it.

use flate2::Compression;
use flate2::write::GzEncoder;
use pufa_domain::Day;
use pufa_store::{DATABASE, Store};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("say into which folder")?;
    let made = tempfile::tempdir()?;
    pufa_api::demo::make(made.path(), Day::new(2026, 11, 22).ok_or("no such day")?)?;
    let plain = made.path().join("plain.db");
    Store::open_folder(made.path())?.back_up_to(&plain)?;
    let name = format!("version-{}.db.gz", pufa_store::migrate::newest());
    std::fs::create_dir_all(&folder)?;
    let kept = std::fs::File::create(Path::new(&folder).join(&name))?;
    let mut packed = GzEncoder::new(kept, Compression::best());
    std::io::copy(&mut std::fs::File::open(&plain)?, &mut packed)?;
    packed.finish()?.sync_all()?;
    println!("{name}, of a {DATABASE} of {} bytes", std::fs::metadata(plain)?.len());
    Ok(())
}
