//! Who may stand on whom, and on what from outside: read from `cargo metadata`, so that it is exact.
//! Refuses to read source text.

use cargo_metadata::{Dependency, DependencyKind, Metadata, Package};

use super::Finding;
use super::source::Source;

/// Every crate of the workspace with the ones it may name. `domain` knows nobody; `proof`, `media`, `files` and
/// `store` know the domain and not each other; `api` joins them; the two doors know the api.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("pufa-domain", &[]),
    ("pufa-proof", &["pufa-domain"]),
    ("pufa-fonts", &[]),
    ("pufa-media", &["pufa-domain", "pufa-fonts"]),
    ("pufa-files", &["pufa-domain", "pufa-fonts"]),
    ("pufa-store", &["pufa-domain"]),
    ("pufa-connect", &["pufa-domain"]),
    ("pufa-api", &["pufa-domain", "pufa-store", "pufa-proof", "pufa-files", "pufa-media", "pufa-connect"]),
    // `pufa check` works without a workspace, so without the api: a file's text, and what the checker says of it.
    ("pufa-server", &["pufa-domain", "pufa-store", "pufa-proof", "pufa-files", "pufa-api"]),
    // The window's files come through the server's own routes, on a loopback listener: one code for Range and rights.
    ("pufa-studio", &["pufa-store", "pufa-api", "pufa-server"]),
    ("pufa-bench", &["pufa-domain", "pufa-store", "pufa-proof", "pufa-media", "pufa-api"]),
    ("xtask", &[]),
];

/// Outside crates with the only ones of ours that may name them. The bench compares with hand-written SQL.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["pufa-store", "pufa-bench"]),
    ("libsqlite3-sys", &["pufa-store"]),
    ("postgres", &["pufa-store"]),
    ("tokio-postgres", &["pufa-store"]),
    ("sqlx", &[]),
    ("axum", &["pufa-server"]),
    ("tauri", &["pufa-studio"]),
    ("tauri-build", &["pufa-studio"]),
    ("wry", &["pufa-studio"]),
];

/// Crates without which a pure crate cannot touch disk, network, clock or thread; see `words` for std's own.
const IMPURE: &[&str] = &["tokio", "ureq", "reqwest", "tempfile", "getrandom", "tracing-subscriber"];
const PURE: &[&str] = &["pufa-domain", "pufa-proof"];

pub fn check(metadata: &Metadata) -> Vec<Finding> {
    let members: Vec<&Package> = metadata.workspace_packages();
    let mut findings = Vec::new();
    for package in &members {
        let manifest = relative(package, metadata);
        let Some((_, may)) = MAY_NAME.iter().find(|(name, _)| *name == package.name.as_str()) else {
            let message = format!("{} is not in tidy's table of crates; say whom it may name", package.name);
            findings.push(Finding::new(&manifest, 0, message));
            continue;
        };
        for dependency in &package.dependencies {
            if let Some(message) = breach(&package.name, may, dependency) {
                findings.push(Finding::new(&manifest, 0, message));
            }
        }
    }
    findings.extend(metadata.packages.iter().filter_map(|package| outside(package, &members)));
    findings
}

fn relative(package: &Package, metadata: &Metadata) -> String {
    let path = &package.manifest_path;
    path.strip_prefix(&metadata.workspace_root).unwrap_or(path).to_string()
}

fn breach(package: &str, may: &[&str], dependency: &Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    let ours = MAY_NAME.iter().any(|(ours, _)| *ours == name);
    let is_test = dependency.kind == DependencyKind::Development;
    // A crate names itself to switch a feature on for its own tests.
    let tests_may = is_test && (name == package || below_by_table(package, name));
    if ours && !may.contains(&name) && !tests_may {
        return Some(format!("{package} may not name {name} (allowed: {})", may.join(", ")));
    }
    if let Some((_, homes)) = ONLY_IN.iter().find(|(only, _)| name == *only || is_plugin(name, only))
        && !homes.contains(&package)
    {
        return Some(format!("{package} may not name {name}; only {} may", homes.join(", ")));
    }
    if PURE.contains(&package) && IMPURE.contains(&name) && !is_test {
        return Some(format!("{package} is pure and may not name {name}"));
    }
    None
}

fn is_plugin(name: &str, only: &str) -> bool {
    only == "tauri" && name.starts_with("tauri-plugin-")
}

/// Whether `lower` is reached from `upper` over the table, directly or not; tests may name such a crate.
fn below_by_table(upper: &str, lower: &str) -> bool {
    MAY_NAME
        .iter()
        .filter(|(name, _)| *name == upper)
        .flat_map(|(_, may)| may.iter())
        .any(|next| *next == lower || below_by_table(next, lower))
}

