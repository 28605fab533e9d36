//! A whole studio carried from one database to the other, row by row: the backup of a PostgreSQL workspace is a SQLite
//! file like every other, and such a file fills a PostgreSQL database.
//! Knows no table by name and no rule: the schema of the file says what there is. Holds one row in memory at a time.

use crate::postgres::PostgresSql;
use crate::sql::{Row, Sql, Value};
use crate::sqlite::{SqliteSql, cause};
use crate::{StoreError, migrate, values};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fmt::Write as _;

/// A table and its columns, in the order of the schema.
struct Table {
    name: String,
    columns: Vec<String>,
}

impl Table {
    fn quoted(&self) -> String {
        quoted(&self.name)
    }

    fn list(&self) -> String {
        self.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tables of a SQLite file, but the list of migrations: each database keeps its own.
fn tables(file: &dyn Sql) -> Result<Vec<Table>, StoreError> {
    let names = file.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
         AND name <> 'migration' ORDER BY rowid",
        &[],
        |c| c.text(),
    )?;
    let columns = |name: &str| {
        file.all("SELECT name FROM pragma_table_info(?1) ORDER BY cid", values![name], |c| c.text())
    };
    names.into_iter().map(|name| Ok(Table { columns: columns(&name)?, name })).collect()
}

/// Copies everything that the picture `from` shows into the empty SQLite file `to`, and gives it today's schema.
pub(crate) fn unload(from: &PostgresSql, to: &Connection) -> Result<(), StoreError> {
    let found = migrate::version(from)?;
    if found > migrate::newest() {
        return Err(StoreError::NewerSchema { found, known: migrate::newest() });
    }
    // The file counts only once it is whole and checked: until then nothing of it has to survive, rows may come
    // before those that they refer to, and triggers have done their work where the rows come from.
    to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN")
        .map_err(cause)?;
    to.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).map_err(cause)?;
    let file = SqliteSql { connection: to };
    migrate::run(&file)?;
    for table in tables(&file)? {
        file.run(&format!("DELETE FROM {}", table.quoted()), &[])?;
        let places: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
        let insert =
            format!("INSERT INTO {} ({}) VALUES ({})", table.quoted(), table.list(), places.join(", "));
        from.stream(&format!("SELECT {} FROM {}", table.list(), table.quoted()), &mut |row| {
            let row = Row::Postgres(row);
            let cells = (0..table.columns.len()).map(|at| row.value(at)).collect::<Result<Vec<_>, _>>()?;
            file.run(&insert, &cells).map(|_| ())
        })?;
    }
    to.execute_batch("COMMIT").map_err(cause)
}

/// Puts the content of a checked SQLite file of today's schema in the place of everything in `to`, within its
/// transaction.
pub(crate) fn load(from: &Connection, to: &PostgresSql) -> Result<(), StoreError> {
    let file = SqliteSql { connection: from };
    let tables = tables(&file)?;
    let all: Vec<String> = tables.iter().map(Table::quoted).collect();
    let each_table = |what: &str| {
        tables.iter().fold(String::new(), |mut text, table| {
            let written = writeln!(text, "ALTER TABLE {} {what};", table.quoted());
            debug_assert!(written.is_ok());
            text
        })
    };
    // What triggers forbid (emptying the audit) and what they do (counting changes) is for the studio at work.
    to.run(&each_table("DISABLE TRIGGER USER"), &[])?;
    to.run(&format!("TRUNCATE {};", all.join(", ")), &[])?;
    let references = references(to)?;
    to.run(&each_reference(&references, "DEFERRABLE INITIALLY DEFERRED"), &[])?;
    for table in &tables {
        fill(&file, to, table)?;
    }
    to.run("SET CONSTRAINTS ALL IMMEDIATE;", &[])?;
    to.run(&each_reference(&references, "NOT DEFERRABLE"), &[])?;
    to.run(&each_table("ENABLE TRIGGER USER"), &[])?;
    Ok(())
}

/// The foreign keys of our tables: name and table.
fn references(sql: &dyn Sql) -> Result<Vec<(String, String)>, StoreError> {
    sql.all(
        "SELECT CAST(c.conname AS TEXT), CAST(t.relname AS TEXT) FROM pg_constraint c \
         JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE c.contype = 'f' AND n.nspname = current_schema()",
        &[],
        |c| Ok((c.text()?, c.text()?)),
    )
}

fn each_reference(references: &[(String, String)], how: &str) -> String {
    references.iter().fold(String::from(";"), |mut text, (name, table)| {
        let written =
            writeln!(text, "ALTER TABLE {} ALTER CONSTRAINT {} {how};", quoted(table), quoted(name));
        debug_assert!(written.is_ok());
        text
    })
}

fn fill(file: &SqliteSql<'_>, to: &PostgresSql, table: &Table) -> Result<(), StoreError> {
    let copy = format!("COPY {} ({}) FROM STDIN", table.quoted(), table.list());
    let select = format!("SELECT {} FROM {} ORDER BY rowid", table.list(), table.quoted());
    let mut sent = 0;
    let arrived = to.copy_in(&copy, |out| {
        let mut line = String::new();
        file.each(&select, &[], &mut |row| {
            line.clear();
            for at in 0..table.columns.len() {
                line.push_str(if at == 0 { "" } else { "\t" });
                field(&mut line, &row.value(at)?);
            }
            line.push('\n');
            sent += 1;
            Ok(out.write_all(line.as_bytes())?)
        })
    })?;
    if arrived == sent {
        Ok(())
    } else {
        Err(StoreError::Fault(format!("{}: {sent} rows sent, {arrived} arrived", table.name)))
    }
}

/// A value in the text form of PostgreSQL's COPY.
fn field(line: &mut String, value: &Value<'_>) {
    match value {
        Value::Null => line.push_str("\\N"),
        Value::Int(number) => line.push_str(&number.to_string()),
        Value::Real(number) => line.push_str(&number.to_string()),
        Value::Text(text) => {
            for character in text.chars() {
                match character {
                    '\\' => line.push_str("\\\\"),
                    '\t' => line.push_str("\\t"),
                    '\n' => line.push_str("\\n"),
                    '\r' => line.push_str("\\r"),
                    // As in every statement: PostgreSQL takes no NUL.
                    '\0' => {}
                    other => line.push(other),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, field};

    #[test]
    fn values_are_written_as_copy_reads_them() {
        for (value, text) in [
            (Value::Null, "\\N"),
            (Value::Text("".into()), ""),
            (Value::Text("\\N".into()), "\\\\N"),
            (Value::Text("一\t二\r\n三\\四".into()), "一\\t二\\r\\n三\\\\四"),
            (Value::Int(-7), "-7"),
            (Value::Real(0.1), "0.1"),
        ] {
            let mut line = String::new();
            field(&mut line, &value);
            assert_eq!(line, text);
        }
    }
}
