//! `cargo run -p pufa-api --example export_types -- FOLDER`: writes the TypeScript side of the wire.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("say into which folder")?;
    pufa_api::types::write(std::path::Path::new(&folder))
}
