//! Every rule code there is, the params that its findings carry, and an English sentence made of them.
//! Refuses to know the Chinese sentences: they stand beside the rule that says them, and in `assets/wording.toml`.

use crate::finding::Finding;
use std::collections::BTreeMap;

/// A rule code and what its findings carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCode {
    /// `law.repealed`; for the rules of wording, which are data, their group.
    pub code: &'static str,
    /// Names of the params, each always there; what is not known is an empty string.
    pub params: &'static [&'static str],
    /// The sentence: `{name}` is a param, and what stands in `[…]` is left out when a param in it is empty.
    pub english: &'static str,
}

const fn rule(code: &'static str, params: &'static [&'static str], english: &'static str) -> RuleCode {
    RuleCode { code, params, english }
}

/// The rules that are code. Days are written 2026-11-25, articles 133 or 133-1 (第一百三十三条之一), several
/// titles or words with " / " between them.
pub const RULES: &[RuleCode] = &[
    rule(
        "law.unlisted",
        &["name", "as_of", "others_as_of"],
        "“{name}” is not in the data (laws as of {as_of}, interpretations and regulations as of {others_as_of}; no local norms). Check its name and force by hand.",
    ),
    rule("law.ambiguous", &["name", "candidates"], "“{name}” may mean {candidates}. Write the full title."),
    rule(
        "law.amendment",
        &["name"],
        "“{name}” has become part of the Criminal Law. Cite the law's own article.",
    ),
    rule("law.alias", &["name", "law"], "“{name}” is a colloquial name. A citation is written 《{law}》."),
    rule(
        "law.repealed",
        &["law", "on", "as_of", "repealed_on", "by"],
        "《{law}》 is no longer in force on {on}: repealed[ from {repealed_on}][, replaced by {by}]. Data as of {as_of}.",
    ),
    rule(
        "law.not_yet",
        &["law", "on", "as_of", "from"],
        "《{law}》 is not in force yet on {on}[; it takes effect on {from}]. Data as of {as_of}.",
    ),
    rule(
        "law.ends_later",
        &["law", "on", "as_of", "repealed_on", "by"],
        "《{law}》 is repealed from {repealed_on}[, replaced by {by}]. This text must change then. Data as of {as_of}.",
    ),
    rule(
        "law.changes_later",
        &["law", "on", "as_of", "from"],
        "A new text of 《{law}》 takes effect on {from}: words and numbers of articles may differ. On {on} the present text still counts. Data as of {as_of}.",
    ),
    rule(
        "law.context_unknown",
        &["name", "as_of", "others_as_of"],
        "The script's header says that “{name}” is meant here, which is not in the data (laws as of {as_of}, interpretations and regulations as of {others_as_of}; no local norms). Check the article by hand.",
    ),
    rule(
        "law.text_unknown",
        &["law", "on", "as_of"],
        "The text of 《{law}》 in force on {on} is not in the data. Check the article by hand. Data as of {as_of}.",
    ),
    rule(
        "law.edition",
        &["law", "on", "as_of", "edition", "adopted"],
        "The {edition} text of 《{law}》 is named; on {on} the text adopted in {adopted} is in force. Articles may differ. Data as of {as_of}.",
    ),
    rule(
        "article.range",
        &["law", "article", "end"],
        "The range from article {article} to article {end} runs backwards.",
    ),
    rule(
        "article.missing",
        &["law", "on", "as_of", "article", "last", "effective", "elsewhere"],
        "Article {article} is not found in 《{law}》[ (text in force from {effective})][, whose last article is {last}][; the text in force from {elsewhere} has that number, so match the article anew]. Data as of {as_of}.",
    ),
    rule(
        "article.deleted",
        &["law", "on", "as_of", "article"],
        "Article {article} of 《{law}》 was deleted; only its number is kept. Data as of {as_of}.",
    ),
    rule(
        "article.unheld",
        &["law", "on", "article"],
        "Article {article} is not in the text of 《{law}》 that the library holds for {on}; its name is not in the data. Check the article by hand.",
    ),
    rule(
        "paragraph.missing",
        &["law", "on", "as_of", "article", "paragraph", "paragraphs"],
        "Article {article} of 《{law}》 has {paragraphs} paragraph(s), no paragraph {paragraph}. Data as of {as_of}.",
    ),
    rule(
        "item.missing",
        &["law", "on", "as_of", "article", "paragraph", "item", "items"],
        "Article {article}[, paragraph {paragraph}] of 《{law}》 has {items} item(s), no item {item}. Data as of {as_of}.",
    ),
    rule(
        "quote.older",
        &["law", "article", "as_of", "effective"],
        "The quote is an older text of article {article} of 《{law}》[ (in force from {effective})], not that of the publish date.[ Data as of {as_of}.]",
    ),
    rule(
        "quote.other_article",
        &["law", "article", "real"],
        "The quote is article {real} of 《{law}》, not article {article}. Check the number.",
    ),
    rule(
        "quote.differs",
        &["law", "article", "extra", "missing"],
        "The quote differs from article {article} of 《{law}》[; too much: “{extra}”][; missing: “{missing}”]. Compare with the text.",
    ),
    rule("privacy.minor", &["kind"], "This identifies a minor of a case and must not be published."),
    rule("privacy.id_card", &["kind"], "An identity number is personal data. Mask it."),
    rule(
        "privacy.id_card_invalid",
        &["kind"],
        "This looks like an identity number (the check digit is wrong). Check or mask it.",
    ),
    rule("privacy.mobile", &["kind"], "A mobile number is personal data. Mask it."),
    rule("privacy.phone", &["kind"], "A landline number is personal data. Mask it."),
    rule("privacy.bank_card", &["kind"], "A bank card number is personal data. Mask it."),
    rule("privacy.plate", &["kind"], "A number plate is personal data. Mask it."),
    rule("privacy.plate_nev", &["kind"], "A number plate is personal data. Mask it."),
    rule("privacy.address", &["kind"], "A full address is personal data. Mask it."),
    rule("privacy.email", &["kind"], "An e-mail address is personal data. Mask it."),
    rule("privacy.wechat", &["kind"], "A WeChat id is personal data. Mask it."),
    rule("privacy.qq", &["kind"], "A QQ number is personal data. Mask it."),
    rule("privacy.case_no", &["kind"], "A case number leads to the parties. Better mask it."),
    rule(
        "privacy.proc_doc_no",
        &["kind"],
        "A document number of a case leads to the parties. Better mask it.",
    ),
    rule("privacy.passport", &["kind"], "A passport or travel permit number is personal data. Mask it."),
    rule("privacy.person_name", &["kind"], "A party's name is personal data. Write the surname and 某."),
    rule(
        "privacy.pseudonym",
        &["kind"],
        "Made-up names (化名) are advised against. Write the surname and 某.",
    ),
    rule("privacy.minor_age", &["kind"], "A minor's age is better left vague."),
    rule("sign.half_width", &["sign", "wide"], "Chinese text has “{wide}” here, not “{sign}”."),
    rule("sign.doubled", &["sign"], "“{sign}” is doubled."),
    rule("sign.ellipsis", &["sign"], "An ellipsis is written ……"),
    rule("sign.unclosed", &["sign", "half"], "“{sign}” has no {half} counterpart."),
    rule("sign.list_of_titles", &["sign"], "Between titles in 《》 there is usually no “{sign}”."),
    rule("numeral.full_width", &["number"], "Numerals are written half-width: {number}."),
    rule(
        "numeral.mixed",
        &["unit", "number"],
        "Arabic digits are not joined to “{unit}”. Write {number}, or all in Chinese.",
    ),
];

/// The groups of wording rules that ship; a unit's own group is taken as `other`.
pub const WORDING_GROUPS: &[RuleCode] = &[
    rule("discrimination", WORDING, "“{words}” is a discriminatory word."),
    rule("absolute", WORDING, "“{words}” is an absolute claim. Leave it out, or give its ground."),
    rule(
        "medical",
        WORDING,
        "“{words}” is a forbidden medical claim. When told as part of a case, put it in quotation marks and say that it is false.",
    ),
    rule("vulgar", WORDING, "“{words}” is vulgar."),
    rule("official", WORDING, "“{words}” is not the official name or form."),
    rule("stage", WORDING, "“{words}” does not fit the stage of the case."),
    rule("term", WORDING, "“{words}” is not the legal term here."),
    rule("minor", WORDING, "“{words}”: a minor's sealed record is not disclosed."),
    rule("politics", WORDING, "“{words}” is not the prescribed wording."),
    rule("typo", WORDING, "“{words}” is a common slip of the pen, or says a thing twice."),
    rule("other", WORDING, "“{words}” is not to be used, by the unit's own rule."),
];

const WORDING: &[&str] = &["words", "group"];

/// What is known of a rule: by its code, or for a rule of wording by its group.
pub fn rule_code(code: &str, group: Option<&str>) -> Option<&'static RuleCode> {
    let by_group = || {
        let group = group?;
        WORDING_GROUPS.iter().find(|g| g.code == group).or(WORDING_GROUPS.last())
    };
    RULES.iter().find(|rule| rule.code == code).or_else(by_group)
}

