//! What somebody looks for, put into the words that the library is searched by: full titles and numbers.
//! Knows no library; a name that the tables do not know stays as it is written.

use pufa_proof::cite::scan;
use pufa_proof::law::{ArticleNo, LawId, LawTable};
use std::ops::Range;

/// 刑法264条, 《刑诉法》第二百八十六条 and 法释〔2020〕22号 as a full title, followed by the article where one is named; other words
/// as they are.
pub(super) fn spelled_out(query: &str) -> String {
    let words = query.split_whitespace().flat_map(|word| match law_and_article(word) {
        Some((title, article)) => [Some(title), article.map(|no| no.to_string())],
        None => [Some(word.to_owned()), None],
    });
    words.flatten().collect::<Vec<_>>().join(" ")
}

/// The full title of the law that somebody means, if the tables know it by what was typed.
pub(super) fn law_meant(typed: &str) -> Option<String> {
    law_and_article(typed).map(|(title, _)| title)
}

fn law_and_article(word: &str) -> Option<(String, Option<ArticleNo>)> {
    let table = LawTable::bundled();
    let title = |id: LawId| table.law(id).map(|law| law.title.clone());
    if let Some(named) = table.resolve(word).and_then(title) {
        return Some((named, None));
    }
    // Of a word that says more than the law, the rest is looked for too: it stays as it is.
    let whole = |span: &Range<usize>| {
        let around = word.get(..span.start).into_iter().chain(word.get(span.end..));
        around.flat_map(str::chars).all(|c| !c.is_alphanumeric())
    };
    let found = scan(table, word, None);
    if let Some(cited) = found.citations.first().filter(|cited| whole(&cited.span)) {
        let no = ArticleNo { article: cited.place.article, sub: cited.place.sub };
        return Some((cited.law.and_then(title)?, Some(no)));
    }
    let named = found.mentions.first().filter(|named| whole(&named.span))?;
    Some((named.law.and_then(title)?, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_looked_for_by_title_and_number() {
        let criminal = "中华人民共和国刑法";
        for (typed, wanted) in [
            ("刑法264条", format!("{criminal} 第二百六十四条")),
            ("《刑法》第一百三十三条之一", format!("{criminal} 第一百三十三条之一")),
            ("刑诉法 286", "中华人民共和国刑事诉讼法 286".to_owned()),
            ("民法典 离婚", "中华人民共和国民法典 离婚".to_owned()),
            ("压岁钱", "压岁钱".to_owned()),
            ("违反治安管理处罚法的行为", "违反治安管理处罚法的行为".to_owned()),
        ] {
            assert_eq!(spelled_out(typed), wanted, "{typed}");
        }
    }
}
