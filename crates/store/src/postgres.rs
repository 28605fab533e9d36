//! PostgreSQL behind the same trait. Blocking: call it from a thread that may block, never from async code.
//! Knows no table and no rule.

mod tls;

use crate::sql::{Dialect, EachRow, Row, Sql, Value};
use crate::{DatabaseRefusal, StoreError, migrate};
use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections kept open between transactions.
const KEPT: usize = 8;
/// The advisory lock that makes writers take turns, as the audit chain needs; any number of our own.
const WRITERS: i64 = 0x7075_6661;

/// A write waits for another as long as on the embedded database and then answers Busy; one whose program vanished with
/// its computer gives way.
const SESSION: &str = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '5min'";

/// How long a server may take to answer a knock, and to acknowledge what was sent to it.
const PATIENCE: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(60);

/// A PostgreSQL database with a few open connections.
pub(crate) struct Postgres {
    /// Holds the password: it is never written anywhere, not even in an error.
    config: Box<Config>,
    /// None when the server is spoken to in the clear.
    tls: Option<MakeRustlsConnect>,
    idle: Mutex<Vec<PostgresSql>>,
}

impl Postgres {
    pub(crate) fn open(address: &str) -> Result<Self, StoreError> {
        // What the parser complains of may be the password: nothing of it is passed on.
        let mut config: Config =
            address.parse().map_err(|_| StoreError::Refused(DatabaseRefusal::Address))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        tls::settle(&mut config);
        let tls = (config.get_ssl_mode() == SslMode::Require).then(tls::connector).transpose()?;
        let this = Self { config: Box::new(config), tls, idle: Mutex::new(Vec::new()) };
        this.write(|sql| migrate::run(sql))?;
        Ok(this)
    }

    /// A connection on which a transaction has begun. One that was kept may be broken without knowing it (the server
    /// was started anew): nothing has been asked of it yet, so the next is tried.
    fn begun(&self, begin: &str) -> Result<PostgresSql, StoreError> {
        loop {
            let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(connection) = kept else { break };
            match connection.batch(begin) {
                Ok(()) => return Ok(connection),
                Err(StoreError::NoConnection(cause)) => tracing::info!(%cause, "a kept connection is gone"),
                Err(other) => return Err(other),
            }
        }
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let client = client.map_err(|e| at_the_door(&e))?;
        let connection = PostgresSql { client: RefCell::new(client), prepared: RefCell::default() };
        connection.batch(SESSION)?;
        connection.batch(begin)?;
        Ok(connection)
    }

    fn within<T, E: From<StoreError>>(
        &self,
        begin: &str,
        work: impl FnOnce(&PostgresSql) -> Result<T, E>,
    ) -> Result<T, E> {
        // A connection whose work panics is dropped with it, and the server rolls back.
        let sql = self.begun(begin)?;
        let answer = work(&sql);
        sql.batch(if answer.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(sql);
        }
        answer
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&PostgresSql) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
    }

    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&PostgresSql) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(&format!("BEGIN; SELECT pg_advisory_xact_lock({WRITERS})"), work)
    }
}

pub(crate) struct PostgresSql {
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
}

impl PostgresSql {
    fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.client.borrow_mut().batch_execute(sql).map_err(|e| cause(&e))
    }

    /// Runs a query and hands on each row as it arrives, without keeping any. `each` asks nothing of this connection.
    pub(crate) fn stream(
        &self,
        sql: &str,
        each: &mut dyn FnMut(&postgres::Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut client = self.client.borrow_mut();
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = client.query_raw(sql, none).map_err(|e| cause(&e))?;
        while let Some(row) = rows.next().map_err(|e| cause(&e))? {
            each(&row)?;
        }
        Ok(())
    }

    /// Sends what `feed` writes as the data of a COPY statement; answers how many rows arrived.
    pub(crate) fn copy_in(
        &self,
        sql: &str,
        feed: impl FnOnce(&mut dyn Write) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let mut client = self.client.borrow_mut();
        let mut out = client.copy_in(sql).map_err(|e| cause(&e))?;
        feed(&mut out)?;
        out.finish().map_err(|e| cause(&e))
    }

    fn statement(&self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.borrow_mut().prepare(&numbered(sql)).map_err(|e| cause(&e))?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Sql for PostgresSql {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&self, sql: &str, values: &[Value<'_>], each: &mut EachRow<'_>) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        let bound: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        let rows = self.client.borrow_mut().query(&statement, &bound).map_err(|e| cause(&e))?;
        rows.iter().try_for_each(|row| each(&Row::Postgres(row)))
    }

    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        if values.is_empty() && sql.contains(';') {
            self.batch(sql)?;
            return Ok(0);
        }
        let statement = self.statement(sql)?;
        let bound: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.client.borrow_mut().execute(&statement, &bound).map_err(|e| cause(&e))
    }
}

