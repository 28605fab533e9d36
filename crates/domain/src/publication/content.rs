//! What goes out on a channel and the fingerprint by which its approval is bound to it.
//! Knows no platform: whether the text fits is for `platform`.

use crate::{Refusal, RevisionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// The most characters of a title, a description and a tag, and the most tags, whatever the platform takes.
pub const TITLE_CHARS: u32 = 200;
pub const DESCRIPTION_CHARS: u32 = 20_000;
pub const TAG_CHARS: u32 = 60;
pub const TAGS: u32 = 50;

/// The text, cover and revision of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Content {
    pub title: String,
    pub description: String,
    /// Without the `#`.
    pub tags: Vec<String>,
    /// The cover's sha256 in hex.
    pub cover: Option<String>,
    /// The revision of the script that was made into this work.
    pub revision: Option<RevisionId>,
    /// The final cut's sha256 in hex; null for a work of pictures and text.
    pub video: Option<String>,
}

/// The sha256 of a content, in hex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

impl Content {
    /// The content with its texts trimmed and its tags without `#` and repetition. Refuses texts beyond any platform.
    pub fn checked(&self) -> Result<Content, Refusal> {
        if self.tags.len() > TAGS as usize {
            let found = u32::try_from(self.tags.len()).unwrap_or(u32::MAX);
            return Err(Refusal::TooMany { field: "tags".into(), most: TAGS, found });
        }
        let mut tags: Vec<String> = Vec::new();
        for tag in &self.tags {
            let tag = Refusal::optional_text("tags", tag.trim().trim_matches('#'), TAG_CHARS)?;
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Ok(Content {
            title: Refusal::optional_text("title", &self.title, TITLE_CHARS)?,
            description: Refusal::optional_text("description", &self.description, DESCRIPTION_CHARS)?,
            tags,
            cover: self.cover.clone(),
            revision: self.revision,
            video: self.video.clone(),
        })
    }

    /// The fingerprint over title, description, tags, cover, revision and final cut. Every field is preceded by its length,
    /// so that no text can slide from one field into the next and leave the fingerprint as it was.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hash = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        field(self.title.as_bytes());
        field(self.description.as_bytes());
        field(&(self.tags.len() as u64).to_be_bytes());
        for tag in &self.tags {
            field(tag.as_bytes());
        }
        field(self.cover.as_deref().unwrap_or_default().as_bytes());
        field(self.revision.map(|r| r.to_string()).unwrap_or_default().as_bytes());
        field(self.video.as_deref().unwrap_or_default().as_bytes());
        Fingerprint(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The master copy with what a channel says otherwise: an override of null keeps the master's.
    pub fn with(
        &self,
        title: Option<String>,
        description: Option<String>,
        tags: Option<Vec<String>>,
    ) -> Content {
        Content {
            title: title.unwrap_or_else(|| self.title.clone()),
            description: description.unwrap_or_else(|| self.description.clone()),
            tags: tags.unwrap_or_else(|| self.tags.clone()),
            cover: self.cover.clone(),
            revision: self.revision,
            video: self.video.clone(),
        }
    }
}
