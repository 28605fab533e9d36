//! The door of the team server, knocked at as browsers, scripts and attackers do.

use pufa_api::Api;
use pufa_api::testing::{PASSWORD, Studio};
use pufa_server::http::{self, Pages, Settings};
use pufa_store::Store;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n0123456789";

/// A server over a fresh studio with `admin`, and `stranger` of a neighbouring unit.
struct Door {
    address: SocketAddr,
    folder: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<std::thread::JoinHandle<()>>,
}

impl Drop for Door {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.serving.take().map(std::thread::JoinHandle::join);
        assert!(matches!(ended, None | Some(Ok(()))) || std::thread::panicking());
    }
}

fn door() -> Door {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::on(Store::open_folder(folder.path()).expect("opens"), folder.path());
    studio.set_up();
    studio.person_in(studio.neighbour(), "stranger", "editor");
    drop(studio);
    let pages = folder.path().join("pages");
    std::fs::create_dir_all(pages.join("assets")).expect("a folder");
    std::fs::write(pages.join("index.html"), "<title>studio</title>").expect("a page");
    std::fs::write(pages.join("assets/a-1234.js"), "1;".repeat(2000)).expect("a script");
    let api = Arc::new(Api::open(folder.path()).expect("opens").with_cheap_passwords());
    let settings = Settings { behind_tls: false, pages: Pages::Folder(pages) };
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = std::sync::mpsc::channel();
    let serving = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            tell.send(listener.local_addr().expect("an address")).expect("told");
            let stop = async { drop(stopped.await) };
            http::serve(listener, api, settings, stop).await.expect("served");
        });
    });
    Door { address: told.recv().expect("an address"), folder, stop: Some(stop), serving: Some(serving) }
}

/// An answer, read to its end.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Door {
    /// Sends a request byte for byte as it is written here, which no client library would for the bad ones.
    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request += &format!("host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if !headers.iter().any(|(name, _)| *name == "content-length") {
            request += &format!("content-length: {}\r\n", body.len());
        }
        request += "\r\n";
        stream.write_all(request.as_bytes()).expect("sent");
        // A server that has refused already may close before it has read everything.
        drop(stream.write_all(body));
        let mut bytes = Vec::new();
        let mut part = [0; 4096];
        while let Ok(read @ 1..) = stream.read(&mut part) {
            bytes.extend_from_slice(&part[..read]);
        }
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
        let status = head.get(9..12).and_then(|s| s.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn call(&self, operation: &str, cookie: &str, input: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("cookie", cookie)];
        let path = format!("/api/call/{operation}");
        self.send("POST", &path, &headers, input.to_string().as_bytes())
    }

    /// Signs in; answers the cookie as a browser would send it back.
    fn enter(&self, login: &str) -> String {
        let answer = self.call("sign_in", "", &json!({ "login": login, "password": PASSWORD }));
        assert_eq!(answer.status, 200, "{}", answer.code());
        let cookie = answer.header("set-cookie").expect("a cookie");
        for wanted in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(wanted), "{cookie}");
        }
        cookie.split(';').next().expect("a pair").to_owned()
    }

    fn bring(&self, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
        let path = format!("/api/media?name={name}");
        self.send("POST", &path, &[("cookie", cookie)], bytes)
    }

    fn fetch(&self, cookie: &str, sha256: &str, headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![("cookie", cookie)];
        all.extend_from_slice(headers);
        self.send("GET", &format!("/api/media/{sha256}"), &all, b"")
    }
}

#[test]
fn a_session_comes_as_a_cookie_or_as_a_token_and_ends() {
    let door = door();
    assert_eq!(door.call("me", "", &json!({})).code(), "not_signed_in");
    let cookie = door.enter("admin");
    assert_eq!(door.call("me", &cookie, &json!({})).json()["login"], "admin");
    let out = door.call("sign_out", &cookie, &json!({}));
    assert!(out.header("set-cookie").is_some_and(|c| c.contains("Max-Age=0")));
    assert_eq!(door.call("me", &cookie, &json!({})).status, 401);

    let input = json!({ "login": "admin", "password": PASSWORD }).to_string();
    let headers = [("content-type", "application/json"), ("x-session", "token")];
    let entered = door.send("POST", "/api/call/sign_in", &headers, input.as_bytes());
    assert_eq!(entered.header("set-cookie"), None);
    let bearer = format!("Bearer {}", entered.header("x-session-token").expect("a token"));
    let headers = [("content-type", "application/json"), ("authorization", bearer.as_str())];
    assert_eq!(door.send("POST", "/api/call/me", &headers, b"{}").status, 200);
}

