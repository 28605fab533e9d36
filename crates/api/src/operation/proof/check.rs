//! Texts checked while they are typed: the screen sends those that changed, all they rest on is at hand.
//! Stores nothing.

use super::ground::{CheckGround, Ground};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Refusal};
use pufa_proof::TextReport;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most texts of one call: a script of 500 shots with six texts each, and what stands around it.
const MOST_TEXTS: u32 = 3_200;
/// The longest key, and the longest text, in characters.
const MOST_KEY: usize = 100;
const MOST_TEXT: u32 = 20_000;

/// A text under the screen's own key: `header.hook`, a shot's id and field, `title`, `copy.description`, a file name.
#[derive(Clone, Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckText {
    pub key: String,
    pub text: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckTexts {
    pub episode: EpisodeId,
    /// Those that changed since the last answer; all of them when `ground.basis` is another.
    pub texts: Vec<CheckText>,
}

/// A text's report under its key.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct CheckedText {
    pub key: String,
    pub report: TextReport,
}

/// The reports of the texts that were sent, in their order.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct CheckedTexts {
    pub ground: CheckGround,
    pub texts: Vec<CheckedText>,
}

pub fn check_texts(cx: &Context<'_>, input: CheckTexts) -> Result<CheckedTexts, StudioError> {
    bounded(&input.texts)?;
    let ground = cx.read(|sql| {
        let ground = Ground::of_draft(cx, sql, input.episode)?;
        cx.allow(sql, Right::Read, ground.unit)?;
        Ok(ground)
    })?;
    let check = |text: CheckText| CheckedText { report: ground.checker.check(&text.text), key: text.key };
    Ok(CheckedTexts { texts: input.texts.into_iter().map(check).collect(), ground: ground.view })
}

fn bounded(texts: &[CheckText]) -> Result<(), Refusal> {
    let found = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    if found > MOST_TEXTS {
        return Err(Refusal::TooMany { field: "texts".into(), most: MOST_TEXTS, found });
    }
    for text in texts {
        if text.key.chars().count() > MOST_KEY {
            return Err(Refusal::Unknown {
                field: "key".into(),
                value: text.key.chars().take(MOST_KEY).collect(),
            });
        }
        let found = text.text.chars().count();
        if found > MOST_TEXT as usize {
            let found = u32::try_from(found).unwrap_or(u32::MAX);
            return Err(Refusal::TooLong { field: "text".into(), most: MOST_TEXT, found });
        }
    }
    Ok(())
}
