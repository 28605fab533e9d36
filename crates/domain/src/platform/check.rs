//! A work held against the rules of a platform: what is broken, what nobody knows, what is only advised.
//! Knows no sentence: every finding is a code with the limit, what was found, and the source.

use super::rules::{Confidence, Fact, LengthUnit, Rules, Value};
use crate::{Millis, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a work is made of.
    pub enum Form { Video = "video", Graphic = "graphic" }
}

words! {
    /// How much a finding weighs.
    pub enum Weight {
        /// The platform will refuse it.
        Broken = "broken",
        /// Nobody knows the rule: a person has to look.
        Ask = "ask",
        /// Allowed, but the platform advises otherwise.
        Advice = "advice",
    }
}

/// What is known of a video file. Null where the file did not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Video {
    pub bytes: i64,
    pub milliseconds: Option<i64>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// Frames a second, rounded.
    pub fps: Option<u32>,
    /// Lower case, without the dot.
    pub format: String,
}

/// What is known of a cover picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Cover {
    pub bytes: i64,
    pub width: u32,
    pub height: u32,
    /// Lower case, without the dot.
    pub format: String,
}

/// A work as it would go out.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub tags: &'a [String],
    pub video: Option<&'a Video>,
    pub cover: Option<&'a Cover>,
    /// Bytes of each picture, for a work of pictures and text.
    pub images: &'a [i64],
}

/// One thing that a platform says, or does not say, about a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Finding {
    /// The rule's name, as in the data.
    pub rule: String,
    pub weight: Weight,
    /// The limit, `unknown` where nobody knows it.
    pub limit: String,
    pub found: String,
    /// Keys of the table of sources.
    pub source: Vec<String>,
    pub confidence: Confidence,
}

/// Collects findings rule by rule.
struct Findings(Vec<Finding>);

impl Findings {
    fn add<T>(&mut self, rule: &str, fact: &Fact<T>, weight: Weight, limit: String, found: String) {
        let (source, confidence) = (fact.source.clone(), fact.confidence);
        self.0.push(Finding { rule: rule.into(), weight, limit, found, source, confidence });
    }

    /// The known value of a rule; an unknown or absent one becomes a question to a person.
    fn asked<'a, T>(
        &mut self,
        rule: &str,
        fact: &'a Option<Fact<T>>,
        found: &str,
    ) -> Option<(&'a Fact<T>, &'a T)> {
        if let Some(fact) = fact
            && let Value::Known(value) = &fact.value
        {
            return Some((fact, value));
        }
        self.0.push(Finding {
            rule: rule.into(),
            weight: Weight::Ask,
            limit: "unknown".into(),
            found: found.into(),
            source: fact.as_ref().map(|f| f.source.clone()).unwrap_or_default(),
            confidence: Confidence::Low,
        });
        None
    }

    /// A number that may not be above its limit.
    fn at_most(&mut self, rule: &str, fact: &Option<Fact<u32>>, scale: i64, found: i64) {
        if let Some((fact, most)) = self.asked(rule, fact, &found.to_string())
            && found > i64::from(*most) * scale
        {
            self.add(rule, fact, Weight::Broken, (i64::from(*most) * scale).to_string(), found.to_string());
        }
    }

    /// A number that should not be above (or below) what is advised; silence is no advice.
    fn advised(&mut self, rule: &str, fact: &Option<Fact<u32>>, found: i64, bad: impl Fn(i64, i64) -> bool) {
        if let Some((fact, advised)) = fact.as_ref().and_then(|f| Some((f, f.known()?)))
            && bad(found, i64::from(*advised))
        {
            self.add(rule, fact, Weight::Advice, advised.to_string(), found.to_string());
        }
    }

    /// A word that has to be in a list.
    fn one_of(&mut self, rule: &str, fact: &Option<Fact<Vec<String>>>, found: &str) {
        if let Some((fact, allowed)) = self.asked(rule, fact, found)
            && !allowed.iter().any(|a| a.eq_ignore_ascii_case(found))
        {
            self.add(rule, fact, Weight::Broken, allowed.join(", "), found.into());
        }
    }
}

