//! The command line as a person or a script meets it: sentences, exit codes, and data that survives.

use pufa_api::{Api, Caller};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const PUFA: &str = env!("CARGO_BIN_EXE_pufa");

pub(crate) fn run(command: &mut Command) -> Output {
    command
        .env("PUFA_PASSWORD", "演示口令-只用于测试")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env_remove("PUFA_DATA")
        .env_remove("PUFA_DATABASE")
        .output()
        .expect("pufa starts")
}

fn pufa(data: &Path, words: &[&str]) -> Output {
    run(Command::new(PUFA).arg("--data").arg(data).args(words))
}

/// Runs what must end with `code`; answers what it said on stdout, or on stderr when it failed, which is one line.
pub(crate) fn said(output: &Output, code: i32) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{err}");
    if code == 0 {
        assert_eq!(err, "");
        return out.trim_end().to_owned();
    }
    assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    err.trim_end().to_owned()
}

pub(crate) const INIT: &[&str] = &["init", "--unit", "演示市人民检察院", "--admin", "admin"];

#[test]
fn a_workspace_is_made_once_and_refusals_are_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("数据");
    assert_eq!(said(&pufa(&data, &["verify"]), 1), "这里还没有工作区，请先建立。");
    assert!(!data.exists(), "a refusal leaves nothing behind");
    assert!(said(&pufa(&data, INIT), 0).contains("演示市人民检察院"));
    said(&pufa(&data, INIT), 1);
    let english = said(&pufa(&data, &["--lang", "en", "init", "--unit", "x", "--admin", "x"]), 1);
    assert_eq!(english, "The workspace exists already; sign in instead.");
    assert_eq!(said(&run(Command::new(PUFA).arg("verify")), 2), "请用 --data 指定数据文件夹。");
    let no_day = said(&pufa(&data, &["participation", "--on", "2026-02-30"]), 2);
    assert_eq!(no_day, "日期应写成 2021-09-30 这样，在 1978 年至 2099 年之间。");
    assert_eq!(pufa(&data, &["no-such-thing"]).status.code(), Some(2));
    assert_eq!(pufa(&data, &["--help"]).status.code(), Some(0));
    let missing = pufa(&data, &["import", "roster", "没有这个文件.xlsx"]);
    assert!(said(&missing, 4).contains("没有这个文件.xlsx"));
}

#[test]
fn a_text_is_checked_by_the_units_own_rules_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("稿.txt");
    std::fs::write(&script, "打击一批，震慑一片").expect("written");
    let script = script.to_str().expect("text");
    let data = folder.path().join("数据");
    assert_eq!(said(&pufa(&data, &["check", script]), 1), "这里还没有工作区，请先建立。");
    said(&pufa(&data, INIT), 0);
    {
        let rule = json!({ "id": "own.slogan", "group": "own", "words": ["打击一批"], "message": "“{words}”不用。", "severity": "error",
            "source": "本院宣传要求", "finds": ["打击一批"], "passes": [] });
        let input = json!({ "rule": rule, "version": 0 }).to_string();
        let api = Api::open(&data).expect("the workspace");
        api.call(&Caller::operator(), "save_wording_rule", input.as_bytes()).expect("a rule");
    }
    assert!(said(&pufa(&data, &["check", script]), 0).contains("“打击一批”不用。"));
    let bundled = said(&run(Command::new(PUFA).args(["check", script])), 0);
    assert!(!bundled.contains("own.slogan"), "{bundled}");
}

#[test]
fn a_damaged_file_is_said_with_the_way_back_and_brought_back_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    said(&pufa(data, INIT), 0);
    let backup = said(&pufa(data, &["backup"]), 0);
    let itself = data.join(pufa_store::DATABASE);
    assert!(said(&pufa(data, &["backup", itself.to_str().expect("text")]), 1).contains("数据文件本身"));
    let elsewhere = folder.path().join("elsewhere.db");
    said(&pufa(data, &["backup", elsewhere.to_str().expect("text")]), 0);

    let database = data.join(pufa_store::DATABASE);
    let mut bytes = std::fs::read(&database).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    std::fs::write(&database, &bytes).expect("written");
    for words in [&["verify"][..], &["serve", "--listen", "127.0.0.1:0"], &["backup"]] {
        let sentence = said(&pufa(data, words), 3);
        assert!(sentence.contains(&backup), "{sentence}");
    }
    std::fs::write(folder.path().join("bad.db"), &bytes).expect("written");
    let bad = folder.path().join("bad.db");
    said(&pufa(data, &["restore", bad.to_str().expect("text")]), 3);
    said(&pufa(data, &["restore", &backup]), 0);
    let view: Value = serde_json::from_str(&said(&pufa(data, &["verify", "--json"]), 0)).expect("JSON");
    assert_eq!(view["sound"], true);
    assert_eq!(std::fs::read_dir(data.join("replaced")).expect("kept").count(), 1);
}

