//! The remote door against a real team server in this process: what a window does with it, and a line that breaks.

use super::*;
use crate::http::loopback::Loopback;
use crate::http::{Settings, serve};
use pufa_api::{Api, Subject};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

const PASSWORD: &str = "演示口令-只用于测试";
/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A team server on a folder, until it is stopped.
struct TeamServer {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl TeamServer {
    /// On any free port, or once more on one that is known.
    fn start(folder: &Path, port: u16) -> Self {
        let api = Arc::new(Api::open(folder).expect("a studio").with_cheap_passwords());
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = channel();
        let served = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a free port");
                tell.send(listener.local_addr().expect("an address")).expect("somebody waits");
                let stop = async move { drop(stopped.await) };
                serve(listener, api, Settings::default(), stop).await.expect("it serves");
            });
        });
        let address = told.recv_timeout(PATIENCE).expect("a listening server");
        Self { address, stop, served }
    }

    fn end(self) {
        self.stop.send(()).expect("it runs");
        self.served.join().expect("it ended well");
    }
}

fn call(remote: &Remote, operation: &str, input: Value) -> Result<Value, StudioError> {
    let (body, change) = remote.call(operation, input.to_string().as_bytes())?;
    if let Some(SessionChange::Begun { token, .. }) = change {
        *remote.session.lock().expect("a session") = Some(token);
    }
    Ok(serde_json::from_slice(&body).expect("JSON"))
}

fn window(server: &TeamServer) -> Arc<Remote> {
    let remote = Remote::connect(&format!("http://{}/", server.address), Session::default());
    Arc::new(remote.expect("a studio answers"))
}

fn add_department(remote: &Remote, n: u32) {
    let name = format!("第{n}检察部");
    let input =
        json!({ "id": null, "version": 0, "name": name, "kind": "business", "position": n, "active": true });
    call(remote, "save_department", input).expect("a department");
}

/// A workspace on the server, and a window that is signed in there.
fn signed_in(server: &TeamServer) -> Arc<Remote> {
    let remote = window(server);
    let made = json!({ "unit_name": "演示县人民检察院", "level": "county", "person_name": "演示甲", "login": "jia", "password": PASSWORD });
    call(&remote, "create_workspace", made).expect("a workspace");
    *remote.session.lock().expect("a session") = None;
    let refused = call(&remote, "me", json!({})).expect_err("nobody is signed in");
    assert!(matches!(refused, StudioError::NotSignedIn), "{refused:?}");
    let wrong = call(&remote, "sign_in", json!({ "login": "jia", "password": "猜的" })).expect_err("a guess");
    assert!(matches!(wrong, StudioError::WrongPassword), "{wrong:?}");
    call(&remote, "sign_in", json!({ "login": "jia", "password": PASSWORD })).expect("signed in");
    assert_eq!(call(&remote, "me", json!({})).expect("me")["login"], "jia");
    remote
}

/// What a window is told: an event, or none when anything may have changed.
fn following(remote: &Arc<Remote>) -> (Receiver<Option<ApiEvent>>, JoinHandle<()>) {
    let (tell, told) = channel();
    let remote = Arc::clone(remote);
    let ended = std::thread::spawn(move || {
        remote.follow(|event| drop(tell.send(Some(event))), || drop(tell.send(None)));
    });
    (told, ended)
}

#[test]
fn a_window_works_at_a_team_server_and_survives_a_broken_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = TeamServer::start(folder.path(), 0);
    let port = server.address.port();
    let remote = signed_in(&server);
    let (told, ended) = following(&remote);

    let colleague = window(&server);
    call(&colleague, "sign_in", json!({ "login": "jia", "password": PASSWORD })).expect("signed in");
    // What is changed before the line for events stands is not told: then the next change is.
    let heard = (0..100).find_map(|n| {
        add_department(&colleague, n);
        let event = told.recv_timeout(Duration::from_millis(300)).ok().flatten();
        event.filter(|event| event.stale == [Subject::Units])
    });
    assert_eq!(heard.map(|event| event.origin), Some(None), "the window hears of a colleague's change");
    add_department(&remote, 1_000);
    let own = std::iter::from_fn(|| told.recv_timeout(PATIENCE).ok()).flatten().find(|e| e.origin.is_some());
    assert_eq!(own.and_then(|event| event.origin).as_deref(), Some(CLIENT), "and knows its own");

    server.end();
    let gone = call(&remote, "me", json!({})).expect_err("nobody answers");
    assert!(matches!(gone, StudioError::NoConnection), "{gone:?}");

    let server = TeamServer::start(folder.path(), port);
    assert_eq!(call(&remote, "me", json!({})).expect("the session goes on")["login"], "jia");
    while told.recv_timeout(PATIENCE).expect("the window is told that it missed something").is_some() {}
    remote.close();
    ended.join().expect("following ends when it is closed");
    server.end();
}

#[test]
fn files_pass_through_the_windows_own_listener_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = TeamServer::start(folder.path(), 0);
    let remote = signed_in(&server);
    let media = Loopback::forwarding(remote.address(), Arc::clone(&remote.session)).expect("a listener");
    let picture = picture();
    let sent = ureq::post(format!("{}/media?name=a.png", media.base())).send(&picture[..]);
    let stored: Value = sent.expect("stored").body_mut().read_json().expect("JSON");
    let sha256 = stored["sha256"].as_str().expect("a name");
    let part = ureq::get(format!("{}/media/{sha256}", media.base())).header("range", "bytes=1-3").call();
    let mut part = part.expect("a part");
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body_mut().read_to_vec().expect("bytes"), b"PNG");

    let saved = folder.path().join("saved.png");
    remote.copy_media(sha256, &saved).expect("saved");
    assert_eq!(std::fs::read(saved).expect("bytes"), picture);
    server.end();
    let gone = ureq::get(format!("{}/media/{sha256}", media.base())).call();
    assert!(gone.is_err(), "a file from nowhere is no file");
}

/// The smallest picture there is.
fn picture() -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let body = b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82";
    [&head[..], &body[..]].concat()
}
