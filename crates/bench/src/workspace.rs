//! The workspace that is measured: made once, through the program's own first step and then by SQL in bulk.
//! Knows no operation but those that make a workspace and sign in.

use crate::cases::Case;
use crate::rows;
use pufa_api::{Api, Caller, Door, SessionChange};
use pufa_domain::Millis;
use pufa_store::blob::Blobs;
use pufa_store::{DATABASE, Store};
use rusqlite::Connection;
use std::path::Path;

/// 2026-11-22 09:00 in Shanghai: the day of the comparison, the same whenever it runs.
pub const NOW: Millis = Millis(1_795_309_200_000);

/// Of the account `admin`.
pub const PASSWORD: &str = "演示口令-只用于测量";

/// The studio, somebody signed in, and a connection of one's own onto the same file.
pub struct Workspace {
    pub api: Api,
    pub caller: Caller,
    pub connection: Connection,
    /// The unit's id.
    pub unit: String,
}

impl Workspace {
    /// Makes it in an empty folder.
    pub fn make(folder: &Path) -> Self {
        let caller = first_step(&studio(folder));
        let mut connection = Connection::open(folder.join(DATABASE)).expect("the database opens");
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;").expect("a pragma");
        let unit = rows::fill(&mut connection).expect("the rows fit the schema");
        connection.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);").expect("an analysis");
        connection.set_prepared_statement_cache_capacity(256);
        connection
            .execute_batch(
                "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
            )
            .expect("a pragma");
        Self { api: studio(folder), caller, connection, unit }
    }

    /// Does what a case wants done before each call.
    pub fn make_old(&self, case: &Case) {
        if let Some(statement) = case.before {
            self.connection.execute(statement, []).expect("a statement that fits the schema");
        }
    }

    /// The JSON that an operation answers.
    pub fn call(&self, operation: &str, input: &str) -> Vec<u8> {
        match self.api.call(&self.caller, operation, input.as_bytes()) {
            Ok(reply) => reply.body,
            Err(error) => panic!("{operation} {input}: {error}"),
        }
    }
}

fn studio(folder: &Path) -> Api {
    let store = Store::open_folder(folder).expect("a database");
    Api::new(store, Blobs::open(folder).expect("a folder of files"))
        .with_clock(Box::new(|| NOW))
        .with_cheap_passwords()
}

fn first_step(api: &Api) -> Caller {
    let nobody = Caller { token: None, door: Door::Desktop, client: None };
    let input = serde_json::json!({
        "unit_name": "演示市人民检察院", "level": "county", "person_name": "演示管理员", "login": "admin", "password": PASSWORD,
    });
    let reply = api.call(&nobody, "create_workspace", input.to_string().as_bytes()).expect("a workspace");
    let Some(SessionChange::Begun { token, .. }) = reply.session else {
        panic!("creating a workspace signs in");
    };
    Caller { token: Some(token), ..nobody }
}