/// A finding's sentence in English. What to write instead stands in the finding's `fix`.
pub fn english(finding: &Finding) -> String {
    let group = finding.params.get("group").map(String::as_str);
    match rule_code(&finding.rule, group) {
        Some(rule) => filled(rule.english, &finding.params),
        None => finding.rule.to_string(),
    }
}

fn filled(template: &str, params: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find(['[', '{']) {
        out.push_str(&rest[..open]);
        let close = if rest[open..].starts_with('[') { ']' } else { '}' };
        let Some(end) = rest[open..].find(close).map(|end| open + end) else {
            break;
        };
        let inner = &rest[open + 1..end];
        if close == '}' {
            out.push_str(params.get(inner).map_or("", String::as_str));
        } else if !names(inner).any(|name| params.get(name).is_none_or(String::is_empty)) {
            out.push_str(&filled(inner, params));
        }
        rest = &rest[end + 1..];
    }
    out + rest
}

/// The params that a template names.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| part.split('}').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_only_params_that_their_findings_carry() {
        for rule in RULES.iter().chain(WORDING_GROUPS) {
            let unknown: Vec<&str> = names(rule.english).filter(|name| !rule.params.contains(name)).collect();
            assert_eq!(unknown, [""; 0], "{}", rule.code);
            assert!(RULES.iter().filter(|other| other.code == rule.code).count() < 2, "{}", rule.code);
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let params = |by: &str| BTreeMap::from([("law", "甲法".to_owned()), ("by", by.to_owned())]);
        let template = "《{law}》 ended[, replaced by {by}].";
        assert_eq!(filled(template, &params("乙法")), "《甲法》 ended, replaced by 乙法.");
        assert_eq!(filled(template, &params("")), "《甲法》 ended.");
    }
}
