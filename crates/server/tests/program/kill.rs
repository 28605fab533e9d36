//! Killed at any moment, the studio keeps every write that it has acknowledged, and nothing is half done.
//! The writers are this same test program, started again with a folder in [`FOLDER`]; the parent kills them.

use pufa_api::{Api, Caller, house};
use pufa_store::backup::{self, BACKUPS};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const FOLDER: &str = "PUFA_TEST_KILL_FOLDER";
const NAME: &str = "PUFA_TEST_KILL_NAME";
/// The names of the children: one writes, one restores.
const WRITER: &str = "kill::writer";
const RESTORER: &str = "kill::restorer";
/// Rounds of the story of restores.
const RESTORES: usize = 30;
/// Writers at once: other processes' writes are part of the picture.
const WRITERS: usize = 2;
/// Rounds; each kills every writer.
const ROUNDS: usize = 150;
/// The longest that a writer lives, in microseconds: from before it has opened the database to amid its writes.
const LIFE: u64 = 150_000;

/// The child's part in the second story: puts one backup after the other in the place of the database.
#[test]
fn restorer() {
    let (Some(folder), true) = (std::env::var_os(FOLDER), std::env::var(NAME).is_ok_and(|n| n == RESTORER))
    else {
        return;
    };
    let folder = Path::new(&folder);
    let backups = house::backups(folder).expect("a list");
    for backup in backups.iter().cycle() {
        match house::restore_closed(folder, &backup.name, pufa_api::now()) {
            Ok(()) => {}
            refused => panic!("{refused:?}"),
        }
        println!("\nacknowledged {}", backup.name);
        std::io::stdout().flush().expect("told");
    }
}

/// The child's part: writes for as long as it lives and says so after each commit.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let name = std::env::var(NAME).expect("a name");
    let api = Api::open(Path::new(&folder)).expect("opens, whatever happened before");
    let caller = Caller::operator();
    for number in 0.. {
        let done = if number % 25 == 24 {
            format!("backup {}", api.back_up().expect("a backup").name)
        } else if number % 5 == 4 {
            let mut upload = api.begin_upload(&caller, &name, None).expect("begun");
            upload.write(format!("{name} {number}").as_bytes()).expect("written");
            format!("file {}", upload.finish().expect("kept").sha256)
        } else {
            let title = format!("{name}-{number}");
            let input = json!({ "id": null, "version": 0, "name": title, "kind": "business", "position": 9, "active": true });
            api.call(&caller, "save_department", input.to_string().as_bytes()).expect("written");
            format!("department {title}")
        };
        println!("\nacknowledged {done}");
        std::io::stdout().flush().expect("told");
    }
}

/// A small generator: which moments are hit does not matter, only that they differ.
struct Moments(u64);

impl Moments {
    fn within(&mut self, most: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % u64::try_from(most.as_micros()).unwrap_or(LIFE).max(1))
    }
}

fn start(test: &str, folder: &Path, name: &str) -> (Child, Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a writer");
    let (tell, told) = channel();
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let Some(done) = line.strip_prefix("acknowledged ")
                && tell.send(done.to_owned()).is_err()
            {
                return;
            }
        }
    });
    (child, told)
}

/// Kills a writer; it must have died of that and of nothing else.
fn kill(mut child: Child) {
    child.kill().expect("killed");
    let end = child.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&end.stderr);
    assert!(!end.status.success() && end.status.code().is_none(), "a writer ended by itself: {said}");
}

/// Everything acknowledged is there, and everything that is there is sound.
fn verify(folder: &Path, acknowledged: &BTreeSet<String>) {
    let api = Api::open(folder).expect("opens");
    let view = api.verify().expect("a check");
    assert!(view.sound, "{view:?}");
    let reply = api.call(&Caller::operator(), "list_departments", b"{}").expect("a list");
    let listed: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
    let departments: BTreeSet<&str> = listed
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|department| department["name"].as_str())
        .collect();
    for done in acknowledged {
        match done.split_once(' ') {
            Some(("department", name)) => {
                assert!(departments.contains(name), "{name} was acknowledged");
            }
            Some(("backup", name)) => {
                backup::check(&folder.join(BACKUPS).join(name)).expect("an acknowledged backup is whole");
            }
            Some((_, sha256)) => {
                api.open_media(&Caller::operator(), sha256).expect("an acknowledged file");
            }
            None => panic!("{done}"),
        }
    }
}

fn set_up(folder: &Path) {
    let api = Api::open(folder).expect("opens").with_cheap_passwords();
    let input = json!({ "unit_name": "演示市人民检察院", "level": "county", "person_name": "演示管理员",
        "login": "admin", "password": "演示口令-只用于测试" });
    let input = input.to_string();
    api.call(&Caller::operator(), "create_workspace", input.as_bytes()).expect("a workspace");
}

#[test]
fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    set_up(folder.path());
    let mut moments = Moments(std::process::id().into());
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let writers: Vec<_> =
            (0..WRITERS).map(|n| start(WRITER, folder.path(), &format!("r{round}w{n}"))).collect();
        for (child, told) in writers {
            let end = Instant::now() + moments.within(Duration::from_micros(LIFE));
            while let Ok(done) = told.recv_timeout(end.saturating_duration_since(Instant::now())) {
                acknowledged.insert(done);
            }
            kill(child);
            acknowledged.extend(told.iter());
        }
        if round % 15 == 14 {
            verify(folder.path(), &acknowledged);
        }
    }
    println!("{} writers killed, {} writes acknowledged", ROUNDS * WRITERS, acknowledged.len());
    assert!(acknowledged.len() > ROUNDS, "the writers hardly wrote: nothing was tried");
}

fn departments(api: &Api) -> usize {
    let reply = api.call(&Caller::operator(), "list_departments", b"{}").expect("a list");
    let listed: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
    listed.as_array().expect("a list").len()
}

/// Killed while a backup is put back, the folder holds the one or the other, whole.
#[test]
fn a_restore_is_done_or_not_begun() {
    let folder = tempfile::tempdir().expect("a folder");
    set_up(folder.path());
    let before = {
        let api = Api::open(folder.path()).expect("opens");
        api.back_up().expect("a backup");
        let input = json!({ "id": null, "version": 0, "name": "新部门", "kind": "business", "position": 9, "active": true });
        api.call(&Caller::operator(), "save_department", input.to_string().as_bytes()).expect("written");
        api.back_up().expect("a backup");
        departments(&api) - 1
    };
    let mut moments = Moments(std::process::id().into());
    for _ in 0..RESTORES {
        let (child, told) = start(RESTORER, folder.path(), RESTORER);
        // From the first that is done one knows how long one takes; the kill falls into the next.
        let begun = Instant::now();
        told.recv().expect("a restore");
        let end = Instant::now() + moments.within(begun.elapsed());
        while told.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {}
        kill(child);
        let api = Api::open(folder.path()).expect("opens, whatever was going on");
        let found = departments(&api);
        assert!(found == before || found == before + 1, "{found} departments");
        assert!(api.verify().expect("a check").sound);
    }
}
