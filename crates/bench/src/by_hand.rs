//! The other side of the comparison: SQL on rusqlite and its rows as JSON, with nothing between.
//! Knows no right, no type and no operation.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row};
use std::io::Write;

/// Runs every statement and writes its rows as a JSON list of objects, named by their columns.
pub fn answer(connection: &Connection, statements: &[String]) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(64 << 10);
    connection.prepare_cached("BEGIN DEFERRED")?.execute([])?;
    for statement in statements {
        let mut prepared = connection.prepare_cached(statement)?;
        let names: Vec<String> = prepared.column_names().map(ToString::to_string).collect();
        let mut rows = prepared.query([])?;
        out.push(b'[');
        let mut first = true;
        while let Some(row) = rows.next()? {
            if !std::mem::take(&mut first) {
                out.push(b',');
            }
            object(&mut out, row, &names)?;
        }
        out.push(b']');
    }
    connection.prepare_cached("ROLLBACK")?.execute([])?;
    Ok(out)
}

fn object(out: &mut Vec<u8>, row: &Row<'_>, names: &[String]) -> Result<()> {
    for (at, name) in names.iter().enumerate() {
        out.push(if at == 0 { b'{' } else { b',' });
        json(out, name);
        out.push(b':');
        match row.get_ref(at)? {
            ValueRef::Null => out.extend_from_slice(b"null"),
            ValueRef::Integer(number) => json(out, &number),
            ValueRef::Real(number) => json(out, &number),
            ValueRef::Text(text) => json(out, &String::from_utf8_lossy(text)),
            ValueRef::Blob(bytes) => json(out, &bytes.len()),
        }
    }
    out.push(b'}');
    Ok(())
}

fn json(out: &mut impl Write, value: &(impl serde::Serialize + ?Sized)) {
    serde_json::to_writer(out, value).expect("a vector takes whatever is written");
}
