//! The installer for this system, made by the Tauri command line of ui's own packages.
//! Refuses to sign or publish; it makes the file and says how large it is.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{repo, setup};

/// The size an installer should stay under, in bytes (the product's budget).
const BUDGET: u64 = 25 * 1024 * 1024;

pub fn package() -> Result<()> {
    setup::setup(setup::For::Run)?;
    let cli = repo::root()?.join("ui/node_modules/.bin/tauri");
    // The same build as the checks and `run`: only packed here, not made once more with other features.
    repo::must(repo::cargo(&["build", "--release", "-p", "pufa-server", "-p", "pufa-studio", "--bins"])?)?;
    let mut tauri = repo::program(cli, "src-tauri")?;
    tauri.args(["bundle", "--bundles", "deb"]);
    repo::must(tauri)?;
    let made = installers(&repo::target_dir()?.join("release/bundle/deb"))?;
    if made.is_empty() {
        bail!("the bundler ended well but left no .deb");
    }
    for path in made {
        let size = std::fs::metadata(&path)?.len();
        println!("{}  {:.1} MiB", path.display(), size as f64 / 1_048_576.0);
        if size > BUDGET {
            println!("warning: over the budget of {} MiB", BUDGET / 1_048_576);
        }
    }
    Ok(())
}

fn installers(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if let Ok(entries) = std::fs::read_dir(dir) {
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "deb") {
                found.push(path);
            }
        }
    }
    Ok(found)
}
