//! The unit's accounts on publishing platforms, and what is known of the platforms' rules.
//! Knows no password and publishes nothing.

use super::session::MOST_NAME;
use super::unit::taken;
use crate::context::Context;
use crate::data;
use crate::error::StudioError;
use pufa_domain::channel::Obligation;
use pufa_domain::platform::{Confidence, Fact, Mode, Value};
use pufa_domain::right::Right;
use pufa_domain::schedule::{MassSend, PostingSlot};
use pufa_domain::{ChannelId, PersonId, Refusal};
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::person;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListChannels {}

/// A channel as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChannelView {
    pub id: ChannelId,
    /// A key of the platforms' data: `douyin`.
    pub platform: String,
    /// What the platform is called: 抖音.
    pub platform_name: String,
    /// What the account is called there.
    pub handle: String,
    pub obligation: Obligation,
    /// For a WeChat account.
    pub mass_send: Option<MassSend>,
    /// Who keeps the account.
    pub custodian: Option<PersonId>,
    pub slots: Vec<PostingSlot>,
    pub active: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveChannel {
    /// Null makes a new one.
    pub id: Option<ChannelId>,
    /// The version that was read; ignored for a new one.
    pub version: i64,
    /// Of a new one; what is there stays on its platform.
    pub platform: String,
    pub handle: String,
    pub obligation: Obligation,
    pub mass_send: Option<MassSend>,
    pub custodian: Option<PersonId>,
    pub slots: Vec<PostingSlot>,
    pub active: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPlatforms {}

/// A platform with its rules as the data has them.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlatformView {
    pub key: String,
    pub name: String,
    /// How a work can be handed to it.
    pub mode: Mode,
    pub note: Option<String>,
    /// The day on which the facts were collected.
    pub collected_on: String,
    pub rules: Vec<RuleView>,
}

pufa_domain::words! {
    /// When a rule applies.
    pub enum RuleScope {
        Always = "always",
        /// Publishing through the open interface.
        ByApi = "by_api",
        /// Publishing by hand.
        ByPerson = "by_person",
        /// Works of pictures and text.
        Graphic = "graphic",
        /// To be known, not checked.
        Other = "other",
    }
}

/// One rule of a platform.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RuleView {
    /// The rule's name in the data: `title_max`.
    pub name: String,
    pub scope: RuleScope,
    /// As text; "unknown" means that nobody found a source and a person has to be asked.
    pub value: String,
    /// Addresses or titles of where it is said.
    pub sources: Vec<String>,
    pub confidence: Confidence,
    pub note: Option<String>,
}

fn view(channel: Channel) -> Result<ChannelView, StudioError> {
    let platform = data::platforms()?.get(&channel.platform);
    Ok(ChannelView {
        id: channel.id,
        platform_name: platform.map_or_else(|| channel.platform.clone(), |known| known.name.clone()),
        platform: channel.platform,
        handle: channel.handle,
        obligation: channel.obligation,
        mass_send: channel.mass_send,
        custodian: channel.custodian,
        slots: channel.slots,
        active: channel.active,
        version: channel.version,
    })
}

/// The channels of the own unit, those in use first.
pub fn list_channels(cx: &Context<'_>, _: ListChannels) -> Result<Vec<ChannelView>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| channel::of_unit(sql, acting.unit)?.into_iter().map(view).collect())
}

pub fn save_channel(cx: &Context<'_>, input: SaveChannel) -> Result<ChannelView, StudioError> {
    let handle = Refusal::text("handle", &input.handle, MOST_NAME)?;
    cx.write(|sql| {
        let before = match input.id {
            Some(id) => Some(channel::get(sql, id)?),
            None => None,
        };
        let acting = match &before {
            Some(before) => cx.allow(sql, Right::Administer, before.unit)?,
            None => cx.require(Right::Administer)?,
        };
        let platform = before.as_ref().map_or(&input.platform, |before| &before.platform);
        if data::platforms()?.get(platform).is_none() {
            return Err(Refusal::Unknown {
                field: "platform".into(),
                value: platform.chars().take(40).collect(),
            }
            .into());
        }
        if let Some(custodian) = input.custodian
            && person::get(sql, custodian)?.unit != acting.unit
        {
            return Err(StudioError::NotFound);
        }
        let after = Channel {
            id: input.id.unwrap_or_else(|| ChannelId(cx.uuid())),
            unit: acting.unit,
            platform: platform.clone(),
            handle: handle.clone(),
            obligation: input.obligation,
            mass_send: input.mass_send,
            custodian: input.custodian,
            slots: super::settings::checked_slots(input.slots.clone())?,
            active: input.active,
            version: input.version,
        };
        let stored = match &before {
            Some(_) => channel::update(sql, &after),
            None => channel::insert(sql, &after),
        };
        stored.map_err(|error| taken(error, "handle", &handle))?;
        let after = view(channel::get(sql, after.id)?)?;
        let before = before.map(view).transpose()?;
        cx.record(sql, acting.unit, "channel", after.id, before.as_ref().map(|b| b as _), Some(&after))?;
        Ok(after)
    })
}

/// The platforms that the studio knows, with every rule, its source and how sure it is.
pub fn list_platforms(cx: &Context<'_>, _: ListPlatforms) -> Result<Vec<PlatformView>, StudioError> {
    cx.require(Right::Read)?;
    let known = data::platforms()?;
    known
        .platforms
        .iter()
        .map(|(key, platform)| {
            let mut rules = Vec::new();
            for (scope, said) in [
                (RuleScope::Always, &platform.rules),
                (RuleScope::ByPerson, &platform.by_person),
                (RuleScope::ByApi, &platform.by_api),
                (RuleScope::Graphic, &platform.graphic),
            ] {
                rules.extend(rules_of(said, scope, &known.sources)?);
            }
            rules.extend(rules_of(&platform.other, RuleScope::Other, &known.sources)?);
            Ok(PlatformView {
                key: key.clone(),
                name: platform.name.clone(),
                mode: platform.mode,
                note: platform.note.clone(),
                collected_on: known.collected_on.clone(),
                rules,
            })
        })
        .collect()
}

/// The rules that are said at one place. They are read through their JSON, in which every rule has the same shape
/// whatever the type of its value.
fn rules_of(
    said: &impl Serialize,
    scope: RuleScope,
    sources: &BTreeMap<String, String>,
) -> Result<Vec<RuleView>, StudioError> {
    let said = serde_json::to_value(said).map_err(|e| StudioError::fault(&e))?;
    let by_name: BTreeMap<String, Option<Fact<serde_json::Value>>> =
        serde_json::from_value(said).map_err(|e| StudioError::fault(&e))?;
    Ok(by_name
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .map(|(name, fact)| RuleView {
            name,
            scope,
            value: match fact.value {
                Value::Unknown(_) => "unknown".into(),
                Value::Known(value) => shown(&value),
            },
            sources: fact.source.iter().map(|key| sources.get(key).unwrap_or(key).clone()).collect(),
            confidence: fact.confidence,
            note: fact.note,
        })
        .collect())
}

fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(members) => members.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
