//! For tests: a throw-away PostgreSQL cluster, one a process, and a fresh database in it for each caller.
//! Knows where Debian puts the server's programs. Gone with the process that started it.

use crate::Store;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

struct Cluster {
    port: u16,
    _folder: tempfile::TempDir,
}

fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| {
            entries.flatten().map(|e| e.path().join("bin")).filter(|p| p.join("initdb").is_file()).collect()
        })
        .unwrap_or_default();
    found.sort();
    found.pop().expect("PostgreSQL's server programs (Debian: postgresql) are needed for this test")
}

/// A command that runs as an ordinary user, for the server refuses to run as root.
fn as_user(program: &Path) -> Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

fn start() -> Cluster {
    let folder = tempfile::Builder::new().prefix("pufa-pg-").tempdir().expect("a folder for the cluster");
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o777))
        .expect("permissions");
    let data = folder.path().join("data");
    let bin = programs();
    let made = as_user(&bin.join("initdb"))
        .args(["-A", "trust", "-U", "pufa", "-E", "UTF8", "--locale=C", "-N", "-D"])
        .arg(&data)
        .current_dir("/")
        .output()
        .expect("initdb starts");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let settings = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off"
    );
    let started = as_user(&bin.join("pg_ctl"))
        .args(["-w", "-t", "60", "-l"])
        .arg(folder.path().join("log"))
        .arg("-D")
        .arg(&data)
        .args(["-o", &settings, "start"])
        .current_dir("/")
        .stdout(Stdio::null())
        .status()
        .expect("pg_ctl starts");
    assert!(started.success(), "pg_ctl could not start the cluster");
    stop_with_us(&bin, folder.path());
    Cluster { port, _folder: folder }
}

/// Leaves a shell that waits for our end of a pipe to close, however we end, and then stops the server.
fn stop_with_us(bin: &Path, folder: &Path) {
    let script = format!(
        "read -r _; {stop} stop -m immediate -D '{data}/data' >/dev/null 2>&1; rm -rf '{data}'",
        stop = if std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0)
        {
            format!("runuser -u postgres -- '{}'", bin.join("pg_ctl").display())
        } else {
            format!("'{}'", bin.join("pg_ctl").display())
        },
        data = folder.display(),
    );
    let mut waiting = Command::new("setsid")
        .args(["sh", "-c", &script])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the cluster's keeper starts");
    let mut pipe = waiting.stdin.take().expect("a pipe");
    pipe.flush().expect("a pipe");
    // Kept open until the process ends: its closing is the signal.
    Box::leak(Box::new((pipe, waiting)));
}

/// The address of a fresh, empty database.
pub fn fresh_postgres() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let port = CLUSTER.get_or_init(start).port;
    let name = format!("story_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut client =
        ::postgres::Client::connect(&format!("postgres://pufa@127.0.0.1:{port}/postgres"), ::postgres::NoTls)
            .expect("the cluster answers");
    client.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
    format!("postgres://pufa@127.0.0.1:{port}/{name}")
}

/// Makes the server behind `address` take TLS connections alone, with this certificate and its key in PEM form.
pub fn encrypt_postgres(address: &str, certificate: &str, key: &str) {
    let connect = || ::postgres::Client::connect(address, ::postgres::NoTls);
    let mut client = connect().expect("the cluster answers");
    let only_encrypted = "hostssl all all 127.0.0.1/32 trust";
    for (name, text) in [("pufa.crt", certificate), ("pufa.key", key), ("pg_hba.conf", only_encrypted)] {
        // By the server itself, so that the key is its own and nobody else's, as it demands.
        let write = format!(
            "COPY (SELECT unnest(string_to_array($pem${}$pem$, E'\n'))) TO PROGRAM 'umask 077; cat > {name}'",
            text.replace('\r', "")
        );
        client.batch_execute(&write).expect("written");
    }
    for (name, value) in [("ssl_cert_file", "pufa.crt"), ("ssl_key_file", "pufa.key"), ("ssl", "on")] {
        client.batch_execute(&format!("ALTER SYSTEM SET {name} = '{value}'")).expect("set");
    }
    client.batch_execute("SELECT pg_reload_conf()").expect("asked to read them");
    // It reads them in its own time; each knock waits for an answer.
    assert!((0..10_000).any(|_| connect().is_err()), "the server still takes connections in the clear");
}

/// Runs `story` on a fresh SQLite folder and on a fresh PostgreSQL database.
pub fn on_both_databases(story: impl Fn(Store, &Path)) {
    let folder = tempfile::tempdir().expect("a folder");
    story(Store::open_folder(folder.path()).expect("SQLite opens"), folder.path());
    let folder = tempfile::tempdir().expect("a folder");
    story(Store::open_postgres(&fresh_postgres(), folder.path()).expect("PostgreSQL opens"), folder.path());
}
