//! What counts as a citation: the forms staff write, and what must stay silent. Scores on the labelled sample.

use pufa_proof::cite::{Via, context_law, scan};
use pufa_proof::law::{LawName, LawTable};
use pufa_proof::score::score_citations;

/// A citation as `law article[-sub][/paragraph][.item][~end]`.
fn cited(text: &str, context: Option<&str>) -> Vec<String> {
    let table = LawTable::bundled();
    let context = context.and_then(|name| table.resolve(name));
    let found = scan(table, text, context);
    let show = |c: &pufa_proof::cite::Citation| {
        let p = c.place;
        let law = c.law.and_then(|id| table.law(id)).map_or("?", |l| l.short.as_str());
        let mut out = format!("{law} {}", p.article);
        for (mark, n) in [("-", (p.sub > 0).then_some(p.sub)), ("/", p.paragraph), (".", p.item)] {
            if let Some(n) = n {
                out += &format!("{mark}{n}");
            }
        }
        for end in [p.article_end, p.sub_end, p.paragraph_end, p.item_end].into_iter().flatten() {
            out += &format!("~{end}");
        }
        out
    };
    found.citations.iter().map(show).collect()
}

#[test]
fn reads_the_forms_in_use() {
    for (text, expected) in [
        ("《中华人民共和国刑法》第一百三十三条之一第一款第二项", "刑法 133-1/1.2"),
        ("刑法第264条", "刑法 264"),
        ("刑法第２６４条", "刑法 264"),
        ("《民法典》1079条说得很清楚", "民法典 1079"),
        ("《民法典》（2020）的第五百八十六条", "民法典 586"),
        ("刑诉法第一百零八条第（二）项", "刑事诉讼法 108.2"),
        ("《刑法》第一百二十条之一、之二", "刑法 120-1|刑法 120-2"),
        ("刑法第120条之一至之六", "刑法 120-1~6"),
        ("刑法第一百二十条之一至第一百二十条之六", "刑法 120-1~6"),
        ("刑法第133-1条", "刑法 133-1"),
        ("反家庭暴力法第23条、28条规定", "反家庭暴力法 23|反家庭暴力法 28"),
        ("《民法典》第1079条规定了离婚；第1080条规定了登记", "民法典 1079|民法典 1080"),
        ("《民法典》第577条规定如此。合同里写明，第三条规定违约金", "民法典 577"),
        ("《民诉解释》第90条", "最高人民法院关于适用《民事诉讼法》的解释 90"),
        ("刑法第三百条至第二百条", "刑法 300~200"),
        ("民法典第一条、第二条和第三条第一款", "民法典 1|民法典 2|民法典 3/1"),
        ("《治安管理处罚法》第二十六条第四、六项", "治安管理处罚法 26.4|治安管理处罚法 26.6"),
        ("刑法第264、265、266条", "刑法 264|刑法 265|刑法 266"),
        ("刑法第264-266条", "刑法 264~266"),
        ("民法典第二百二十九条至第二百三十一条规定", "民法典 229~231"),
        ("民法典第一百八十九条第一款第八项至第十项", "民法典 189/1.8~10"),
        ("著作权法第四十九条第一款、第二款", "著作权法 49/1|著作权法 49/2"),
        ("《民法典》第一千零七十九条规定，又见同法第一千零八十条", "民法典 1079|民法典 1080"),
        ("刑法第二百六十四条规定盗窃罪，该条第一款说", "刑法 264|刑法 264/1"),
        ("刑法第三百四十七条第二款规定如此，依照前款的规定处罚", "刑法 347/2|刑法 347/1"),
        ("民法典婚姻家庭编第一千零七十六条", "民法典 1076"),
        ("《民法典》第五编第四章第一千零七十六条", "民法典 1076"),
        ("根据《中华人民共和国民法典》（以下简称《民典》）第一条，《民典》第二条", "民法典 1|民法典 2"),
        ("“刑法”第264条", "刑法 264"),
        ("法释〔2020〕22号第五条", "最高人民法院关于适用《民法典》婚姻家庭编的解释（一） 5"),
        ("法释(2020)第22号第五条", "最高人民法院关于适用《民法典》婚姻家庭编的解释（一） 5"),
        ("民诉法解释第九十三条", "最高人民法院关于适用《民事诉讼法》的解释 93"),
        ("公司法司法解释三第十条", "最高人民法院关于适用《公司法》若干问题的规定（三） 10"),
        ("《某市养犬管理条例》第三条", "? 3"),
        ("民促法第三条", "? 3"),
        ("依照民法典第八十五条、公司法第二十二条第二款", "民法典 85|公司法 22/2"),
        ("刑法第一百三十三条之一切实执行", "刑法 133"),
        ("劳动合同法第三十八条（一）未按约定", "劳动合同法 38"),
        ("刑法里面第264条", "刑法 264"),
        ("刑法分则第二百三十二条", "刑法 232"),
        ("《民法典·婚姻家庭编》第1079条", "民法典 1079"),
        ("（法释〔2020〕22号）第八十二条", "最高人民法院关于适用《民法典》婚姻家庭编的解释（一） 82"),
        ("刑法第一百一十四条和一百一十五条", "刑法 114|刑法 115"),
        ("刑法第二百六十四条和三条线索", "刑法 264"),
        ("触犯了交法第九十一条，现行民诉第一百二十条", "道路交通安全法 91|民事诉讼法 120"),
        ("《未成年人保护法》怎么说？第十七条规定", "未成年人保护法 17"),
        ("刑法第二百九十三条之一条文", "刑法 293-1"),
        ("社会法劳动法第四十七条的内容是什么？", "劳动法 47"),
        ("刑法第二百三十六条第三款第（一）（二）项", "刑法 236/3.1|刑法 236/3.2"),
        ("《刑事诉讼法》第十五条（认罪认罚从宽）、第一百七十四条", "刑事诉讼法 15|刑事诉讼法 174"),
        ("刑法第二十条第一款规定了正当防卫；第三款规定：“对正在进行行凶”", "刑法 20/1|刑法 20/3"),
        ("刑法第二十条；合同里约定了违约金，第三款规定", "刑法 20"),
        ("刑法第二十条（第三项除外）、第二十一条", "刑法 20"),
    ] {
        assert_eq!(cited(text, None).join("|"), expected, "{text}");
    }
}

