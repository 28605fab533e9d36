//! The program `pufa`; see `pufa --help`.

fn main() -> std::process::ExitCode {
    pufa_server::command::main()
}
