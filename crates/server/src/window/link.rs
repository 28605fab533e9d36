//! Links of the system's into the studio, such as `pufa://episode/ID`.
//! Knows three kinds and no record: whether there is one, the page finds out.

/// The page that a link leads to: `pufa://KIND/ID` with a kind we know and an id of letters, digits and hyphens.
pub fn path_of(link: &str) -> Option<String> {
    let (kind, id) = link.strip_prefix("pufa://")?.trim_end_matches('/').split_once('/')?;
    let clean = id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let folder = match kind {
        "episode" => "episodes",
        "review" => "review",
        "person" => "people",
        _ => return None,
    };
    (clean && !id.is_empty()).then(|| format!("/{folder}/{id}"))
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn links_lead_only_into_the_studio() {
        for (link, path) in [
            ("pufa://episode/0197-aa", Some("/episodes/0197-aa")),
            ("pufa://review/7/", Some("/review/7")),
            ("pufa://episode/../settings", None),
            ("pufa://episode/javascript:alert(1)", None),
            ("pufa://settings/backup", None),
            ("https://example.com/episode/7", None),
            ("pufa://episode/", None),
        ] {
            assert_eq!(path_of(link).as_deref(), path, "{link}");
        }
    }
}