#[test]
fn only_json_of_our_own_pages_is_taken() {
    let door = door();
    let cookie = door.enter("admin");
    let own = format!("http://{}", door.address);
    let call = |kind: &str, origin: &str| {
        let headers = [("content-type", kind), ("origin", origin), ("cookie", cookie.as_str())];
        door.send("POST", "/api/call/me", &headers, b"{}").status
    };
    assert_eq!(call("application/json", &own), 200);
    assert_eq!(call("application/json; charset=utf-8", &own), 200);
    assert_eq!(call("application/json", "http://evil.example"), 403);
    assert_eq!(call("application/json", "null"), 403);
    assert_eq!(call("text/plain", &own), 415);
    let other_name = [("host", "evil.example"), ("cookie", cookie.as_str())];
    assert_eq!(door.send("GET", "/api/operations", &other_name, b"").status, 403);
    let form = [("origin", "http://evil.example"), ("cookie", cookie.as_str())];
    assert_eq!(door.send("POST", "/api/media?name=a", &form, PICTURE).status, 403);
}

#[test]
fn nonsense_is_answered_and_not_obeyed() {
    let door = door();
    let cookie = door.enter("admin");
    let unknown = door.call("no_such_thing", &cookie, &json!({}));
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "unknown_operation"));
    assert_eq!(door.call("me", &cookie, &json!({ "more": 1 })).code(), "bad_input");
    assert_eq!(door.send("GET", "/api/nothing", &[], b"").status, 404);
    assert_eq!(door.send("DELETE", "/", &[], b"").status, 405);
    let long = json!({ "login": "x".repeat(100_000), "password": PASSWORD });
    assert_eq!(door.call("sign_in", "", &long).code(), "too_large", "nobody fills our memory unasked");
    assert_eq!(door.call("sign_in", &cookie, &long).code(), "wrong_password");
    let json = ("content-type", "application/json");
    let declared = [json, ("content-length", "9000000000")];
    assert_eq!(door.send("POST", "/api/call/me", &declared, b"{").code(), "too_large");
    let described = door.send("GET", "/api/operations", &[], b"").json();
    assert_eq!(described.as_array().map_or(0, Vec::len), pufa_api::OPERATIONS.len());
}