#[test]
fn every_name_is_cited_in_running_text() {
    let table = LawTable::bundled();
    assert!(table.names().iter().count() > 2_000);
    for known in table.names().iter() {
        let text = format!("根据{}第七条、第九条第二款的规定", known.text);
        let found = scan(table, &text, None).citations;
        assert_eq!(found.len(), 2, "{text}");
        for citation in found {
            match &known.target {
                LawName::One(id) => assert_eq!(citation.law, Some(*id), "{text}"),
                LawName::Ask(ids) => assert_eq!((citation.law, &citation.candidates), (None, ids), "{text}"),
            }
        }
    }
}

#[test]
fn this_law_needs_a_context() {
    let text = "违反本法第四十六条的规定，依照本法第五十一条第二款处罚；本条例第三条";
    assert_eq!(cited(text, Some("公路法")), ["公路法 46", "公路法 51/2"]);
    assert_eq!(cited(text, None), [""; 0]);
}

#[test]
fn a_law_is_named_only_where_its_name_stands_for_it() {
    let mentions = |text: &str| scan(LawTable::bundled(), text, None).mentions.len();
    for text in
        ["国家宪法日到了", "宪法宣传周活动", "民法典主题公园", "办法总比困难多，《办法》施行", "《条例》"]
    {
        assert_eq!(mentions(text), 0, "{text}");
    }
    for text in ["宪法是根本法", "学习宪法，", "《宪法》日常生活", "宪法学习"] {
        assert_eq!(mentions(text), 1, "{text}");
    }
}

