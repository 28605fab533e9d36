//! The small trait that both databases speak, the values that go in and the cells that come out.
//! Knows no table. Write `?1, ?2`; sums need `CAST(SUM(x) AS BIGINT)`, for PostgreSQL answers NUMERIC.

use crate::StoreError;
use postgres::types::Type;
use pufa_domain::people::Word;
use pufa_domain::{Day, Millis};
use rusqlite::types::ValueRef;
use std::borrow::Cow;
use std::str::FromStr;

/// Which database answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// A value bound to a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(Cow<'a, str>),
}

/// A row as the database hands it out; read through [`Cells`].
pub enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// A cell as what it is, for carrying rows from one database to another.
    pub(crate) fn value(&self, at: usize) -> Result<Value<'static>, StoreError> {
        match self {
            Row::Sqlite(row) => match row.get_ref(at).map_err(|e| unreadable(at, e))? {
                ValueRef::Null => Ok(Value::Null),
                ValueRef::Integer(number) => Ok(Value::Int(number)),
                ValueRef::Real(number) => Ok(Value::Real(number)),
                ValueRef::Text(text) => {
                    let text = std::str::from_utf8(text).map_err(|e| unreadable(at, e))?;
                    Ok(Value::Text(Cow::Owned(text.to_owned())))
                }
                ValueRef::Blob(_) => Err(unreadable(at, "bytes")),
            },
            Row::Postgres(row) => {
                let cell = match *row.columns()[at].type_() {
                    Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|cell| cell.map(Value::Int)),
                    Type::FLOAT8 => row.try_get::<_, Option<f64>>(at).map(|cell| cell.map(Value::Real)),
                    _ => row
                        .try_get::<_, Option<String>>(at)
                        .map(|cell| cell.map(|text| Value::Text(Cow::Owned(text)))),
                };
                Ok(cell.map_err(|e| unreadable(at, e))?.unwrap_or(Value::Null))
            }
        }
    }
}

/// What reads one row.
pub type EachRow<'f> = dyn FnMut(&Row<'_>) -> Result<(), StoreError> + 'f;

/// A database inside a transaction.
pub trait Sql {
    /// Which database this is; a statement that must differ branches on it.
    fn dialect(&self) -> Dialect;
    /// Runs a query and hands each row to `each`.
    fn each(&self, sql: &str, values: &[Value<'_>], each: &mut EachRow<'_>) -> Result<(), StoreError>;
    /// Runs a statement; answers how many rows it touched.
    /// A text of several statements (with a `;`) and no values runs as a batch and answers 0.
    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError>;
}

impl dyn Sql + '_ {
    /// Every row of a query, each read by `read`.
    pub fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&mut Cells<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, values, &mut |row| {
            found.push(read(&mut Cells { row, next: 0 })?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row of a query, if there is one.
    pub fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&mut Cells<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.all(sql, values, read)?.into_iter().next())
    }

    /// The first row of a query; [`StoreError::NotFound`] when there is none.
    pub fn one<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&mut Cells<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.first(sql, values, read)?.ok_or(StoreError::NotFound)
    }

    /// A single number, such as a count; 0 when there is no row.
    pub fn number(&self, sql: &str, values: &[Value<'_>]) -> Result<i64, StoreError> {
        Ok(self.first(sql, values, |c| c.maybe_int())?.flatten().unwrap_or(0))
    }

    /// Runs `UPDATE .. WHERE id = ? AND version = ?`; [`StoreError::Stale`] when no row matched.
    pub fn change(&self, sql: &str, values: &[Value<'_>]) -> Result<(), StoreError> {
        if self.run(sql, values)? == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }
}

/// The cells of one row, read from left to right in the order of the SELECT.
pub struct Cells<'r> {
    row: &'r Row<'r>,
    next: usize,
}

fn unreadable(at: usize, what: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable(format!("cell {at}: {what}"))
}

