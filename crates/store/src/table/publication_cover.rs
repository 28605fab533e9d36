//! The covers cut for publications, one a ratio.
//! Knows no picture: the bytes lie in `blob`.

use crate::{Bind, Sql, StoreError, values};
use pufa_domain::PublicationId;

/// A cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCover {
    pub publication: PublicationId,
    /// `3:4`
    pub ratio: String,
    pub sha256: String,
    pub width: u32,
    pub height: u32,
    /// Bytes.
    pub size: i64,
    /// The picture was smaller than the cover.
    pub enlarged: bool,
}

/// The covers of some publications, each publication's first one first.
pub fn of_publications(
    sql: &dyn Sql,
    publications: &[PublicationId],
) -> Result<Vec<StoredCover>, StoreError> {
    let places = super::places(publications.len(), 1);
    let ids: Vec<_> = publications.iter().map(Bind::bind).collect();
    sql.all(
        &format!(
            "SELECT publication_id, ratio, sha256, width, height, size, enlarged FROM publication_cover \
             WHERE publication_id IN ({places}) ORDER BY publication_id, position"
        ),
        &ids,
        |c| {
            Ok(StoredCover {
                publication: c.id()?,
                ratio: c.text()?,
                sha256: c.text()?,
                width: c.count()?,
                height: c.count()?,
                size: c.int()?,
                enlarged: c.flag()?,
            })
        },
    )
}

/// Puts these covers in the place of those that a publication had.
pub fn replace(sql: &dyn Sql, publication: PublicationId, covers: &[StoredCover]) -> Result<(), StoreError> {
    sql.run("DELETE FROM publication_cover WHERE publication_id = ?1", values![publication])?;
    for (position, cover) in covers.iter().enumerate() {
        sql.run(
            "INSERT INTO publication_cover (publication_id, position, ratio, sha256, width, height, size, enlarged) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values![
                publication,
                position,
                cover.ratio,
                cover.sha256,
                cover.width,
                cover.height,
                cover.size,
                cover.enlarged
            ],
        )?;
    }
    Ok(())
}