#[test]
fn a_bare_kind_means_the_norm_named_before() {
    let named = "《中华人民共和国征信业管理条例》第三条；《条例》第五条第二款";
    assert_eq!(cited(named, None), ["征信业管理条例 3", "征信业管理条例 5/2"]);
    assert_eq!(cited("《办法》第五条", None), [""; 0]);
    assert_eq!(cited("《刑法》第五条，《条例》第六条", None), ["刑法 5"]);
}

#[test]
fn a_context_may_be_written_in_many_ways() {
    let table = LawTable::bundled();
    let criminal = table.resolve("刑法");
    for name in ["刑法", "《刑法》", " 中华人民共和国刑法（2023修正） ", "我国《刑法》"]
    {
        assert_eq!(context_law(table, name), criminal, "{name}");
    }
    assert_eq!(context_law(table, "某市养犬管理条例"), None);
    assert_eq!(context_law(table, "民促法"), None);
}

#[test]
fn stays_silent() {
    for text in [
        "合同第八条约定",
        "一条短信",
        "两款产品",
        "《买卖合同》第七条第3款",
        "本协议第二条款",
        "第一条街",
        "刑法三条规定",
        "外交法第三条",
        "江苏省消防条例第三条",
        "第三人",
        "第一审",
        "刑法学第一课",
        "该法律第一个",
        "同法律相抵触",
        "《民法典》第一次写进",
        "前款规定",
        "该条规定",
        "法释义第三条",
        "民法典的第一人",
        "公司章程第十二条规定",
        "记住三条：第一条，不轻信；第二条，不转账",
        "《民法典》实施后，双方签了合同。第四条约定违约金",
        "《村规民约》第六条写明",
        "民法典宣传片第二条",
        "书法第三条笔画",
    ] {
        assert_eq!(cited(text, None), [""; 0], "{text}");
    }
}

#[test]
fn spans_stand_on_the_words() {
    let text = "😀根据《刑法》第二百六十四条、第二百六十六条第一款规定";
    let found = scan(LawTable::bundled(), text, None).citations;
    let words: Vec<&str> = found.iter().map(|c| &text[c.span.clone()]).collect();
    assert_eq!(words, ["《刑法》第二百六十四条", "第二百六十六条第一款"]);
    assert_eq!(&text[found[0].surface.clone()], "刑法");
    assert_eq!(found[0].via, Via::Name);
}

#[test]
fn an_edition_is_kept() {
    let found = scan(LawTable::bundled(), "《中华人民共和国公务员法(2018修订) 》第五十条", None).citations;
    assert_eq!(found[0].edition, Some(2018));
}

#[test]
fn the_labelled_sample_is_met() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/citations_dev.jsonl");
    let lines = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("the sample {path} is needed: {e}"));
    let score = score_citations(LawTable::bundled(), lines.lines());
    assert_eq!(score.unreadable, 0);
    assert!(score.f1() >= 0.985, "F1 {} {:?}", score.f1(), score.wrong);
    assert!(score.silence() >= 0.98, "{:?}", score.wrong);
}

#[test]
fn work_grows_with_the_text_only() {
    let table = LawTable::bundled();
    for piece in [
        "第",
        "（",
        "《",
        "《》",
        "刑法第",
        "第一、",
        "刑法第一、",
        "刑法（",
        "法释〔",
        "《第》",
        "刑法第一条、",
        "之一",
    ] {
        let measure = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            scan(table, &text, None).work as f64 / bytes as f64
        };
        let (small, large) = (measure(20_000), measure(1_000_000));
        assert!(large <= small * 1.2 + 0.01, "{piece}: {small} then {large} steps per byte");
        assert!(large < 30.0, "{piece}: {large} steps per byte");
    }
}
