//! Borders inside the front end: who imports whom.
//! Refuses to know anything of a module but its path and the paths it imports.

use super::Finding;
use super::source::Source;

const SRC: &str = "ui/src/";

pub fn check(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with(SRC) || !source.ends(&["ts", "tsx"]) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, text) in (1..).zip(source.text.lines()) {
        if let Some(specifier) = imported(text)
            && let Some(message) = breach(&source.path, specifier)
        {
            findings.push(Finding::new(&source.path, line, message));
        }
    }
    findings
}

/// The path after `from`, `import` or `import(` on this line.
fn imported(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["import ", "export ", "} from "].iter().any(|word| line.starts_with(word));
    let rest = if let Some((_, rest)) = line.split_once("import(") {
        rest
    } else if starts {
        line.split_once("from ").map_or_else(|| line.strip_prefix("import "), |(_, rest)| Some(rest))?
    } else {
        return None;
    };
    let quote = rest.chars().next().filter(|char| "\"'".contains(*char))?;
    rest[1..].split(quote).next()
}

fn breach(path: &str, specifier: &str) -> Option<String> {
    if specifier.starts_with("@tauri-apps/") {
        let home = path.starts_with("ui/src/host/");
        return (!home).then(|| format!("{specifier} may be imported only in ui/src/host"));
    }
    let target = resolved(path, specifier)?;
    let (from, to) = (part(path.strip_prefix(SRC)?), part(&target));
    let allowed = match (from, to) {
        (("feature", from), ("feature", to)) => from == to,
        (("app", _), _) => true,
        // Shared pieces, the host and the texts lie below every feature; the shell lies above.
        (("feature", _), ("app", _)) => false,
        (("shared" | "host" | "text" | "generated", _), ("feature" | "app", _)) => false,
        _ => true,
    };
    (!allowed)
        .then(|| format!("{}/{} may not import {target}; share it through ui/src/shared", from.0, from.1))
}

/// The first two folders of a path below `ui/src/`.
fn part(path: &str) -> (&str, &str) {
    let mut folders = path.split('/');
    (folders.next().unwrap_or(""), folders.next().unwrap_or(""))
}

/// The imported path below `ui/src/`; none for a package.
fn resolved(path: &str, specifier: &str) -> Option<String> {
    if let Some(rest) = specifier.strip_prefix("@/") {
        return Some(rest.to_owned());
    }
    if !specifier.starts_with('.') {
        return None;
    }
    let mut folders: Vec<&str> = path.strip_prefix(SRC)?.split('/').collect();
    folders.pop();
    for word in specifier.split('/') {
        match word {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            folder => folders.push(folder),
        }
    }
    Some(folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders() {
        let cases = [
            ("ui/src/feature/review/A.tsx", "import { b } from \"../topics/B\";", true),
            ("ui/src/feature/review/A.tsx", "} from '@/feature/topics/B';", true),
            ("ui/src/feature/review/A.tsx", "const B = lazy(() => import(\"../topics/B\"));", true),
            ("ui/src/feature/review/A.tsx", "import { b } from \"./B\";", false),
            ("ui/src/feature/review/part/A.tsx", "import { b } from \"../B\";", false),
            ("ui/src/feature/review/A.tsx", "import { b } from \"../../shared/B\";", false),
            ("ui/src/feature/review/A.tsx", "import { router } from \"../../app/router\";", true),
            ("ui/src/shared/A.tsx", "export * from \"../feature/topics/B\";", true),
            ("ui/src/app/A.tsx", "import B from \"../feature/topics/B\";", false),
            ("ui/src/app/A.tsx", "import { invoke } from \"@tauri-apps/api/core\";", true),
            ("ui/src/host/tauri.ts", "import { invoke } from \"@tauri-apps/api/core\";", false),
            ("ui/src/app/A.tsx", "import \"antd/reset.css\";", false),
        ];
        for (path, line, forbidden) in cases {
            assert_eq!(!check(&Source::new(path, line)).is_empty(), forbidden, "{path}: {line}");
        }
    }
}
