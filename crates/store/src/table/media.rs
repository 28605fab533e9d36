//! Files that a unit keeps: what each is called, what it is, how large, and who brought it.
//! Knows no content: the bytes lie in `blob`, under the same sha256.

use crate::{Cells, Sql, StoreError, values};
use pufa_domain::{Millis, PersonId, UnitId};

/// A file of a unit. The same content in two units is two rows and one blob.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub unit: UnitId,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: i64,
    /// JSON: duration, pixels, codec, for what plays or is a picture.
    pub probe: Option<String>,
    /// Whether an operation made it; such a file goes when nothing refers to it any more.
    pub made: bool,
    pub by: PersonId,
    pub at: Millis,
}

const ASSET: &str =
    "SELECT sha256, unit_id, name, mime, size, probe, made, uploaded_by, uploaded_at FROM media_asset";

/// Every column in which a file is named, but those of `media_asset` itself: what one of them names stays.
const REFERENCES: &[(&str, &str)] = &[
    ("review_revision", "asset_sha256"),
    ("portrait_release", "asset_sha256"),
    ("production", "final_cut"),
    ("production", "cover_source"),
    ("publication", "video_sha256"),
    ("publication", "cover_sha256"),
    ("publication_cover", "sha256"),
    ("import_run", "file_sha256"),
];

fn asset(c: &mut Cells<'_>) -> Result<Asset, StoreError> {
    Ok(Asset {
        sha256: c.text()?,
        unit: c.id()?,
        name: c.text()?,
        mime: c.text()?,
        size: c.int()?,
        probe: c.maybe_text()?,
        made: c.flag()?,
        by: c.id()?,
        at: c.at()?,
    })
}

/// The rows of one content, in whichever units.
pub fn of_content(sql: &dyn Sql, sha256: &str) -> Result<Vec<Asset>, StoreError> {
    sql.all(&format!("{ASSET} WHERE sha256 = ?1 ORDER BY uploaded_at"), values![sha256], asset)
}

/// A unit's file; [`StoreError::NotFound`] when the unit has none of that content.
pub fn get(sql: &dyn Sql, unit: UnitId, sha256: &str) -> Result<Asset, StoreError> {
    sql.one(&format!("{ASSET} WHERE sha256 = ?1 AND unit_id = ?2"), values![sha256, unit], asset)
}

/// Keeps a row. A file that the unit has already takes the name under which it is brought again (a name may go out with a
/// film, so it can be mended) and keeps who brought it first; one that an operation made becomes the unit's own.
pub fn keep(sql: &dyn Sql, asset: &Asset) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO media_asset (sha256, unit_id, name, mime, size, probe, made, uploaded_by, uploaded_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (sha256, unit_id) DO UPDATE SET \
         name = CASE WHEN excluded.made = 0 THEN excluded.name ELSE media_asset.name END, \
         made = CASE WHEN excluded.made = 0 THEN 0 ELSE media_asset.made END, \
         uploaded_at = CASE WHEN media_asset.made = 1 THEN excluded.uploaded_at ELSE media_asset.uploaded_at END",
        values![
            asset.sha256,
            asset.unit,
            asset.name,
            asset.mime,
            asset.size,
            asset.probe,
            asset.made,
            asset.by,
            asset.at
        ],
    )?;
    Ok(())
}

/// Leaves a file to housekeeping: what was in it has been taken over, and it goes unless something refers to it.
pub fn let_go(sql: &dyn Sql, unit: UnitId, sha256: &str) -> Result<(), StoreError> {
    sql.run("UPDATE media_asset SET made = 1 WHERE sha256 = ?1 AND unit_id = ?2", values![sha256, unit])?;
    Ok(())
}

/// Every content there is a row for, in order, after `after`; for checking the files against their names.
pub fn contents(sql: &dyn Sql, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    sql.all(
        "SELECT DISTINCT sha256 FROM media_asset WHERE sha256 > ?1 ORDER BY sha256 LIMIT ?2",
        values![after, limit],
        |c| c.text(),
    )
}

/// Forgets the files that operations made before `before` and that nothing refers to; answers the contents of which
/// no row is left, whose bytes may go.
pub fn drop_unreferenced(sql: &dyn Sql, before: Millis) -> Result<Vec<String>, StoreError> {
    let free: String = REFERENCES
        .iter()
        .map(|(table, column)| {
            format!(" AND NOT EXISTS (SELECT 1 FROM {table} r WHERE r.{column} = media_asset.sha256)")
        })
        .collect();
    let found = sql.all(
        &format!("SELECT DISTINCT sha256 FROM media_asset WHERE made = 1 AND uploaded_at < ?1{free}"),
        values![before],
        |c| c.text(),
    )?;
    let mut gone = Vec::new();
    for sha256 in found {
        sql.run(
            "DELETE FROM media_asset WHERE sha256 = ?1 AND made = 1 AND uploaded_at < ?2",
            values![sha256, before],
        )?;
        let left = sql.number("SELECT COUNT(*) FROM media_asset WHERE sha256 = ?1", values![sha256])?;
        if left == 0 {
            gone.push(sha256);
        }
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::REFERENCES;

    /// A column that is forgotten here would let housekeeping delete what it names.
    #[test]
    fn every_column_that_names_a_file_is_known() {
        let schema = include_str!("../../migrations/0001_first.sql");
        let mut table = "";
        let mut found = Vec::new();
        for line in schema.lines() {
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split([' ', '(']).next().unwrap_or_default();
            }
            let (column, rest) = line.split_once(' ').unwrap_or((line, ""));
            let names_a_file = column.ends_with("sha256") || rest.trim_end().ends_with("-- sha256");
            if names_a_file && rest.starts_with("TEXT") && table != "media_asset" {
                found.push((table, column));
            }
        }
        for column in &found {
            assert!(REFERENCES.contains(column), "{column:?} is not in REFERENCES");
        }
        assert_eq!(found.len(), REFERENCES.len(), "{found:?}");
    }
}
