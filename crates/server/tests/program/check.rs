//! `pufa check` as a script meets it: the agreed JSON, every line answered in its place, and sentences for bad files.

use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PUFA: &str = env!("CARGO_BIN_EXE_pufa");

fn check(words: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(PUFA)
        .arg("check")
        .args(words)
        .env("LC_ALL", "zh_CN.UTF-8")
        .env_remove("PUFA_DATA")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pufa starts");
    // What is too large is not read to its end, so the pipe may break.
    let written = child.stdin.take().expect("a pipe").write_all(input);
    assert!(written.is_ok() || input.len() > 20 << 20, "{written:?}");
    child.wait_with_output().expect("pufa ends")
}

/// What was said on stdout, and on stderr; the command must have ended with `code`.
fn said(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{err}");
    (out, err.trim_end().to_owned())
}

fn objects(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"))).collect()
}

#[test]
fn every_line_is_answered_in_its_place() {
    let gb18030 = b"{\"text\": \"\xd0\xcc\xb7\xa8\xb5\xda264\xcc\xf5\"}\n";
    let mut lines = b"\xef\xbb\xbf{\"text\": \"\xf0\x9f\x98\x80\xe6\xb0\x91\xe6\xb3\x95\xe5\x85\xb8\xe7\xac\xac\xe4\xb8\x80\xe6\x9d\xa1\", \"source\": 1}\r\n".to_vec();
    lines.extend(
        "{\"text\": \"本法第三条、第五条第二款\", \"context_law\": \"刑法\"}\n\n{\"text\": 7}\n[]\n没有\n"
            .as_bytes(),
    );
    lines.extend(gb18030);
    lines.extend(b"\xff\xff\n{\"text\": \"");
    lines.extend("合同第八条".as_bytes());
    lines.extend(b"\"}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("行.jsonl");
    fs::write(&path, &lines).expect("written");

    let output = check(&["--jsonl", path.to_str().expect("text"), "--on", "2026-11-22"], b"");
    let (out, err) = said(&output, 1);
    let found = objects(&out);
    let shape = |object: &Value| match object["error"]["line"].as_u64() {
        Some(line) => format!("line {line}: {}", object["error"]["code"].as_str().unwrap_or("")),
        None => object["citations"].as_array().map_or(String::new(), |list| {
            list.iter().map(|c| format!("{}@{}", c["article"], c["start"])).collect::<Vec<_>>().join(" ")
        }),
    };
    let shapes: Vec<String> = found.iter().map(shape).collect();
    let expected = [
        "1@1",
        "3@0 5@6",
        "line 3: empty",
        "line 4: bad_line",
        "line 5: bad_line",
        "line 6: bad_line",
        "264@0",
        "line 8: not_text",
        "",
    ];
    assert_eq!(shapes, expected);
    assert_eq!(err, "9 行中有 5 行读不懂，原因见输出中对应的行。");
    let second = json!({"law": "中华人民共和国刑法", "surface_law": "本法", "article": 5, "paragraph": 2, "start": 6, "end": 12});
    assert_eq!(found[1]["citations"][1], second);
    assert_eq!(said(&check(&["--jsonl", "-"], &lines), 1).0, out, "standard input will do as well");
}

#[test]
fn a_text_is_checked_for_its_day_and_stage() {
    let text = "原《合同法》第八条\n罪犯张某到案，电话13812345678。".as_bytes();
    let words = ["-", "--json", "--on", "2026-11-22", "--stage", "侦查"];
    let (out, _) = said(&check(&words, text), 0);
    let found = &objects(&out)[0];
    let mut keys: Vec<&String> = found.as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(keys, ["citations", "findings", "privacy"]);
    assert_eq!(found["privacy"], json!([{"kind": "MOBILE", "start": 19, "end": 30}]));
    let rules: Vec<&str> =
        found["findings"].as_array().expect("findings").iter().filter_map(|f| f["rule"].as_str()).collect();
    assert_eq!(rules, ["law.repealed", "stage.convict_early", "privacy.mobile"]);

    let (told, _) = said(&check(&words[..1], text), 0);
    assert!(
        told.contains(
            "2:10 错误“13812345678”: 手机号属于个人信息，应当隐去。 可改为“1**********”。 [privacy.mobile]"
        ),
        "{told}"
    );
    let (told, _) = said(&check(&["--lang", "en", "-", "--on", "2020-12-31"], text), 0);
    assert!(told.contains("1:2 citation 《中华人民共和国合同法》第八条"), "{told}");
    assert!(!told.contains("law.repealed") && told.contains("A mobile number is personal data."), "{told}");
    assert_eq!(said(&check(&["-", "--gate"], text), 3).1, "有 1 处错误。");
}

#[test]
fn a_document_is_read() {
    let script =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/unit-31/script.docx"));
    let script = script.to_str().expect("text");
    let (out, _) = said(&check(&[script, "--json"], b""), 0);
    assert_eq!(objects(&out).len(), 1);
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("断.docx");
    let bytes = fs::read(script).expect("the sample");
    fs::write(&broken, &bytes[..bytes.len() / 2]).expect("written");
    let (out, err) = said(&check(&[broken.to_str().expect("text")], b""), 1);
    assert!(out.is_empty() && err.contains("断.docx 打不开，可能已损坏"), "{err}");
}

#[test]
fn what_cannot_be_read_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    assert_eq!(said(&check(&["没有.txt"], b""), 4).1, "找不到 没有.txt。");
    assert_eq!(said(&check(&["--jsonl", "没有.jsonl"], b""), 4).1, "找不到 没有.jsonl。");
    assert!(said(&check(&[path], b""), 4).1.contains("是文件夹"));
    for (input, sentence) in [
        (&b"%PDF-1.7 ..."[..], "- 不是 Word 文档（.docx）或文本文件（像是 pdf），请另存为 .docx 或 .txt。"),
        (b"\x00\x01\x02", "- 不是 Word 文档（.docx）或文本文件（像是 binary），请另存为 .docx 或 .txt。"),
        (b"", "- 里没有文字。"),
        (&vec![b'1'; 21 << 20], "- 太大，最多读 20 MB。"),
    ] {
        let (out, err) = said(&check(&["-"], input), 1);
        assert_eq!((out.as_str(), err.as_str()), ("", sentence));
    }
    for wrong in [&["-", "--on", "2026-13-01"][..], &["-", "--stage", "别的"], &[], &["a", "--jsonl", "b"]]
    {
        assert_eq!(check(wrong, b"").status.code(), Some(2), "{wrong:?}");
    }
}
