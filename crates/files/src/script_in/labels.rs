//! The lines above a script: its title and the labelled facts (普法点：.., 法律依据：..).
//! Knows nothing of shots.

use super::ScriptIn;

/// The field of a script that a label fills.
type FieldOf = fn(&mut ScriptIn) -> &mut String;

/// Labels and the field each one fills.
const LABELS: &[(&[&str], FieldOf)] = &[
    (&["选题", "主题", "选题方向"], |script| &mut script.header.topic),
    (
        &["生活场景", "引子", "导入", "切入点", "生活切入点", "开场", "故事引入"],
        |script| &mut script.header.hook,
    ),
    (&["普法点", "法律点", "知识点", "法律知识点", "普法要点", "法理点"], |script| {
        &mut script.header.legal_point
    }),
    (
        &["法律依据", "法条", "引用法条", "涉及法条", "适用法律", "相关法条", "法律条文"],
        |script| &mut script.header.law_cited,
    ),
    (&["结语", "启示", "普法提示", "提示语", "金句", "一句话总结", "落脚点"], |script| {
        &mut script.header.takeaway
    }),
    (&["标题", "片名", "题目", "节目名称", "作品名称", "脚本名称", "视频标题"], |script| &mut script.title),
];

/// Facts about the making of a script that belong to no field of its header: read over, not taken for lines.
const PASSED_OVER: [&str; 14] = [
    "栏目",
    "期号",
    "编剧",
    "策划",
    "拍摄",
    "剪辑",
    "出镜",
    "主持",
    "时长",
    "总时长",
    "日期",
    "审核",
    "部门",
    "作者",
];

fn field_of(label: &str) -> Option<FieldOf> {
    LABELS.iter().find(|(words, _)| words.contains(&label)).map(|(_, field)| *field)
}

/// The label that ends right before a colon at `at`, counted back to the last sentence end.
fn label_before(text: &str, at: usize) -> &str {
    let start = text[..at]
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '。' | '；' | ';' | '\n' | '，' | ',' | ' ' | '\t' | '　' | '|'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    text[start..at].trim_matches(['【', '】', '[', ']', ' ', '*'])
}

/// Takes every labelled fact of a paragraph; true when there was one, or when the paragraph is about the making.
pub(super) fn take(script: &mut ScriptIn, text: &str) -> bool {
    let colons: Vec<(usize, usize)> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '：' | ':'))
        .map(|(at, c)| (at, at + c.len_utf8()))
        .collect();
    let labelled: Vec<(usize, usize, &str)> = colons
        .iter()
        .map(|(at, after)| (*at, *after, label_before(text, *at)))
        .filter(|(_, _, label)| field_of(label).is_some() || PASSED_OVER.contains(label))
        .collect();
    for (index, (_, after, label)) in labelled.iter().enumerate() {
        let end = labelled.get(index + 1).map_or(text.len(), |(at, _, next)| {
            let start = text[..*at].rfind(next).unwrap_or(*at);
            start.max(*after)
        });
        let value = text[*after..end].trim().trim_end_matches(['。', '；', ';', '，', ',', '【', '|']).trim();
        if let Some(field) = field_of(label) {
            put(field(script), value, *label == "标题" || *label == "片名");
        }
    }
    !labelled.is_empty()
}

/// A label and its value in two cells of a table.
pub(super) fn take_pair(script: &mut ScriptIn, label: &str, value: &str) -> bool {
    let label: String = label.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':')).collect();
    match field_of(&label) {
        Some(field) => {
            put(field(script), value.trim(), false);
            true
        }
        None => PASSED_OVER.contains(&label.as_str()),
    }
}

fn put(field: &mut String, value: &str, title: bool) {
    let value = if title { bare_title(value) } else { value.to_string() };
    if field.is_empty() {
        *field = value;
    } else if !value.is_empty() {
        field.push('\n');
        field.push_str(&value);
    }
}

/// 《醉驾的代价》分镜脚本 is the title 醉驾的代价.
pub(super) fn bare_title(text: &str) -> String {
    let text = text.trim();
    if let Some((before, rest)) = text.split_once('《')
        && let Some((title, after)) = rest.rsplit_once('》')
        && before.chars().count() <= 12
        && after.chars().count() <= 12
    {
        return title.trim().to_string();
    }
    let mut title = text;
    for end in ["分镜头脚本", "分镜脚本", "拍摄脚本", "短视频脚本", "脚本", "分镜表"] {
        title = title.strip_suffix(end).unwrap_or(title);
    }
    title.trim().trim_end_matches(['-', '—', '：', ':']).trim().to_string()
}