/// Rules on crates from outside: their licence, and that those we name ourselves are stable releases.
fn outside(package: &Package, members: &[&Package]) -> Option<Finding> {
    package.source.as_ref()?;
    let named = |member: &&&Package| {
        member.dependencies.iter().any(|d| d.name == package.name.as_str() && d.req.matches(&package.version))
    };
    if !package.version.pre.is_empty() && members.iter().any(|member| named(&member)) {
        let message = format!("{} {} is not a stable release", package.name, package.version);
        return Some(Finding::new("Cargo.lock", 0, message));
    }
    let licence = package.license.as_deref().unwrap_or("");
    only_copyleft(licence).then(|| {
        Finding::new("Cargo.lock", 0, format!("{} comes under {licence} only; no GPL or AGPL", package.name))
    })
}

/// The same rule for npm's packages, whose licences stand in the lock file.
pub fn npm_licences(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    let licence = |line: &str| {
        Some(line.trim().strip_prefix("\"license\": \"")?.trim_end_matches(['"', ',']).to_owned())
    };
    (1..)
        .zip(source.text.lines())
        .filter_map(|(line, text)| Some((line, licence(text).filter(|licence| only_copyleft(licence))?)))
        .map(|(line, licence)| {
            Finding::new(&source.path, line, format!("a package comes under {licence} only"))
        })
        .collect()
}

/// Whether no way of choosing among the licences avoids the GPL and the AGPL. The LGPL is another thing.
fn only_copyleft(licence: &str) -> bool {
    let strong = |choice: &str| {
        choice.split(" AND ").any(|one| {
            let one = one.trim().trim_matches(['(', ')']);
            one.starts_with("GPL") || one.starts_with("AGPL")
        })
    };
    !licence.is_empty() && licence.replace('/', " OR ").split(" OR ").all(strong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences() {
        let cases = [
            ("MIT OR Apache-2.0", false),
            ("MIT/GPL-2.0", false),
            ("GPL-3.0-or-later", true),
            ("AGPL-3.0 OR GPL-3.0", true),
            ("MIT AND GPL-2.0", true),
            ("LGPL-2.1", false),
            ("", false),
        ];
        for (licence, expected) in cases {
            assert_eq!(only_copyleft(licence), expected, "{licence}");
        }
    }

    #[test]
    fn licences_in_a_lock_file() {
        let lock =
            Source::new("ui/package-lock.json", "{\n\"license\": \"GPL-3.0\",\n\"license\": \"MIT\"\n}");
        assert_eq!(npm_licences(&lock).len(), 1);
    }

    #[test]
    fn tests_may_reach_down_and_never_up() {
        assert!(below_by_table("pufa-server", "pufa-files"));
        assert!(!below_by_table("pufa-domain", "pufa-api"));
    }

    #[test]
    fn a_forbidden_edge_is_named() {
        let cases = [
            ("pufa-domain", "pufa-store", "null", true),
            ("pufa-store", "pufa-domain", "null", false),
            ("pufa-server", "pufa-media", "null", true),
            ("pufa-server", "pufa-media", "\"dev\"", false),
            ("pufa-server", "pufa-files", "null", false),
            ("pufa-domain", "pufa-api", "\"dev\"", true),
            ("pufa-store", "pufa-store", "\"dev\"", false),
            ("pufa-api", "rusqlite", "null", true),
            ("pufa-server", "tauri-plugin-dialog", "null", true),
            ("pufa-proof", "tokio", "null", true),
            ("pufa-proof", "tempfile", "\"dev\"", false),
            ("pufa-new", "serde", "null", true),
        ];
        for (package, names, kind, forbidden) in cases {
            let findings = check(&workspace_of_one(package, names, kind));
            assert_eq!(!findings.is_empty(), forbidden, "{package} -> {names} ({kind}): {findings:?}");
        }
    }

    fn workspace_of_one(package: &str, names: &str, kind: &str) -> Metadata {
        let json = format!(
            r#"{{"packages":[{{"name":"{package}","version":"0.1.0","id":"a","license":null,"license_file":null,
            "description":null,"source":null,"targets":[],"features":{{}},"manifest_path":"/x/a/Cargo.toml",
            "dependencies":[{{"name":"{names}","source":null,"req":"*","kind":{kind},"rename":null,
            "optional":false,"uses_default_features":true,"features":[],"target":null,"registry":null}}]}}],
            "workspace_members":["a"],"workspace_default_members":["a"],"resolve":null,
            "target_directory":"/x/target","version":1,"workspace_root":"/x","metadata":null}}"#
        );
        cargo_metadata::MetadataCommand::parse(json).expect("the sketch of a workspace parses")
    }
}