#[test]
fn an_import_says_of_each_row_in_words_why_it_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    said(&pufa(&data, INIT), 0);
    let roster = folder.path().join("名册.csv");
    let rows = "演示院花名册\n姓名,部门,人员类别,入职日期\n甲某某,第一检察部,干警,2020.5.15\n乙某某,第一检察部,书记员,2020.5\n合计,2,,\n";
    std::fs::write(&roster, rows).expect("written");
    let roster = roster.to_str().expect("text");
    let looked = said(&pufa(&data, &["import", "roster", roster, "--dry-run"]), 0);
    assert!(
        looked.starts_with("将导入（未写入）：新增 1 行，更新 0 行，已有 0 行，存疑未导 1 行，略过 1 行。"),
        "{looked}"
    );
    assert!(looked.contains("第 4 行 乙某某（存疑）：人员类别：各院算法不同"), "{looked}");
    assert!(looked.contains("第 5 行（略过）：合计行"), "{looked}");
    let english = said(&pufa(&data, &["--lang", "en", "import", "roster", roster]), 0);
    assert!(english.contains("row 4 乙某某 (Doubtful): Category: differs from unit to unit"), "{english}");
    let again = said(&pufa(&data, &["import", "roster", roster]), 0);
    assert!(again.contains("新增 0 行，更新 0 行，已有 1 行"), "{again}");
    let works = folder.path().join("作品.csv");
    let rows = "标题,栏目,平台,发布日期\n隔夜酒也是酒,说酒驾,抖音、微博,2021-05-15\n";
    std::fs::write(&works, rows).expect("written");
    let made = said(&pufa(&data, &["import", "episodes", works.to_str().expect("text")]), 0);
    assert!(made.contains("新建：说酒驾、抖音、新浪微博"), "{made}");
    std::fs::write(roster, "部门,人员类别\n第一检察部,干警\n").expect("written");
    let headless = said(&pufa(&data, &["import", "roster", roster]), 1);
    std::fs::write(folder.path().join("空.csv"), "").expect("written");
    let empty = folder.path().join("空.csv");
    let empty = said(&pufa(&data, &["import", "roster", empty.to_str().expect("text")]), 1);
    assert!(empty.starts_with("文件是空的"), "{empty}");
    assert_eq!(headless, "没有找到表头，缺少：姓名。请看看是不是选错了类型或文件。");
}

#[test]
fn a_changed_past_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    said(&pufa(data, INIT), 0);
    let store = pufa_store::Store::open_folder(data).expect("opens");
    let tampered: Result<(), pufa_store::StoreError> = store.write(|sql| {
        sql.run("DROP TRIGGER IF EXISTS audit_keeps_its_words;", &[])?;
        sql.run("UPDATE audit SET after_json = 'x' WHERE seq = 1", &[])?;
        Ok(())
    });
    tampered.expect("tampered");
    drop(store);
    assert!(said(&pufa(data, &["verify"]), 3).contains("1 changed"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    said(&pufa(&data, INIT), 0);
    let open_to_read = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permissions");
    };
    open_to_read(folder.path(), 0o755);
    for entry in std::fs::read_dir(&data).expect("a folder").flatten() {
        open_to_read(&entry.path(), if entry.path().is_dir() { 0o555 } else { 0o444 });
    }
    open_to_read(&data, 0o555);
    let before = std::fs::read(data.join(pufa_store::DATABASE)).expect("read");
    // The superuser writes everywhere: the question is then put as nobody.
    let root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let ask = |words: &[&str]| {
        let mut command = Command::new(if root { "runuser" } else { PUFA });
        if root {
            command.args(["-u", "nobody", "--", PUFA]);
        }
        run(command.arg("--data").arg(&data).args(words))
    };
    if ask(&["--version"]).status.code() != Some(0) {
        eprintln!("nobody may not start the program here; left out");
        return;
    }
    for words in [INIT, &["verify"], &["backup"]] {
        assert_eq!(said(&ask(words), 4), "数据所在的文件夹不能写入。请检查文件夹权限。", "{words:?}");
    }
    assert_eq!(std::fs::read(data.join(pufa_store::DATABASE)).expect("read"), before);
    open_to_read(&data, 0o755);
}