#[test]
fn a_body_of_unknown_length_ends_at_the_limit() {
    let door = door();
    let mut stream = TcpStream::connect(door.address).expect("a connection");
    let head = format!(
        "POST /api/call/me HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        door.address
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut chunk = b"100000\r\n".to_vec();
    chunk.extend(vec![b' '; 0x10_0000]);
    chunk.extend(b"\r\n");
    // Nine of one mebibyte each: one more than is taken.
    for _ in 0..9 {
        drop(stream.write_all(&chunk));
    }
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[test]
fn a_file_goes_in_and_comes_out_whole_or_in_parts() {
    let door = door();
    let cookie = door.enter("admin");
    let view = door.bring(&cookie, "%E5%B0%81%E9%9D%A2.png", PICTURE).json();
    assert_eq!(
        (&view["name"], &view["mime"], &view["size"]),
        (&json!("封面.png"), &json!("image/png"), &json!(PICTURE.len()))
    );
    let sha256 = view["sha256"].as_str().expect("a name").to_owned();
    let whole = door.fetch(&cookie, &sha256, &[]);
    assert_eq!(whole.body, PICTURE);
    assert_eq!(whole.header("x-content-type-options"), Some("nosniff"));
    let starts = |answer: &Answer, name: &str, with: &str| {
        answer.header(name).is_some_and(|value| value.starts_with(with))
    };
    assert!(starts(&whole, "content-security-policy", "default-src 'none'"));
    assert!(starts(&whole, "content-disposition", "inline"));
    let part = door.fetch(&cookie, &sha256, &[("range", "bytes=8-11")]);
    assert_eq!((part.status, part.body.as_slice()), (206, &b"0123"[..]));
    assert_eq!(part.header("content-range"), Some("bytes 8-11/18"));
    assert_eq!(door.fetch(&cookie, &sha256, &[("range", "bytes=18-")]).status, 416);
    let tag = whole.header("etag").expect("a tag").to_owned();
    assert_eq!(door.fetch(&cookie, &sha256, &[("if-none-match", &tag)]).status, 304);
    let other = [("range", "bytes=8-11"), ("if-range", "\"other\"")];
    assert_eq!(door.fetch(&cookie, &sha256, &other).status, 200);

    let page = door.bring(&cookie, "a.html", b"<script>alert(1)</script>").json();
    let page = door.fetch(&cookie, page["sha256"].as_str().expect("a name"), &[]);
    assert_eq!(page.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(starts(&page, "content-disposition", "attachment"));
    assert_eq!(door.bring(&cookie, "a.exe", b"MZ\x90\x00").code(), "bad_file");
    let declared = [("cookie", cookie.as_str()), ("content-length", "5000000000")];
    assert_eq!(door.send("POST", "/api/media?name=a", &declared, b"").code(), "too_large");
}

#[test]
fn nobody_reads_what_is_not_theirs() {
    let door = door();
    let (admin, stranger) = (door.enter("admin"), door.enter("stranger"));
    let view = door.bring(&admin, "a.png", PICTURE).json();
    let sha256 = view["sha256"].as_str().expect("a name");
    assert_eq!(door.fetch(&stranger, sha256, &[]).code(), "not_found");
    assert_eq!(door.fetch("", sha256, &[]).code(), "not_signed_in");
    assert_eq!(door.bring("", "a.png", PICTURE).code(), "not_signed_in");
    assert_eq!(door.send("GET", "/api/events", &[], b"").code(), "not_signed_in");
    std::fs::write(door.folder.path().join("secret.txt"), "secret").expect("written");
    for path in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "//etc/passwd",
        "/api/media/..%2f..%2fstudio.db",
        "/api/media/../../studio.db",
    ] {
        let answer = door.send("GET", path, &[("cookie", admin.as_str())], b"");
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(!body.contains("secret") && !body.contains("root:"), "{path}: {body}");
        assert!(!answer.body.starts_with(b"SQLite"), "{path}");
    }
}

#[test]
fn pages_come_with_their_guards_and_any_address_leads_in() {
    let door = door();
    for path in ["/", "/episodes/1?tab=script", "/index.html"] {
        let page = door.send("GET", path, &[], b"");
        assert_eq!((page.status, page.body.as_slice()), (200, &b"<title>studio</title>"[..]), "{path}");
        assert!(page.header("content-security-policy").is_some_and(|p| p.contains("frame-ancestors 'none'")));
        assert_eq!(page.header("cache-control"), Some("no-cache"));
    }
    let script = door.send("GET", "/assets/a-1234.js", &[("accept-encoding", "br")], b"");
    assert!(script.header("cache-control").is_some_and(|c| c.contains("immutable")));
    assert_eq!(script.header("content-encoding"), Some("br"));
    assert_eq!(door.send("GET", "/assets/gone.js", &[], b"").status, 404);
}

#[test]
fn somebody_elses_write_is_told() {
    let door = door();
    let cookie = door.enter("admin");
    let mut stream = TcpStream::connect(door.address).expect("a connection");
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).expect("a limit");
    let request = format!("GET /api/events HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", door.address);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.by_ref().any(|line| line.is_empty()), "the head has come");
    let department = json!({ "id": null, "version": 0, "name": "新部门", "kind": "business", "position": 9, "active": true });
    let headers =
        [("content-type", "application/json"), ("cookie", cookie.as_str()), ("x-client", "another-tab")];
    let written = door.send("POST", "/api/call/save_department", &headers, department.to_string().as_bytes());
    assert_eq!(written.status, 200, "{}", written.code());
    let told = lines.find_map(|line| line.strip_prefix("data:").map(str::to_owned));
    let event: Value = serde_json::from_str(told.expect("an event").trim()).expect("JSON");
    assert_eq!(event["origin"], "another-tab");
    assert!(event["stale"].as_array().is_some_and(|stale| stale.contains(&json!("units"))), "{event}");
}

#[test]
fn an_address_that_guesses_is_slowed_down() {
    let door = door();
    let guess = |n: usize| {
        let input = json!({ "login": format!("nobody-{n}"), "password": "一个猜出来的口令" });
        door.call("sign_in", "", &input).code()
    };
    let codes: Vec<String> = (0..31).map(guess).collect();
    assert_eq!(codes.first().map(String::as_str), Some("wrong_password"));
    assert_eq!(codes.last().map(String::as_str), Some("locked_out"));
}

#[test]
fn a_calendar_comes_to_whoever_knows_its_address() {
    let door = door();
    let cookie = door.enter("admin");
    let made = door.call("make_calendar_address", &cookie, &json!({})).json();
    let path = made["path"].as_str().expect("a path");
    let answer = door.send("GET", path, &[], b"");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert!(answer.body.starts_with(b"BEGIN:VCALENDAR") && answer.header("set-cookie").is_none());
    assert_eq!(door.send("POST", path, &[], b"").status, 405);
    let account = &door.call("list_accounts", &cookie, &json!({})).json()[0];
    let reset =
        json!({ "id": account["id"], "version": account["version"], "password": "演示口令-又换了一个新的" });
    assert_eq!(door.call("reset_password", &cookie, &reset).status, 200);
    assert_eq!(door.send("GET", path, &[], b"").code(), "not_found", "a new password shuts it");
    let guess = |n: usize| door.send("GET", &format!("/api/calendar/{n:064}.ics"), &[], b"").code();
    let codes: Vec<String> = (0..31).map(guess).collect();
    assert_eq!(codes.first().map(String::as_str), Some("not_found"));
    assert_eq!(codes.last().map(String::as_str), Some("locked_out"));
}
