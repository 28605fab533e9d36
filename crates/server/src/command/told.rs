//! What an import would do or did, told to a person at a terminal: the same sentences as the import screen's.
//! Knows no rule of importing; every row that is left out is told with its reason.

use super::language::{Language, Words};
use serde_json::Value;

/// Prints the sum, what is new, what was not read, and every row that needs a look.
pub fn tell_import(preview: &Value, result: Option<&Value>, language: Language) {
    tell!("{}", sum(preview, result.is_some(), language));
    for (name, block) in [
        ("new_names", "new_names"),
        ("unknown_headings", "unknown_headings"),
        ("sheets_without_header", "sheets_without_header"),
    ] {
        let names: Vec<&str> =
            preview[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| platform(name, language)).collect();
            let list = names.join(language.say("、", ", "));
            tell!("{}", language.words(Words::Imports, &[block], &serde_json::json!({ "names": list })));
        }
    }
    let rows: Vec<&Value> = preview["rows"].as_array().into_iter().flatten().collect();
    let one_sheet = rows.windows(2).all(|pair| pair[0]["sheet"] == pair[1]["sheet"]);
    for row in rows {
        let remarks: Vec<String> =
            row["remarks"].as_array().into_iter().flatten().map(|one| remark(one, language)).collect();
        if !remarks.is_empty() || row["outcome"] == "doubtful" {
            tell!("  {}", line(row, one_sheet, &remarks.join(language.say("；", "; ")), language));
        }
    }
    if let Some(more) = preview["more"].as_u64().filter(|more| *more > 0) {
        tell!("{}", language.words(Words::Imports, &["more"], &serde_json::json!({ "n": more })));
    }
}

fn sum(preview: &Value, ran: bool, language: Language) -> String {
    let count = |name: &str| preview["counts"][name].as_u64().unwrap_or(0);
    let (made, changed, exists) = (count("made"), count("changed"), count("exists"));
    let (doubtful, left_out) = (count("doubtful"), count("left_out"));
    let did = match ran {
        true => language.say("已导入", "Imported"),
        false => language.say("将导入（未写入）", "Would import (nothing was written)"),
    };
    language.say(
        format!("{did}：新增 {made} 行，更新 {changed} 行，已有 {exists} 行，存疑未导 {doubtful} 行，略过 {left_out} 行。"),
        format!("{did}: {made} rows new, {changed} changed, {exists} known, {doubtful} doubtful, {left_out} left out."),
    )
}

/// "第 12 行 张某某（存疑）: 入职日期: 年份只写了两位 (20.5.15)"
fn line(row: &Value, one_sheet: bool, remarks: &str, language: Language) -> String {
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    let sheet = if one_sheet { String::new() } else { format!("{} ", text("sheet")) };
    let place = language.say(format!("{sheet}第 {} 行", row["row"]), format!("{sheet}row {}", row["row"]));
    let what = if text("what").is_empty() { String::new() } else { format!(" {}", text("what")) };
    let outcome = language.words(Words::Imports, &["outcomes", text("outcome")], &Value::Null);
    language.say(
        format!("{place}{what}（{outcome}）：{remarks}"),
        format!("{place}{what} ({outcome}): {remarks}"),
    )
}

/// The field, what is wrong with it, and what stands in the sheet.
fn remark(remark: &Value, language: Language) -> String {
    let text = |name: &str| remark[name].as_str().unwrap_or_default();
    let (field, reason) = (text("field"), text("reason"));
    let role = language.words(Words::Terms, &["role", field], &Value::Null);
    let named =
        if role == field { language.words(Words::Imports, &["fields", field], &Value::Null) } else { role };
    let why = language.words(Words::Imports, &["reasons", reason], &Value::Null);
    let stands = match text("text") {
        "" => String::new(),
        _ if reason == "repeated_header" => String::new(),
        text => language.say(format!("（{text}）"), format!(" ({text})")),
    };
    // What the row as a whole is about has no name of its own.
    match named == field {
        true => format!("{why}{stands}"),
        false => language.say(format!("{named}：{why}{stands}"), format!("{named}: {why}{stands}")),
    }
}

fn platform(name: &str, language: Language) -> String {
    language.words(Words::Terms, &["platform", name], &Value::Null)
}
