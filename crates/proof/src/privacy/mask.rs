//! What to write instead of what was found, by the rule for published judgments (法释〔2016〕19号第八至十条).
//! Refuses to number people: a unit that has two 周某 in one script adds the digit itself.

use super::{Kind, name::surname_of};

/// The masked form of `words`: 周某, 1**********, 某小学. The kind says what the words are.
pub fn mask(kind: Kind, words: &str) -> String {
    match kind {
        Kind::PersonName | Kind::Pseudonym => format!("{}某", &words[..surname_of(words)]),
        Kind::Mobile => format!("1{}", "*".repeat(10)),
        Kind::Plate | Kind::PlateNev => {
            let kept: String = words.chars().take(2).collect();
            format!("{kept}{}", "*".repeat(words.chars().count().saturating_sub(2).clamp(5, 6)))
        }
        Kind::Address => "某地".to_owned(),
        Kind::Village => "某村".to_owned(),
        Kind::School => school(words).to_owned(),
        Kind::MinorAge => "×".to_owned(),
        Kind::CaseNo => "（××××）××号".to_owned(),
        Kind::ProcDocNo => "××〔××××〕××号".to_owned(),
        Kind::IdCard
        | Kind::IdCardInvalid
        | Kind::Phone
        | Kind::BankCard
        | Kind::Email
        | Kind::Wechat
        | Kind::Qq
        | Kind::Passport => "*".repeat(words.chars().filter(|c| !c.is_whitespace()).count().clamp(1, 40)),
    }
}

fn school(words: &str) -> &'static str {
    match words {
        w if w.ends_with("幼儿园") => "某幼儿园",
        w if w.ends_with("小学") => "某小学",
        w if w.ends_with('中') || w.ends_with("中学") => "某中学",
        _ => "某学校",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_by_the_rule() {
        for (kind, words, masked) in [
            (Kind::PersonName, "周演示", "周某"),
            (Kind::PersonName, "欧阳演示", "欧阳某"),
            (Kind::PersonName, "买买提·演示", "买某"),
            (Kind::Mobile, "138 0000 0000", "1**********"),
            (Kind::Plate, "京A12345", "京A*****"),
            (Kind::School, "甲乙区演示小学", "某小学"),
            (Kind::IdCard, "110105197902067963", "******************"),
        ] {
            assert_eq!(mask(kind, words), masked);
        }
    }
}
