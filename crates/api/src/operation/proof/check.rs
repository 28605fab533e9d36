//! Texts checked while they are typed: the screen sends those that changed, all they rest on is at hand.
//! Stores nothing.

use super::ground::{CheckGround, Ground};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::right::Right;
use pufa_domain::{EpisodeId, Refusal};
use pufa_proof::{TextReport, Thread};
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
    /// The law that the nearest text before it with `names` handed on, which 同法 may mean here; null for none.
    #[serde(default)]
    pub before: Option<u16>,
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
    /// Whether the report rests on `before`: should another law be named there, it has to be sent again.
    pub leans: bool,
    /// Null when it names no law.
    pub names: Option<HandedOn>,
}

/// The law that a text named last, by its number in the tables of this program; null for one that they do not have.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct HandedOn {
    pub law: Option<u16>,
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
    let check = |CheckText { key, text, before }| {
        let checked = ground.checker.check_after(Thread::of_law(before), &text);
        let names = checked.names.map(|names| HandedOn { law: names.law() });
        CheckedText { key, report: checked.report, leans: checked.leans, names }
    };
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
