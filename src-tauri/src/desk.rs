//! Which studio the window looks at: the workspace on this computer, the demo, or a team server; and the session there.
//! Knows no operation. Of a choice only its kind and address are kept on the disk, the session only in the keyring.

use pufa_api::house::{self, BackupView, Chores};
use pufa_api::{Api, ApiEvent, Caller, Door, SessionChange, StudioError, Subject};
use pufa_server::loopback::{Loopback, Session};
use pufa_server::window::CLIENT;
use pufa_server::window::remote::Remote;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc};
use std::time::Duration;
use tauri::{AppHandle, Emitter};
use tokio::sync::broadcast::error::RecvError;

/// How long a start waits for the keyring. One that is locked asks for its own password first; whoever does not give it
/// signs in to the studio instead.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a person chooses at first start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Choice {
    Local,
    Demo,
    Remote { url: String },
}

/// What the page needs to know of its door.
#[derive(Clone, Debug, Serialize)]
pub struct DoorState {
    mode: &'static str,
    server: Option<String>,
    media_base: String,
    /// Why what was chosen last could not be opened.
    trouble: Option<StudioError>,
}

#[derive(Clone)]
enum Backend {
    Closed,
    /// The studio on this computer, and its backups and clearing up, which go on while it is open.
    Local(Arc<Api>, #[allow(dead_code, reason = "held for its end")] Arc<Chores>),
    Remote(Arc<Remote>),
}

/// The door's state: one for the program.
pub struct Desk {
    folder: PathBuf,
    app: AppHandle,
    /// Made by whoever needs it first, for whom the others wait.
    open: OnceLock<Mutex<Open>>,
    kept: mpsc::Sender<Kept>,
}

/// A session that the keyring is to hold from now on, or to forget.
struct Kept {
    key: String,
    token: Option<String>,
}

struct Open {
    choice: Option<Choice>,
    backend: Backend,
    session: Session,
    media: Option<Loopback>,
    trouble: Option<StudioError>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk on a data folder. What was chosen last is opened when something is first asked of it.
    pub fn new(folder: PathBuf, app: AppHandle) -> std::io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, app, open: OnceLock::new(), kept: keeper() })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        lock(self.open.get_or_init(|| Mutex::new(self.chosen_last())))
    }

    /// What was chosen last; a choice that cannot be opened any more leads back to first start.
    fn chosen_last(&self) -> Open {
        let closed = |trouble| Open {
            choice: None,
            backend: Backend::Closed,
            session: Arc::default(),
            media: None,
            trouble,
        };
        let remembered =
            std::fs::read(self.choice_file()).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let Some(choice) = remembered else {
            return closed(None);
        };
        self.opened(choice).unwrap_or_else(|error| {
            tracing::warn!(%error, "what was chosen last cannot be opened");
            closed(Some(error))
        })
    }

    fn choice_file(&self) -> PathBuf {
        self.folder.join("door.json")
    }

    /// What the page needs to know.
    pub fn state(&self) -> DoorState {
        let open = self.open();
        let (mode, server) = match &open.choice {
            None => ("none", None),
            Some(Choice::Local) => ("local", None),
            Some(Choice::Demo) => ("demo", None),
            Some(Choice::Remote { url }) => ("remote", Some(url.clone())),
        };
        let media_base = open.media.as_ref().map(|media| media.base().to_owned()).unwrap_or_default();
        DoorState { mode, server, media_base, trouble: open.trouble.clone() }
    }

    /// Opens another studio and remembers the choice. Blocking.
    pub fn choose(&self, choice: Choice) -> Result<DoorState, StudioError> {
        let text = serde_json::to_vec(&choice).map_err(|e| StudioError::fault(&e))?;
        let opened = self.opened(choice)?;
        std::fs::write(self.choice_file(), text)
            .map_err(|e| StudioError::from(pufa_store::StoreError::from(e)))?;
        let before = std::mem::replace(&mut *self.open(), opened);
        if let Backend::Remote(remote) = before.backend {
            remote.close();
        }
        Ok(self.state())
    }

    fn opened(&self, choice: Choice) -> Result<Open, StudioError> {
        let session = Arc::new(Mutex::new(remembered_session(&key_of(&choice))));
        let (backend, media) = match &choice {
            Choice::Local => self.open_folder(&self.folder, &session)?,
            Choice::Demo => self.open_demo(&session)?,
            Choice::Remote { url } => {
                let remote = Arc::new(Remote::connect(url, Arc::clone(&session))?);
                let media = Loopback::forwarding(remote.address(), Arc::clone(&session))
                    .map_err(|e| StudioError::fault(&e))?;
                self.follow_remote(&remote);
                (Backend::Remote(remote), media)
            }
        };
        Ok(Open { choice: Some(choice), backend, session, media: Some(media), trouble: None })
    }

    /// A demo that is damaged is no loss: it is put aside and made anew, and never offered a backup of the real one.
    fn open_demo(&self, session: &Session) -> Result<(Backend, Loopback), StudioError> {
        let folder = self.folder.join("demo");
        let open = || {
            pufa_api::demo::make_if_missing(&folder)?;
            self.open_folder(&folder, session)
        };
        match open() {
            Err(StudioError::Damaged) => {
                let aside = self.folder.join(format!("demo-damaged-{}", pufa_api::now().0));
                std::fs::rename(&folder, aside)
                    .map_err(|e| StudioError::from(pufa_store::StoreError::from(e)))?;
                open()
            }
            opened => opened,
        }
    }

    fn open_folder(&self, folder: &Path, session: &Session) -> Result<(Backend, Loopback), StudioError> {
        let api = Arc::new(Api::open_at_once(folder)?);
        self.follow_local(&api);
        let chores = api.keep_house_meanwhile()?;
        let media =
            Loopback::serving(Arc::clone(&api), Arc::clone(session)).map_err(|e| StudioError::fault(&e))?;
        Ok((Backend::Local(api, Arc::new(chores)), media))
    }

    /// Hands the studio's events to the page until the studio is closed.
    fn follow_local(&self, api: &Arc<Api>) {
        let mut events = api.events();
        let app = self.app.clone();
        tauri::async_runtime::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(event) => tell(&app, &event),
                    Err(RecvError::Lagged(_)) => tell_all(&app),
                    Err(RecvError::Closed) => return,
                }
            }
        });
    }

    fn follow_remote(&self, remote: &Arc<Remote>) {
        let app = self.app.clone();
        let remote = Arc::clone(remote);
        std::thread::spawn(move || remote.follow(|event| tell(&app, &event), || tell_all(&app)));
    }

    /// The newest whole backup of the workspace on this computer: what is offered when its database is damaged.
    pub fn last_good_backup(&self) -> Result<Option<BackupView>, StudioError> {
        house::last_good_backup(&self.folder, pufa_api::now())
    }

    /// Puts a backup in the place of a damaged database, which is moved aside; only while no studio is open.
    pub fn restore_closed(&self, name: &str) -> Result<(), StudioError> {
        if !matches!(self.open().backend, Backend::Closed) {
            return Err(StudioError::Busy);
        }
        house::restore_closed(&self.folder, name, pufa_api::now())
    }

    /// Runs an operation in the studio that is open. Blocking; answers JSON.
    pub fn call(&self, operation: &str, input: &[u8]) -> Result<Vec<u8>, StudioError> {
        let (backend, session, choice) = {
            let open = self.open();
            (open.backend.clone(), Arc::clone(&open.session), open.choice.clone())
        };
        let (body, change) = match backend {
            Backend::Closed => return Err(StudioError::NotSetUp),
            Backend::Local(api, _) => {
                let token = lock(&session).clone();
                let caller = Caller { token, door: Door::Desktop, client: Some(CLIENT.into()) };
                let reply = api.call(&caller, operation, input)?;
                (reply.body, reply.session)
            }
            Backend::Remote(remote) => remote.call(operation, input)?,
        };
        if let Some(change) = change {
            let token = match change {
                SessionChange::Begun { token, .. } => Some(token),
                SessionChange::Ended => None,
            };
            if let Some(choice) = &choice {
                let kept = Kept { key: key_of(choice), token: token.clone() };
                if self.kept.send(kept).is_err() {
                    tracing::warn!("the session is not kept: nobody keeps them any more");
                }
            }
            *lock(&session) = token;
        }
        Ok(body)
    }

    /// Writes a stored file to where the person said. Blocking.
    pub fn copy_media(&self, sha256: &str, to: &Path) -> Result<(), StudioError> {
        let (backend, session) = {
            let open = self.open();
            (open.backend.clone(), Arc::clone(&open.session))
        };
        match backend {
            Backend::Closed => Err(StudioError::NotSetUp),
            Backend::Local(api, _) => {
                let token = lock(&session).clone();
                let caller = Caller { token, door: Door::Desktop, client: Some(CLIENT.into()) };
                let file = api.open_media(&caller, sha256)?;
                std::fs::copy(file.path, to)
                    .map_err(|e| StudioError::from(pufa_store::StoreError::from(e)))?;
                Ok(())
            }
            Backend::Remote(remote) => remote.copy_media(sha256, to),
        }
    }
}

