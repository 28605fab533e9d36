//! What an import stores, put together before anything is stored.
//! Knows no sheet and no doubt.

use super::{ImportMakes, small};
use crate::context::Context;
use crate::error::StudioError;
use crate::operation::proof::note_title;
use pufa_domain::script::Script;
use pufa_store::Sql;
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::column::{self, Column};
use pufa_store::table::credit::{self, Credit};
use pufa_store::table::employment::{self, Employment};
use pufa_store::table::episode::{self, Episode};
use pufa_store::table::metric;
use pufa_store::table::person::{self, Person};
use pufa_store::table::publication;
use pufa_store::table::script;
use pufa_store::table::search::{self, Found};
use pufa_store::table::unit::{self, Department};

/// New rows, and employments that change.
#[derive(Default)]
pub(crate) struct Batch {
    pub departments: Vec<Department>,
    pub people: Vec<Person>,
    pub employments: Vec<Employment>,
    pub changed_employments: Vec<Employment>,
    pub columns: Vec<Column>,
    pub channels: Vec<Channel>,
    /// With the name of the column, by which it is found.
    pub episodes: Vec<(Episode, String)>,
    pub publications: Vec<publication::Stored>,
    pub credits: Vec<Credit>,
    pub snapshots: Vec<metric::Stored>,
}

impl Batch {
    pub fn makes(&self) -> ImportMakes {
        ImportMakes {
            departments: small(self.departments.len()),
            people: small(self.people.len()),
            employments: small(self.employments.len()),
            columns: small(self.columns.len()),
            channels: small(self.channels.len()),
            episodes: small(self.episodes.len()),
            publications: small(self.publications.len()),
            credits: small(self.credits.len()),
            snapshots: small(self.snapshots.len()),
        }
    }

    /// Stores everything; whatever stands already refuses the whole.
    pub fn store(&self, cx: &Context<'_>, sql: &dyn Sql) -> Result<(), StudioError> {
        for department in &self.departments {
            unit::insert_department(sql, department)?;
        }
        for p in &self.people {
            person::insert(sql, p)?;
            search::put(sql, &Found::person(p.id, p.unit, &p.name, cx.now()))?;
        }
        for e in &self.employments {
            employment::insert(sql, e)?;
        }
        for e in &self.changed_employments {
            employment::update(sql, e)?;
        }
        for c in &self.columns {
            column::insert(sql, c)?;
            search::put(sql, &Found::column(c.id, c.unit, &c.name, &c.aliases, cx.now()))?;
        }
        for c in &self.channels {
            channel::insert(sql, c)?;
        }
        for (e, column_name) in &self.episodes {
            episode::insert(sql, e)?;
            script::insert(sql, e.id, &Script::default(), None, cx.now())?;
            note_title(sql, e.unit, e.id, &e.title)?;
            let detail = format!("{column_name} {}", e.number);
            search::put(sql, &Found::episode(e.id, e.unit, &e.title, &detail, cx.now()))?;
        }
        for p in &self.publications {
            publication::insert(sql, p)?;
        }
        for c in &self.credits {
            credit::insert(sql, c)?;
        }
        for s in &self.snapshots {
            metric::put(sql, s)?;
        }
        Ok(())
    }
}
