//! A citation in the standard form, ready to be put into a text, with the words it stands for.
//! Stores nothing.

use super::read::asked;
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::Refusal;
use pufa_proof::cite::Place;
use pufa_proof::law::ArticleNo;
use pufa_proof::library::{Form, standard_form};
use pufa_proof::text::Day as ProofDay;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CiteLaw {
    /// A title, a short name or an alias.
    pub title: String,
    pub article: u32,
    /// 之 N; 0 without.
    pub sub: u32,
    pub paragraph: Option<u32>,
    pub item: Option<u32>,
    /// The day whose words are wanted; null: today.
    pub on: Option<ProofDay>,
}

/// A citation to be inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CitedLaw {
    /// 《中华人民共和国刑法》第二百六十四条
    pub full: String,
    /// 《刑法》第二百六十四条, as a script speaks.
    pub short: String,
    /// The words of the article, paragraph or item; null when the library does not hold them.
    pub words: Option<String>,
}

pub fn cite_law(cx: &Context<'_>, input: CiteLaw) -> Result<CitedLaw, StudioError> {
    for (field, number) in
        [("article", Some(input.article)), ("paragraph", input.paragraph), ("item", input.item)]
    {
        if let Some(number) = number {
            Refusal::range(field, number.into(), 1, 9_999)?;
        }
    }
    Refusal::range("sub", input.sub.into(), 0, 99)?;
    let (library, title, on) = asked(cx, &input.title, input.on)?;
    let text = library.on(&title, on);
    let title = text.map_or(title, |text| text.title.clone());
    let place = Place { paragraph: input.paragraph, item: input.item, ..Place::of(input.article, input.sub) };
    let article = text.and_then(|text| text.article(ArticleNo { article: input.article, sub: input.sub }));
    Ok(CitedLaw {
        full: standard_form(&title, &place, Form::Full),
        short: standard_form(&title, &place, Form::Short),
        words: article.and_then(|article| article.part(input.paragraph, input.item)),
    })
}
