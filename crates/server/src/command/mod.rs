//! The command line: words in, one operation or one chore on the data folder, an exit code out.
//! Knows no rule: everything about the studio's content goes through the same operations as the screens.

/// Prints a line. A reader that has gone away, as `head` does, is no failure.
macro_rules! tell {
    ($($said:tt)*) => {{
        use std::io::Write;
        drop(writeln!(std::io::stdout(), $($said)*));
    }};
}

mod check;
mod content;
mod failure;
mod keeping;
mod language;
mod serve;
mod told;
mod workspace;

pub use failure::Failure;
pub use language::Language;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// 普法工作室: the studio's command line and team server.
#[derive(Debug, Parser)]
#[command(name = "pufa", version, after_help = EXIT_CODES)]
pub struct Command {
    /// The folder that holds the studio's data.
    #[arg(long, env = "PUFA_DATA", value_name = "DIR", global = true)]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead of the file in the data folder: postgres://user@host/name. Another computer is
    /// spoken to over TLS, with a certificate that this one trusts; ?sslmode=disable at the end does without.
    #[arg(long, env = "PUFA_DATABASE", value_name = "ADDRESS", global = true)]
    database: Option<String>,
    /// The language of messages; without it LC_ALL, LC_MESSAGES or LANG say.
    #[arg(long, value_name = "zh|en", global = true)]
    lang: Option<Language>,
    #[command(subcommand)]
    chore: Chore,
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  refused: a rule, a missing workspace, an input that is not understood
  2  the command line itself is wrong
  3  the data is damaged, verify found something, or check --gate found an error
  4  the disk is full, or a file or the data folder cannot be read or written
  5  a fault of the program; PUFA_LOG=error shows its cause under the number that is said
  6  busy: another program holds the data, or the database cannot be reached";

#[derive(Debug, Subcommand)]
enum Chore {
    /// Make the workspace: its first unit and its administrator (password from PUFA_PASSWORD, or asked).
    Init(workspace::Init),
    /// Take over a unit's spreadsheet: its roster or its published episodes. Running it twice makes nothing twice.
    Import(content::Import),
    /// Tell the participation rate of a day or a period, with the people behind it.
    Participation(content::Participation),
    /// Make the demo workspace, whose people are invented.
    Demo(content::Demo),
    /// Make a backup, in FILE or among the data folder's own, and check it.
    Backup(keeping::Backup),
    /// Put a backup in the place of the database; what was there is moved aside, never deleted. With --database: load a
    /// backup, or the file of a workspace that moves to a server, into an empty database.
    Restore(keeping::Restore),
    /// Check the audit's chain, the database, and every file against its name.
    Verify(keeping::Verify),
    /// Check a script's text: laws cited, personal data, wording. Needs no workspace; with --data the unit's own library of
    /// laws and wording rules count as well.
    Check(check::Check),
    /// Serve the studio to browsers and to desktop windows.
    Serve(serve::Serve),
}

/// Reads the words of the command line and does what they say.
pub fn main() -> ExitCode {
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(usage) => {
            // Help and version are no errors, and a closed pipe is no reason to fail.
            drop(usage.print());
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    // Scripts read one sentence; the log behind it is there for those who ask.
    if std::env::var_os("PUFA_LOG").is_some() {
        serve::log_to_stderr("off");
    }
    let language = command.lang.unwrap_or_else(Language::of_environment);
    match command.run(language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.sentence(language));
            ExitCode::from(failure.exit_code())
        }
    }
}

impl Command {
    fn run(self, language: Language) -> Result<(), Failure> {
        let place = workspace::Place { data: self.data, database: self.database };
        match self.chore {
            Chore::Init(init) => init.run(&place, language),
            Chore::Import(import) => import.run(&place, language),
            Chore::Participation(participation) => participation.run(&place, language),
            Chore::Demo(demo) => demo.run(&place, language),
            Chore::Backup(backup) => backup.run(&place, language),
            Chore::Restore(restore) => restore.run(&place, language),
            Chore::Verify(verify) => verify.run(&place, language),
            Chore::Check(check) => check.run(&place, language),
            Chore::Serve(serve) => serve.run(&place, language),
        }
    }
}