/// Holds `piece` against `rules` (of one way and form, see `Platform::rules_for`). Unknown rules are asked about only
/// where the piece has something that they could limit.
pub fn check(piece: &Piece<'_>, rules: &Rules) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    texts(piece, rules, &mut findings);
    tags(piece.tags, rules, &mut findings);
    cover(piece.cover, rules, &mut findings);
    if let Some(file) = piece.video {
        video(file, rules, &mut findings);
    }
    if !piece.images.is_empty() {
        findings.at_most("images_max_count", &rules.images_max_count, 1, count(piece.images.len()));
        let largest = piece.images.iter().copied().max().unwrap_or(0);
        findings.at_most("image_max_kb", &rules.image_max_kb, 1000, largest);
    }
    findings.0
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn unit(fact: &Option<Fact<LengthUnit>>) -> LengthUnit {
    fact.as_ref().and_then(Fact::known).copied().unwrap_or(LengthUnit::Chars)
}

fn texts(piece: &Piece<'_>, rules: &Rules, findings: &mut Findings) {
    let has_title = rules.has_title.as_ref().and_then(Fact::known).copied().unwrap_or(true);
    let described = unit(&rules.description_unit);
    if !has_title {
        // One text for all: title, description and tags share its limit.
        let mut parts = vec![piece.title.to_owned(), piece.description.to_owned()];
        parts.extend(piece.tags.iter().map(|tag| format!("#{tag}")));
        parts.retain(|part| !part.is_empty());
        let length = described.length(&parts.join(" "));
        findings.at_most("description_max", &rules.description_max, 1, i64::from(length));
        return;
    }
    let title = i64::from(unit(&rules.title_unit).length(piece.title));
    findings.at_most("title_max", &rules.title_max, 1, title);
    if title > 0 {
        findings.advised("title_advised_min", &rules.title_advised_min, title, |found, least| found < least);
        findings.advised("title_advised_max", &rules.title_advised_max, title, |found, most| found > most);
    }
    if !piece.description.is_empty() {
        let length = i64::from(described.length(piece.description));
        findings.at_most("description_max", &rules.description_max, 1, length);
    }
}

fn tags(tags: &[String], rules: &Rules, findings: &mut Findings) {
    let found = count(tags.len());
    if let Some((fact, least)) = rules.tags_min_count.as_ref().and_then(|f| Some((f, f.known()?)))
        && found < i64::from(*least)
    {
        findings.add("tags_min_count", fact, Weight::Broken, least.to_string(), found.to_string());
    }
    if tags.is_empty() {
        return;
    }
    findings.at_most("tags_max_count", &rules.tags_max_count, 1, found);
    if rules.tags_total_max.is_some() {
        let length = i64::from(LengthUnit::Chars.length(&tags.join(",")));
        findings.at_most("tags_total_max", &rules.tags_total_max, 1, length);
    }
}

fn cover(cover: Option<&Cover>, rules: &Rules, findings: &mut Findings) {
    let Some(cover) = cover else {
        if let Some((fact, true)) = rules.cover_required.as_ref().and_then(|f| Some((f, *f.known()?))) {
            findings.add("cover_required", fact, Weight::Broken, "1".into(), "0".into());
        }
        return;
    };
    let size = format!("{}x{}", cover.width, cover.height);
    if let Some((fact, ratios)) = findings.asked("cover_ratios", &rules.cover_ratios, &size)
        && !ratios.iter().any(|ratio| has_ratio(cover, ratio))
    {
        findings.add("cover_ratios", fact, Weight::Broken, ratios.join(", "), size.clone());
    }
    if let Some((fact, [width, height])) = rules.cover_min_px.as_ref().and_then(|f| Some((f, f.known()?)))
        && (cover.width < *width || cover.height < *height)
    {
        findings.add("cover_min_px", fact, Weight::Broken, format!("{width}x{height}"), size);
    }
    findings.at_most("cover_max_kb", &rules.cover_max_kb, 1000, cover.bytes);
    if rules.cover_formats.is_some() {
        findings.one_of("cover_formats", &rules.cover_formats, &cover.format);
    }
}

/// Whether a picture has the ratio `w:h` within one percent: whole pixels cannot always meet it.
fn has_ratio(cover: &Cover, ratio: &str) -> bool {
    let Some((w, h)) = ratio.split_once(':') else {
        return false;
    };
    let (Ok(w), Ok(h)) = (w.trim().parse::<f64>(), h.trim().parse::<f64>()) else {
        return false;
    };
    let (wanted, found) = (w * f64::from(cover.height), h * f64::from(cover.width));
    wanted > 0.0 && (wanted - found).abs() <= wanted / 100.0
}

fn video(video: &Video, rules: &Rules, findings: &mut Findings) {
    findings.at_most("video_max_mb", &rules.video_max_mb, 1_000_000, video.bytes);
    match video.milliseconds {
        Some(length) => {
            let seconds = length.div_euclid(1000) + i64::from(length % 1000 != 0);
            findings.at_most("video_max_seconds", &rules.video_max_seconds, 1, seconds);
        }
        None => {
            findings.asked("video_max_seconds", &None::<Fact<u32>>, "unknown");
        }
    }
    findings.one_of("video_formats", &rules.video_formats, &video.format);
    if let Some(fps) = video.fps
        && rules.video_max_fps.is_some()
    {
        findings.at_most("video_max_fps", &rules.video_max_fps, 1, i64::from(fps));
    }
    if let (Some(width), Some(height)) = (video.width, video.height) {
        let short = i64::from(width.min(height));
        let rule = &rules.video_advised_short_edge_px;
        findings.advised("video_advised_short_edge_px", rule, short, |found, least| found < least);
    }
    if let Some(length) = video.milliseconds.filter(|length| *length > 0) {
        let mbps = video.bytes.saturating_mul(8) / length / 1000;
        let rule = &rules.video_advised_max_mbps;
        findings.advised("video_advised_max_mbps", rule, mbps, |found, most| found > most);
    }
}

/// Whether the platform's own timed publishing can take `slot`, decided at `now`. Outside its window a person can still
/// publish at the slot by hand, so it is advice; an unknown window is asked about.
pub fn schedule_window(rules: &Rules, slot: Millis, now: Millis) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    let ahead = slot.0.saturating_sub(now.0);
    if rules.schedule_min_hours.is_none()
        && rules.schedule_max_days.as_ref().is_none_or(|f| f.known().is_none())
    {
        findings.asked("schedule_max_days", &rules.schedule_max_days, &hours(ahead));
        return findings.0;
    }
    let limits = [
        ("schedule_min_hours", &rules.schedule_min_hours, Millis::HOUR, true),
        ("schedule_max_days", &rules.schedule_max_days, Millis::DAY, false),
    ];
    for (rule, fact, scale, least) in limits {
        let Some((fact, limit)) = fact.as_ref().and_then(|f| Some((f, f.known()?))) else {
            continue;
        };
        let edge = i64::from(*limit) * scale;
        if (least && ahead < edge) || (!least && ahead > edge) {
            findings.add(rule, fact, Weight::Advice, limit.to_string(), hours(ahead));
        }
    }
    findings.0
}

/// A distance in whole hours.
fn hours(milliseconds: i64) -> String {
    milliseconds.div_euclid(Millis::HOUR).to_string()
}