fn tell(app: &AppHandle, event: &ApiEvent) {
    if let Err(error) = app.emit("studio-event", event) {
        tracing::warn!(%error, "the page was not told of a change");
    }
}

/// Something was missed: the page reads everything again.
fn tell_all(app: &AppHandle) {
    #[derive(Clone, Serialize)]
    struct Everything {
        origin: Option<Subject>,
        stale: &'static str,
    }
    if let Err(error) = app.emit("studio-event", Everything { origin: None, stale: "all" }) {
        tracing::warn!(%error, "the page was not told of a change");
    }
}

fn key_of(choice: &Choice) -> String {
    match choice {
        Choice::Local => "local".into(),
        Choice::Demo => "demo".into(),
        Choice::Remote { url } => url.clone(),
    }
}

/// The session that was kept in the system's keyring; none where there is no keyring.
fn remembered_session(key: &str) -> Option<String> {
    let (tell, told) = mpsc::channel();
    let entry = keyring::Entry::new("pufa-studio", key);
    std::thread::spawn(move || drop(tell.send(entry.and_then(|entry| entry.get_password()).ok())));
    told.recv_timeout(PATIENCE).ok().flatten()
}

/// Hands sessions to the keyring, one after the other and beside everything else: a keyring that is locked asks the person
/// for its own password first, and whoever has just signed in does not wait for that.
fn keeper() -> mpsc::Sender<Kept> {
    let (kept, given) = mpsc::channel::<Kept>();
    std::thread::spawn(move || given.into_iter().for_each(|kept| remember_session(&kept)));
    kept
}

fn remember_session(Kept { key, token }: &Kept) {
    let done = keyring::Entry::new("pufa-studio", key).and_then(|entry| match token {
        Some(token) => entry.set_password(token),
        None => entry.delete_credential(),
    });
    if let Err(error) = done {
        tracing::info!(%error, "the session is not kept: no keyring here");
    }
}
