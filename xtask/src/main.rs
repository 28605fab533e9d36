//! The repository's own commands: set up, run, test, generate types, tidy, measure, package.
//! Refuses to know what the studio does; it only starts programs and reads files.

mod bench;
mod lint;
mod package;
mod repo;
mod run;
mod setup;
mod steps;
mod test;
mod tidy;
mod types;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [-- ARGS]     set up, build, open the desktop window (or serve, with no display)
cargo xtask test              set up, then every check there is
cargo xtask types [--check]   write ui/src/generated from the operations, or compare only
cargo xtask tidy [--seal]     the repository's own rules; --seal marks the migrations as released
                              and keeps a workspace of that version for the tests
cargo xtask bench [proof]     measurements
cargo xtask package           installers, with their size";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(folder) = lint::called_as_compiler() {
        return as_compiler(&args, &folder);
    }
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|word| *word != "--").collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn as_compiler(args: &[String], folder: &Path) -> ExitCode {
    match lint::compile(args, folder) {
        Ok(status) => {
            status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> anyhow::Result<()> {
    match words {
        ["run", rest @ ..] => run::run(rest),
        ["test"] => test::test(),
        ["types"] => types::write(),
        ["types", "--check"] => types::compare(repo::cargo),
        ["tidy"] => tidy::tidy(),
        ["tidy", "--seal"] => tidy::seal_migrations(),
        ["bench", rest @ ..] => bench::bench(rest),
        ["package"] => package::package(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => anyhow::bail!("no such command: {}\n{USAGE}", words.join(" ")),
    }
}
