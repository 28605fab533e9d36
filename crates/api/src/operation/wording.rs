//! The unit's wording rules: the shipped ones, what the unit set aside of them, and its own.
//! Knows no text but the one on which a rule is tried.

use crate::context::{Acting, Context};
use crate::error::StudioError;
use crate::named::{Names, PersonName};
use crate::shelf::read_rule;
use pufa_domain::right::Right;
use pufa_domain::{Millis, Refusal};
use pufa_proof::Finding;
use pufa_proof::text::Day as ProofDay;
use pufa_proof::wording::{Rule, RulesError, Wording};
use pufa_proof::{Checker, Settings};
use pufa_store::json_text;
use pufa_store::table::wording_rule::{self, OwnRule};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// The most rules of a unit, and the longest reason for setting one aside, in characters.
const MOST_RULES: usize = 500;
const MOST_REASON: u32 = 500;
/// The longest text on which a rule is tried, in characters.
const MOST_TRIED: u32 = 5_000;

pufa_domain::words! {
    /// Where a rule comes from.
    pub enum RuleOrigin {
        /// Shipped with the program.
        Shipped = "shipped",
        /// The unit's own.
        Own = "own",
        /// The unit's own in the place of a shipped one.
        Changed = "changed",
    }
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWordingRules {}

/// A rule as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, TS, JsonSchema)]
pub struct WordingRuleRow {
    pub rule: Rule,
    pub origin: RuleOrigin,
    pub disabled: bool,
    /// For which it is disabled.
    pub reason: String,
    /// Who changed it last; null for a rule as shipped.
    pub by: Option<PersonName>,
    pub at: Option<Millis>,
    /// To be sent back with the next change; 0 for a rule as shipped.
    pub version: i64,
    pub may_change: bool,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveWordingRule {
    /// Of the code of a shipped one: the unit's own in its place.
    pub rule: Rule,
    /// The version that was read; 0 for a new one.
    pub version: i64,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetWordingRuleActive {
    pub rule: String,
    pub version: i64,
    pub active: bool,
    /// Asked for when it is to be inactive.
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveWordingRule {
    pub rule: String,
    pub version: i64,
    pub reason: String,
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryWordingRule {
    pub rule: Rule,
    pub text: String,
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Serialize, TS, JsonSchema)]
pub struct TriedWordingRule {
    /// Why the rule cannot be saved as it is; null when it can.
    pub refusal: Option<Refusal>,
    /// What it finds in the text, by this rule alone.
    pub findings: Vec<Finding>,
}

/// Every rule: the shipped ones in their order, then the unit's own by code.
pub fn list_wording_rules(cx: &Context<'_>, _: ListWordingRules) -> Result<Vec<WordingRuleRow>, StudioError> {
    let acting = cx.require(Right::Read)?;
    cx.read(|sql| {
        let own = wording_rule::of_unit(sql, acting.unit)?;
        let names = Names::read(sql, own.iter().map(|own| own.by))?;
        let may_change = cx.may(Right::Edit);
        let shipped = Wording::bundled().rules();
        let mut rows = Vec::with_capacity(shipped.len() + own.len());
        for rule in shipped {
            rows.push(row(Some(rule), own.iter().find(|own| own.rule == rule.id), &names, may_change)?);
        }
        for own in own.iter().filter(|own| shipped.iter().all(|rule| rule.id != own.rule)) {
            rows.push(row(None, Some(own), &names, may_change)?);
        }
        Ok(rows.into_iter().flatten().collect())
    })
}

fn row(
    shipped: Option<&Rule>,
    own: Option<&OwnRule>,
    names: &Names,
    may_change: bool,
) -> Result<Option<WordingRuleRow>, StudioError> {
    let content = own.and_then(|own| own.content.as_deref()).map(read_rule).transpose()?;
    let origin = match (shipped, &content) {
        (Some(_), Some(_)) => RuleOrigin::Changed,
        (Some(_), None) => RuleOrigin::Shipped,
        (None, _) => RuleOrigin::Own,
    };
    // A rule that an older version shipped and a unit set aside is no rule any more.
    let Some(rule) = content.or_else(|| shipped.cloned()) else { return Ok(None) };
    Ok(Some(WordingRuleRow {
        rule,
        origin,
        disabled: own.is_some_and(|own| own.disabled),
        reason: own.map(|own| own.reason.clone()).unwrap_or_default(),
        by: own.map(|own| names.of(own.by)),
        at: own.map(|own| own.at),
        version: own.map_or(0, |own| own.version),
        may_change,
    }))
}

/// The row of one rule after a change; null when it is gone.
fn after(
    cx: &Context<'_>,
    sql: &dyn pufa_store::Sql,
    acting: Acting,
    rule: &str,
) -> Result<Option<WordingRuleRow>, StudioError> {
    let own = wording_rule::get(sql, acting.unit, rule)?;
    let names = Names::read(sql, own.iter().map(|own| own.by))?;
    let shipped = Wording::bundled().rules().iter().find(|shipped| shipped.id == rule);
    row(shipped, own.as_ref(), &names, cx.may(Right::Edit))
}

/// Saves a rule of the unit. It must pass its own test.
pub fn save_wording_rule(
    cx: &Context<'_>,
    input: SaveWordingRule,
) -> Result<Option<WordingRuleRow>, StudioError> {
    let acting = cx.require(Right::Edit)?;
    let rule = checked(input.rule)?;
    cx.write(|sql| {
        let before = wording_rule::get(sql, acting.unit, &rule.id)?;
        if before.is_none() && wording_rule::of_unit(sql, acting.unit)?.len() >= MOST_RULES {
            let most = u32::try_from(MOST_RULES).unwrap_or(u32::MAX);
            return Err(Refusal::TooMany { field: "rules".into(), most, found: most + 1 }.into());
        }
        let own = OwnRule {
            unit: acting.unit,
            rule: rule.id.clone(),
            content: Some(json_text(&rule)?),
            disabled: before.as_ref().is_some_and(|before| before.disabled),
            reason: before.as_ref().map(|before| before.reason.clone()).unwrap_or_default(),
            by: acting.person,
            at: cx.now(),
            version: input.version,
        };
        wording_rule::put(sql, &own)?;
        let was = before.as_ref().map(|before| &before.content);
        cx.record(sql, acting.unit, "wording_rule", &rule.id, was.as_ref().map(|w| w as _), Some(&rule))?;
        after(cx, sql, acting, &rule.id)
    })
}

/// Sets a rule aside with a reason, or brings it back.
pub fn set_wording_rule_active(
    cx: &Context<'_>,
    input: SetWordingRuleActive,
) -> Result<Option<WordingRuleRow>, StudioError> {
    let acting = cx.require(Right::Edit)?;
    let reason = Refusal::optional_text("reason", &input.reason, MOST_REASON)?;
    if !input.active && reason.is_empty() {
        return Err(Refusal::ReasonRequired.into());
    }
    cx.write(|sql| {
        let before = wording_rule::get(sql, acting.unit, &input.rule)?;
        let shipped = Wording::bundled().rules().iter().any(|rule| rule.id == input.rule);
        if before.is_none() && !shipped {
            return Err(StudioError::NotFound);
        }
        let own = OwnRule {
            unit: acting.unit,
            rule: input.rule.clone(),
            content: before.as_ref().and_then(|before| before.content.clone()),
            disabled: !input.active,
            reason: if input.active { String::new() } else { reason.clone() },
            by: acting.person,
            at: cx.now(),
            version: input.version,
        };
        wording_rule::put(sql, &own)?;
        let was = before.as_ref().map(|before| (!before.disabled, &before.reason));
        let is = (input.active, &reason);
        cx.record(sql, acting.unit, "wording_rule", &input.rule, was.as_ref().map(|w| w as _), Some(&is))?;
        after(cx, sql, acting, &input.rule)
    })
}

/// Drops what the unit made of a rule: its own is gone, a shipped one is as shipped again.
pub fn remove_wording_rule(
    cx: &Context<'_>,
    input: RemoveWordingRule,
) -> Result<Option<WordingRuleRow>, StudioError> {
    let acting = cx.require(Right::Edit)?;
    let reason = Refusal::optional_text("reason", &input.reason, MOST_REASON)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonRequired.into());
    }
    cx.write(|sql| {
        let before = wording_rule::get(sql, acting.unit, &input.rule)?.ok_or(StudioError::NotFound)?;
        wording_rule::remove(sql, acting.unit, &input.rule, input.version)?;
        cx.record(sql, acting.unit, "wording_rule", &input.rule, Some(&before.content), Some(&reason))?;
        after(cx, sql, acting, &input.rule)
    })
}

/// Tries a rule on a text, and says whether it could be saved. Stores nothing.
pub fn try_wording_rule(cx: &Context<'_>, input: TryWordingRule) -> Result<TriedWordingRule, StudioError> {
    cx.require(Right::Read)?;
    let found = input.text.chars().count();
    if found > MOST_TRIED as usize {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        return Err(Refusal::TooLong { field: "text".into(), most: MOST_TRIED, found }.into());
    }
    let refusal = checked(input.rule.clone()).err();
    let mut findings = Vec::new();
    if let Ok(alone) = bounded(input.rule)
        && let Ok(wording) = Wording::new(vec![alone.clone()])
        && let Some(today) = ProofDay::parse(&cx.today().to_string())
    {
        let mut settings = Settings::on(alone.effective.map_or(today, |first| first.max(today)));
        settings.stage = alone.stages.first().copied();
        let mut checker = Checker::new(settings);
        checker.set_wording(Arc::new(wording));
        findings = checker.check(&input.text).findings;
        findings.retain(|finding| finding.rule == alone.id);
    }
    Ok(TriedWordingRule { refusal, findings })
}

/// A rule that can be worked by and does what its own examples say.
fn checked(rule: Rule) -> Result<Rule, Refusal> {
    let rule = bounded(rule)?;
    let refused = |error: RulesError| match error {
        RulesError::OwnTest { text, .. } => Refusal::RuleFailsItsTest { text },
        RulesError::Words(_) => Refusal::Missing { field: "words".into() },
        RulesError::Format(_) | RulesError::TooMany => {
            Refusal::Unknown { field: "rule".into(), value: rule.id.clone() }
        }
    };
    Wording::new(vec![rule.clone()]).and_then(|alone| alone.test()).map_err(refused)?;
    Ok(rule)
}

/// A rule within its measures.
fn bounded(mut rule: Rule) -> Result<Rule, Refusal> {
    rule.id = Refusal::text("rule", &rule.id, 60)?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_');
    let group = pufa_domain::checks::CheckGroup::of_rule(&rule.id);
    // A rule of words under the code of a citation's would be counted at the wrong gate.
    if !rule.id.bytes().all(plain) || group != pufa_domain::checks::CheckGroup::Wording {
        return Err(Refusal::Unknown { field: "rule".into(), value: rule.id });
    }
    rule.group = Refusal::text("group", &rule.group, 30)?;
    rule.message = Refusal::text("message", &rule.message, 300)?;
    rule.source = Refusal::optional_text("source", &rule.source, 200)?;
    if rule.words.is_empty() {
        return Err(Refusal::Missing { field: "words".into() });
    }
    Refusal::range("near", rule.near.into(), 0, 60)?;
    for (field, list, most, longest) in [
        ("words", &mut rule.words, 200, 60),
        ("fix", &mut rule.fix, 200, 60),
        ("after", &mut rule.after, 60, 60),
        ("before", &mut rule.before, 60, 60),
        ("not_after", &mut rule.not_after, 60, 60),
        ("not_before", &mut rule.not_before, 60, 60),
        ("finds", &mut rule.finds, 30, 200),
        ("passes", &mut rule.passes, 30, 200),
    ] {
        let found = u32::try_from(list.len()).unwrap_or(u32::MAX);
        if found > most {
            return Err(Refusal::TooMany { field: field.into(), most, found });
        }
        for text in list.iter_mut() {
            *text = match field {
                "fix" => Refusal::optional_text(field, text, longest)?,
                _ => Refusal::text(field, text, longest)?,
            };
        }
    }
    rule.stages.truncate(6);
    Ok(rule)
}