/// Writes `?1` as `$1` outside string literals.
fn numbered(sql: &str) -> String {
    let mut quoted = false;
    sql.chars()
        .map(|c| {
            quoted ^= c == '\'';
            if c == '?' && !quoted { '$' } else { c }
        })
        .collect()
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                #[allow(clippy::cast_precision_loss)]
                Type::FLOAT8 => (*number as f64).to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
            Value::Real(number) => number.to_sql(kind, out),
            // PostgreSQL takes no NUL in text; a person who pastes one loses nothing.
            Value::Text(text) if text.contains('\0') => text.replace('\0', "").to_sql(kind, out),
            Value::Text(text) => text.as_ref().to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::FLOAT8 | Type::TEXT | Type::VARCHAR | Type::NAME)
    }

    to_sql_checked!();
}

/// Why there is no connection, told apart by what the person who wrote the address can mend.
fn at_the_door(error: &postgres::Error) -> StoreError {
    match error.as_db_error().map(|answer| answer.code().clone()) {
        Some(SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => {
            StoreError::Refused(DatabaseRefusal::Login)
        }
        Some(SqlState::INVALID_CATALOG_NAME) => StoreError::Refused(DatabaseRefusal::Missing),
        Some(_) => cause(error),
        None if tls::failed(error) => {
            tracing::warn!(cause = error.source(), "no encrypted line to the database server");
            StoreError::Refused(DatabaseRefusal::Encryption)
        }
        // A server that asks for a password where the address has none.
        None if error.source().is_some_and(|inner| !inner.is::<std::io::Error>()) => {
            tracing::warn!(%error, "the database server was not satisfied with the address");
            StoreError::Refused(DatabaseRefusal::Login)
        }
        None => StoreError::NoConnection(error.to_string()),
    }
}

fn cause(error: &postgres::Error) -> StoreError {
    let Some(answer) = error.as_db_error() else {
        return match error.source() {
            Some(inner) if error.is_closed() || inner.is::<std::io::Error>() => {
                StoreError::NoConnection(inner.to_string())
            }
            Some(inner) => StoreError::Fault(format!("{error}: {inner}")),
            None => StoreError::NoConnection(error.to_string()),
        };
    };
    let text = answer.message().to_owned();
    match *answer.code() {
        SqlState::UNIQUE_VIOLATION => StoreError::Taken(answer.constraint().unwrap_or(&text).to_owned()),
        SqlState::FOREIGN_KEY_VIOLATION => StoreError::Reference(text),
        SqlState::DISK_FULL => StoreError::DiskFull,
        SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
        SqlState::INSUFFICIENT_PRIVILEGE => {
            tracing::warn!(%text, "the database does not let us");
            StoreError::Refused(DatabaseRefusal::Rights)
        }
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => StoreError::Damaged(text),
        SqlState::LOCK_NOT_AVAILABLE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::TOO_MANY_CONNECTIONS => StoreError::Busy,
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            StoreError::NoConnection(text)
        }
        _ => StoreError::Fault(format!("{}: {text}", answer.code().code())),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn question_marks_in_literals_stay() {
        assert_eq!(super::numbered("SELECT '?1', a = ?1 AND b = ?12"), "SELECT '?1', a = $1 AND b = $12");
    }
}
