//! Things that a view names: an id with the name that goes with it.
//! Knows no more of them; their own operations do.

use pufa_domain::{ColumnId, PersonId};
use pufa_store::{Sql, StoreError, table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A person, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonName {
    pub id: PersonId,
    pub name: String,
}

/// A column, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ColumnName {
    pub id: ColumnId,
    pub name: String,
}

/// The names of the people of one view, read in one query.
pub struct Names(HashMap<PersonId, String>);

impl Names {
    pub fn read(sql: &dyn Sql, ids: impl IntoIterator<Item = PersonId>) -> Result<Self, StoreError> {
        let mut ids: Vec<PersonId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(table::person::names(sql, &ids)?))
    }

    /// The person with their name; an id that names nobody has an empty one.
    pub fn of(&self, id: PersonId) -> PersonName {
        PersonName { id, name: self.0.get(&id).cloned().unwrap_or_default() }
    }
}
