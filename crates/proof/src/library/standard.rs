//! Writes a citation in the standard form: full title in brackets, numbers in Chinese.
//! Refuses to know where it goes.

use crate::cite::Place;
use crate::text::numeral::push_chinese;
use serde::{Deserialize, Serialize};

/// How the law is named in a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 《中华人民共和国刑法》, as 法释〔2009〕14号 asks of judgments.
    Full,
    /// 《刑法》, as scripts speak.
    Short,
}

/// 《中华人民共和国刑法》第一百三十三条之一第一款第二项.
pub fn standard_form(title: &str, place: &Place, form: Form) -> String {
    let name = match form {
        Form::Full => title,
        Form::Short => title.strip_prefix("中华人民共和国").unwrap_or(title),
    };
    let mut out = String::with_capacity(name.len() + 48);
    out.push('《');
    // A title inside a title takes the inner brackets.
    match name.contains('《') {
        true => out.push_str(&name.replace('《', "〈").replace('》', "〉")),
        false => out.push_str(name),
    }
    out.push('》');
    push_place(&mut out, place);
    out
}

/// 第一百三十三条之一第一款第二项.
fn push_place(out: &mut String, place: &Place) {
    let mut put = |before: &str, number: u32, unit: &str| {
        out.push_str(before);
        push_chinese(out, number);
        out.push_str(unit);
    };
    put("第", place.article, "条");
    if place.sub > 0 {
        put("之", place.sub, "");
    }
    if let Some(end) = place.sub_end {
        put("至之", end, "");
    }
    if let Some(end) = place.article_end {
        put("至第", end, "条");
    }
    for (number, end, unit) in
        [(place.paragraph, place.paragraph_end, "款"), (place.item, place.item_end, "项")]
    {
        let Some(number) = number else { continue };
        put("第", number, unit);
        if let Some(end) = end {
            put("至第", end, unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_standard_form() {
        let mut place = Place::of(133, 1);
        (place.paragraph, place.item) = (Some(1), Some(2));
        let full = standard_form("中华人民共和国刑法", &place, Form::Full);
        assert_eq!(full, "《中华人民共和国刑法》第一百三十三条之一第一款第二项");
        let title = "最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）";
        let short = standard_form(title, &Place::of(5, 0), Form::Short);
        assert_eq!(short, "《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》第五条");
    }
}