impl Cells<'_> {
    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// The next cell as text; `None` for NULL.
    pub fn maybe_text(&mut self) -> Result<Option<String>, StoreError> {
        let at = self.take();
        match self.row {
            Row::Sqlite(row) => row.get(at).map_err(|e| unreadable(at, e)),
            Row::Postgres(row) => row.try_get(at).map_err(|e| unreadable(at, e)),
        }
    }

    /// What the next cell's text means; `None` for NULL. The text is only looked at, where the database holds it.
    fn understood<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, StoreError> {
        let at = self.take();
        let text: Option<&str> = match self.row {
            Row::Sqlite(row) => {
                let cell = row.get_ref(at).map_err(|e| unreadable(at, e))?;
                cell.as_str_or_null().map_err(|e| unreadable(at, e))?
            }
            Row::Postgres(row) => row.try_get(at).map_err(|e| unreadable(at, e))?,
        };
        text.map(|text| read(text).ok_or_else(|| unreadable(at, text))).transpose()
    }

    /// The next cell as a whole number; `None` for NULL.
    pub fn maybe_int(&mut self) -> Result<Option<i64>, StoreError> {
        let at = self.take();
        match self.row {
            Row::Sqlite(row) => row.get(at).map_err(|e| unreadable(at, e)),
            Row::Postgres(row) => match row.try_get::<_, Option<i64>>(at) {
                Ok(value) => Ok(value),
                Err(_) => row
                    .try_get::<_, Option<i32>>(at)
                    .map(|small| small.map(i64::from))
                    .map_err(|e| unreadable(at, e)),
            },
        }
    }

    /// The next cell as a real number; `None` for NULL.
    pub fn maybe_real(&mut self) -> Result<Option<f64>, StoreError> {
        let at = self.take();
        match self.row {
            Row::Sqlite(row) => row.get(at).map_err(|e| unreadable(at, e)),
            Row::Postgres(row) => row.try_get(at).map_err(|e| unreadable(at, e)),
        }
    }

    /// The next cell as text.
    pub fn text(&mut self) -> Result<String, StoreError> {
        self.maybe_text()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as a whole number.
    pub fn int(&mut self) -> Result<i64, StoreError> {
        self.maybe_int()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as a real number.
    pub fn real(&mut self) -> Result<f64, StoreError> {
        self.maybe_real()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as a count from 0.
    pub fn count(&mut self) -> Result<u32, StoreError> {
        let value = self.int()?;
        u32::try_from(value).map_err(|e| unreadable(self.next - 1, e))
    }

    /// The next cell as a count from 0; `None` for NULL.
    pub fn maybe_count(&mut self) -> Result<Option<u32>, StoreError> {
        let value = self.maybe_int()?;
        value.map(u32::try_from).transpose().map_err(|e| unreadable(self.next - 1, e))
    }

    /// The next cell as a flag.
    pub fn flag(&mut self) -> Result<bool, StoreError> {
        Ok(self.int()? != 0)
    }

    /// The next cell as an id, or anything else that its text names.
    pub fn id<T: FromStr>(&mut self) -> Result<T, StoreError> {
        self.maybe_id()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as an id; `None` for NULL.
    pub fn maybe_id<T: FromStr>(&mut self) -> Result<Option<T>, StoreError> {
        self.understood(|text| text.parse().ok())
    }

    /// The next cell as a member of a list of words.
    pub fn word<T: Word>(&mut self) -> Result<T, StoreError> {
        self.maybe_word()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as a member of a list of words; `None` for NULL.
    pub fn maybe_word<T: Word>(&mut self) -> Result<Option<T>, StoreError> {
        self.understood(T::of_word)
    }

    /// The next cell as a day.
    pub fn day(&mut self) -> Result<Day, StoreError> {
        self.maybe_day()?.ok_or_else(|| unreadable(self.next - 1, "NULL"))
    }

    /// The next cell as a day; `None` for NULL.
    pub fn maybe_day(&mut self) -> Result<Option<Day>, StoreError> {
        self.understood(Day::parse)
    }

    /// The next cell as an instant.
    pub fn at(&mut self) -> Result<Millis, StoreError> {
        Ok(Millis(self.int()?))
    }

    /// The next cell as an instant; `None` for NULL.
    pub fn maybe_at(&mut self) -> Result<Option<Millis>, StoreError> {
        Ok(self.maybe_int()?.map(Millis))
    }

    /// The next cell as JSON of a known shape.
    pub fn json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|e| unreadable(self.next - 1, e))
    }

    /// The next cell as JSON of a known shape; `None` for NULL.
    pub fn maybe_json<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let Some(text) = self.maybe_text()? else {
            return Ok(None);
        };
        serde_json::from_str(&text).map(Some).map_err(|e| unreadable(self.next - 1, e))
    }
}

/// What can be bound to a statement.
pub trait Bind {
    /// The value as the database takes it.
    fn bind(&self) -> Value<'_>;
}

impl Bind for str {
    fn bind(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Bind for String {
    fn bind(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn bind(&self) -> Value<'_> {
        (**self).bind()
    }
}

impl<T: Bind> Bind for Option<T> {
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Bind::bind)
    }
}

impl Bind for Value<'_> {
    fn bind(&self) -> Value<'_> {
        self.clone()
    }
}

macro_rules! bind_numbers {
    ($($kind:ty),+) => {$(impl Bind for $kind { fn bind(&self) -> Value<'_> { Value::Int(i64::from(*self)) } })+};
}
bind_numbers!(i64, i32, u32, u8, bool);

impl Bind for usize {
    fn bind(&self) -> Value<'_> {
        Value::Int(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl Bind for f64 {
    fn bind(&self) -> Value<'_> {
        Value::Real(*self)
    }
}

impl Bind for Millis {
    fn bind(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}

macro_rules! bind_texts {
    ($($kind:ident),+ $(,)?) => {$(impl Bind for $kind { fn bind(&self) -> Value<'_> { Value::Text(Cow::Owned(self.to_string())) } })+};
}
mod bound {
    use super::{Bind, Cow, Value};
    use pufa_domain::*;
    bind_texts!(
        Day,
        UnitId,
        DepartmentId,
        PersonId,
        EmploymentId,
        AbsenceId,
        AccountId,
        GrantId,
        ChannelId,
        ColumnId,
        TopicId,
        EpisodeId,
        ShotId,
        RevisionId,
        ReviewId,
        TemplateId,
        VoteId,
        CommentId,
        DeputyId,
        TaskId,
        ReleaseId,
        PublicationId,
        AttemptId,
        SnapshotId,
        CreditId,
        ReportId,
        LawTextId,
        SilenceId,
        NoticeId,
        CalendarDayId,
    );
}

/// The values of a statement: `values![id, name, version]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::Bind::bind(&$value)),*] };
}

/// JSON text of a stored value.
pub fn json_text(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Fault(e.to_string()))
}
