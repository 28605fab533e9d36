//! The data of the platforms (assets/platforms.toml) as types, and how the rules of one way of publishing are put together.
//! Knows no file: the text of the data is handed in, the unit's own overrides likewise.

use crate::publication::Way;
use crate::{Refusal, words};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

use super::check::Form;
use super::link::Pattern;

words! {
    /// How sure a rule is: the platform's own text, two independent finds, or one.
    pub enum Confidence { High = "high", Medium = "medium", Low = "low" }
}
words! {
    /// How a work can be handed to a platform.
    pub enum Mode {
        /// An open interface.
        Api = "api",
        /// An interface after an application that the platform has to grant.
        ApiApproval = "api_approval",
        /// By a person only.
        Manual = "manual",
    }
}
words! {
    /// In what a platform counts length.
    pub enum LengthUnit {
        /// Characters: every letter, digit and hanzi is one.
        Chars = "chars",
        /// Hanzi: two ASCII characters are one, rounded up; a character beyond the basic plane is two.
        Hanzi = "hanzi",
    }
}

impl LengthUnit {
    /// The length of `text` in this unit.
    pub fn length(self, text: &str) -> u32 {
        let length = match self {
            LengthUnit::Chars => text.chars().count(),
            LengthUnit::Hanzi => {
                let halves: usize =
                    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 * c.len_utf16() }).sum();
                halves.div_ceil(2)
            }
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }
}

/// The word `unknown` in the place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownWord {
    Unknown,
}

/// A value, or the statement that nobody knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(untagged)]
pub enum Value<T> {
    Unknown(UnknownWord),
    Known(T),
}

/// One rule with where it is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    pub value: Value<T>,
    /// Keys of the table of sources.
    #[serde(default)]
    pub source: Vec<String>,
    pub confidence: Confidence,
    #[serde(default)]
    pub note: Option<String>,
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match &self.value {
            Value::Known(value) => Some(value),
            Value::Unknown(_) => None,
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {
        /// The rules of a platform; an absent rule is an unknown one.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Rules { $($(#[$doc])* pub $name: Option<Fact<$type>>),+ }

        impl Rules {
            /// These rules, and where they are silent those of `base`.
            pub fn over(&self, base: &Rules) -> Rules {
                Rules { $($name: self.$name.clone().or_else(|| base.$name.clone())),+ }
            }
        }
    };
}

rules! {
    /// Whether there is a title at all; without one it goes into the description.
    has_title: bool,
    title_max: u32,
    title_advised_min: u32,
    title_advised_max: u32,
    /// Absent: characters.
    title_unit: LengthUnit,
    description_max: u32,
    /// Absent: characters.
    description_unit: LengthUnit,
    hashtag_syntax: String,
    tags_min_count: u32,
    tags_max_count: u32,
    /// Characters of all tags together with the commas between them.
    tags_total_max: u32,
    cover_required: bool,
    /// Each as `3:4`.
    cover_ratios: Vec<String>,
    /// Width and height to render.
    cover_px: [u32; 2],
    cover_min_px: [u32; 2],
    /// Thousands of bytes.
    cover_max_kb: u32,
    cover_formats: Vec<String>,
    /// Millions of bytes.
    video_max_mb: u32,
    video_max_seconds: u32,
    video_formats: Vec<String>,
    video_max_fps: u32,
    video_advised_short_edge_px: u32,
    video_advised_max_mbps: u32,
    images_max_count: u32,
    image_max_kb: u32,
    /// How far ahead of now the platform's own timed publishing begins.
    schedule_min_hours: u32,
    /// How far ahead of now it ends.
    schedule_max_days: u32,
    schedule_via_api: bool,
    works_per_day: u32,
    /// Mass sends of a subscription account 订阅号.
    mass_send_subscription_per_day: u32,
    /// Mass sends of a service account 服务号 in a calendar month.
    mass_send_service_per_month: u32,
    edit_after_publish: String,
    ai_label: String,
}

/// A platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    pub name: String,
    pub mode: Mode,
    #[serde(default)]
    pub note: Option<String>,
    /// Where a person publishes.
    #[serde(default)]
    pub backend: Option<String>,
    /// Forms of the addresses of its works.
    #[serde(default)]
    pub links: Vec<String>,
    #[serde(default)]
    pub rules: Rules,
    /// What is otherwise when an interface publishes.
    #[serde(default)]
    pub by_api: Rules,
    /// What is otherwise when a person publishes.
    #[serde(default)]
    pub by_person: Rules,
    /// What is otherwise for a work of pictures and text.
    #[serde(default)]
    pub graphic: Rules,
    /// Further facts, to be shown and not checked.
    #[serde(default)]
    pub other: BTreeMap<String, Fact<Shown>>,
}

/// A value of any kind, written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(transparent)]
pub struct Shown(pub String);

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Shown(match toml::Value::deserialize(from)? {
            toml::Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

impl Platform {
    /// The rules for publishing a work of `form` by `way`.
    pub fn rules_for(&self, way: Way, form: Form) -> Rules {
        let of_way = match way {
            Way::Api => &self.by_api,
            Way::Person => &self.by_person,
        };
        let base = of_way.over(&self.rules);
        match form {
            Form::Video => base,
            Form::Graphic => self.graphic.over(&base),
        }
    }
}

/// Every platform that the data knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Platforms {
    pub schema_version: u32,
    /// The day on which the facts were collected.
    pub collected_on: String,
    /// What each key of a rule's `source` stands for.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// By the platform's key, as a channel names it.
    #[serde(rename = "platform")]
    pub platforms: BTreeMap<String, Platform>,
}

/// The most bytes of a data file that are read.
pub const DATA_BYTES: usize = 1_000_000;

impl Platforms {
    /// Reads the data. Refuses a file that is too long, an unknown rule, a value of the wrong kind, and a form of
    /// link that cannot be understood.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let bad = |reason: String| Refusal::BadData { what: "platforms".into(), reason };
        if text.len() > DATA_BYTES {
            return Err(bad(format!("longer than {DATA_BYTES} bytes")));
        }
        let read: Platforms = toml::from_str(text).map_err(|e| bad(e.message().to_owned()))?;
        if read.schema_version != 1 {
            return Err(bad(format!("schema version {} is not known", read.schema_version)));
        }
        for (key, platform) in &read.platforms {
            for form in &platform.links {
                Pattern::parse(form).ok_or_else(|| bad(format!("{key}: link form {form}")))?;
            }
        }
        Ok(read)
    }

    /// The platform with this key.
    pub fn get(&self, key: &str) -> Option<&Platform> {
        self.platforms.get(key)
    }

    /// These platforms with a unit's own rules before them: `rules` by platform, valid for either way and form.
    pub fn with_overrides(&self, overrides: &BTreeMap<String, Rules>) -> Platforms {
        let mut out = self.clone();
        for (key, own) in overrides {
            if let Some(platform) = out.platforms.get_mut(key) {
                platform.by_api = own.over(&platform.by_api);
                platform.by_person = own.over(&platform.by_person);
                platform.graphic = own.over(&platform.graphic);
            }
        }
        out
    }
}
