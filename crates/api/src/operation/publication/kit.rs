//! The hand-over kit: what a person needs to publish by hand, and the record that it was handed over.
//! Knows no platform's page; what it asks for comes from the data.

use super::load::{Loaded, load, same_version, write_move};
use super::view::{PublicationView, checks, view};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::episode::ContentState;
use pufa_domain::platform::Fact;
use pufa_domain::production::{AiUse, refuse_open};
use pufa_domain::publication::Way;
use pufa_domain::right::Right;
use pufa_domain::{PublicationId, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pufa_domain::words! {
    /// A thing to look at while publishing by hand.
    pub enum CheckKey {
        /// Signed in as this unit's account.
        Account = "account",
        Video = "video",
        Cover = "cover",
        Title = "title",
        Text = "text",
        Tags = "tags",
        /// The platform's declaration of AI-made content is set (标识办法).
        AiLabel = "ai_label",
        FilingNumber = "filing_number",
        /// The platform's own timer is set to the slot, or it goes out by hand then.
        Slot = "slot",
        /// The link of the work is brought back.
        Link = "link",
    }
}

/// A thing to look at, with what it is about.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckItem {
    pub key: CheckKey,
    /// An account, a time, a number; perhaps nothing.
    pub detail: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfPublication {
    pub publication: PublicationId,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPublication {
    pub publication: PublicationId,
}

fn said(fact: &Option<Fact<String>>) -> Option<&str> {
    fact.as_ref().and_then(Fact::known).map(String::as_str)
}

/// The text as it is pasted on the platform: where there is no title the title stands first, tags in the platform's
/// own way of writing them.
pub(super) fn paste_text(loaded: &Loaded) -> Result<String, StudioError> {
    let rules = loaded.rules()?;
    let stored = &loaded.stored;
    let has_title = rules.has_title.as_ref().and_then(Fact::known).copied().unwrap_or(true);
    // 微博 writes #话题#, the others #话题.
    let closes = said(&rules.hashtag_syntax).is_some_and(|form| form.starts_with("#话题#"));
    let tags: Vec<String> =
        stored.tags.iter().map(|tag| if closes { format!("#{tag}#") } else { format!("#{tag}") }).collect();
    let mut parts = Vec::new();
    if !has_title {
        parts.push(stored.title.clone());
    }
    parts.push(stored.description.clone());
    parts.push(tags.join(" "));
    parts.retain(|part| !part.is_empty());
    Ok(parts.join("\n"))
}

pub(super) fn checklist(loaded: &Loaded) -> Result<Vec<CheckItem>, StudioError> {
    let (stored, production) = (&loaded.stored, &loaded.at.production);
    let rules = loaded.rules()?;
    let mut items = vec![(CheckKey::Account, loaded.channel.handle.clone())];
    if production.final_cut.is_some() {
        items.push((CheckKey::Video, String::new()));
    }
    if !loaded.covers.is_empty() {
        let ratios: Vec<&str> = loaded.covers.iter().map(|cover| cover.ratio.as_str()).collect();
        items.push((CheckKey::Cover, ratios.join(" ")));
    }
    items.push((CheckKey::Title, stored.title.clone()));
    items.push((CheckKey::Text, String::new()));
    if !stored.tags.is_empty() {
        items.push((CheckKey::Tags, stored.tags.join(" ")));
    }
    if production.ai_use == AiUse::Generated {
        items.push((CheckKey::AiLabel, said(&rules.ai_label).unwrap_or_default().to_owned()));
    }
    if !production.filing_no.is_empty() {
        items.push((CheckKey::FilingNumber, production.filing_no.clone()));
    }
    if let Some(local) = &stored.local_time {
        items.push((CheckKey::Slot, local.replace('T', " ")));
    }
    items.push((CheckKey::Link, String::new()));
    Ok(items.into_iter().map(|(key, detail)| CheckItem { key, detail }).collect())
}

/// One publication with its kit.
pub fn publication_view(cx: &Context<'_>, input: GetPublication) -> Result<PublicationView, StudioError> {
    cx.read(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Read, loaded.stored.unit)?;
        view(cx, sql, &loaded)
    })
}

/// Refuses what is not ready: a content that has not passed its reviews, and a gate that stands open. A minor who can
/// be recognised comes before everything.
pub(super) fn may_go_out(loaded: &Loaded) -> Result<(), Refusal> {
    refuse_open(&loaded.at.open)?;
    if loaded.work.content == ContentState::Ready { Ok(()) } else { Err(Refusal::NotApproved) }
}

/// Whether a refusal tells where the publication stands, which comes before what its work lacks.
pub(super) fn tells_the_state(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::OutcomeUnknown | Refusal::WrongState { .. } | Refusal::StaleApproval)
}

/// Hands the kit to a person: an attempt begins, and the publication waits for its link.
pub fn hand_over(cx: &Context<'_>, input: OfPublication) -> Result<PublicationView, StudioError> {
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let decided = loaded.publication().start(Way::Person, cx.now(), &loaded.at.names());
        // The state is told first: an unknown outcome is no matter of gates.
        if !matches!(decided, Err(ref refusal) if tells_the_state(refusal)) {
            may_go_out(&loaded)?;
            checks(cx, sql, &loaded)?.summary.may_go_out()?;
        }
        write_move(cx, sql, &loaded, decided?, |_| ())?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}
