//! What a unit has already, arranged for finding it by what sheets say, with what the import adds on the way.
//! Knows no sheet.

use super::{Importing, key};
use crate::error::StudioError;
use jiff::tz::TimeZone;
use pufa_domain::channel::Obligation;
use pufa_domain::metric::Figures;
use pufa_domain::participation::Employed;
use pufa_domain::publication::PublicationState;
use pufa_domain::{ChannelId, ColumnId, Day, EpisodeId, Millis, PersonId, PublicationId, SnapshotId};
use pufa_files::understand::Moment;
use pufa_store::table::channel::{self, Channel};
use pufa_store::table::column::{self, Column};
use pufa_store::table::import_run::{self, Known};
use pufa_store::table::metric::{self, Of};
use pufa_store::table::publication::{Own, Stored};
use pufa_store::table::{participation, person, unit};
use std::collections::{HashMap, HashSet};

/// The word of the source under which imported figures are kept.
pub(super) const IMPORT: &str = "import";
/// The column of works of which the list tells none.
const NO_COLUMN: &str = "未分栏目";

/// The unit's works, columns, channels, people and figures.
pub(super) struct KnownUnit {
    pub unit_name: String,
    pub zone_name: String,
    zone: TimeZone,
    pub episodes: Vec<Known>,
    pub by_number: HashMap<(ColumnId, u32), usize>,
    pub by_title: HashMap<String, Vec<usize>>,
    columns: HashMap<String, (ColumnId, String)>,
    /// The channel on each platform, those in use first.
    channels: HashMap<String, ChannelId>,
    pub publications: HashMap<(EpisodeId, ChannelId), PublicationId>,
    pub credits: HashSet<(EpisodeId, PersonId, String)>,
    people: HashMap<String, Vec<PersonId>>,
    employed: Vec<Employed>,
    departments: HashMap<pufa_domain::DepartmentId, String>,
    /// The latest imported figures of each thing.
    figures: HashMap<Of, (Day, Figures)>,
}

/// Who a name in a sheet is.
pub(super) enum Named {
    One(PersonId),
    Nobody,
    Several,
}

impl KnownUnit {
    pub fn read(importing: &Importing<'_, '_>) -> Result<Self, StudioError> {
        let (sql, id) = (importing.sql, importing.unit);
        let unit = unit::get(sql, id)?;
        let mut columns = HashMap::new();
        for c in column::of_unit(sql, id)? {
            for name in std::iter::once(&c.name).chain(&c.aliases) {
                columns.entry(key(name)).or_insert((c.id, c.name.clone()));
            }
        }
        let mut channels = HashMap::new();
        for c in channel::of_unit(sql, id)? {
            channels.entry(c.platform).or_insert(c.id);
        }
        let mut people: HashMap<String, Vec<PersonId>> = HashMap::new();
        for p in person::of_unit(sql, id)? {
            people.entry(p.name).or_default().push(p.id);
        }
        let mut figures = HashMap::new();
        for s in metric::of_unit(sql, id)?.into_iter().filter(|s| s.source == IMPORT) {
            figures.insert(s.of, (s.day, s.figures));
        }
        let mut known = Self {
            unit_name: unit.name,
            zone: TimeZone::get(&unit.zone).unwrap_or_else(|_| crate::default_zone()),
            zone_name: unit.zone,
            episodes: Vec::new(),
            by_number: HashMap::new(),
            by_title: HashMap::new(),
            columns,
            channels,
            publications: import_run::publications(sql, id)?,
            credits: import_run::credits(sql, id)?.into_iter().collect(),
            people,
            employed: participation::employments(sql, id)?,
            departments: unit::departments(sql, id)?.into_iter().map(|d| (d.id, d.name)).collect(),
            figures,
        };
        for episode in import_run::episodes(sql, id)? {
            known.learn(episode);
        }
        Ok(known)
    }

    /// Adds an episode, so that later rows of the sheet find it.
    pub fn learn(&mut self, episode: Known) {
        let at = self.episodes.len();
        self.by_number.insert((episode.column, episode.number), at);
        self.by_title.entry(key(&episode.title)).or_default().push(at);
        self.episodes.push(episode);
    }

    /// The instant at which a work went out: its day's first one when no time is told.
    pub fn instant(&self, moment: &Moment) -> Millis {
        let start = Day(moment.date).start_in(&self.zone);
        moment.time.map_or(start, |time| {
            let zoned = moment.date.to_datetime(time).to_zoned(self.zone.clone());
            zoned.map_or(start, |z| Millis(z.timestamp().as_millisecond()))
        })
    }

    /// The column of a name, if there is one.
    pub fn column_of(&self, name: &str) -> Option<ColumnId> {
        let name = if key(name).is_empty() { NO_COLUMN } else { name };
        self.columns.get(&key(name)).map(|(id, _)| *id)
    }

    /// The column of a name; a new one is put into the batch.
    pub fn column(
        &mut self,
        importing: &Importing<'_, '_>,
        plan: &mut super::Plan,
        name: &str,
    ) -> (ColumnId, String) {
        let name = if key(name).is_empty() { NO_COLUMN } else { name.trim() };
        if let Some(known) = self.columns.get(&key(name)) {
            return known.clone();
        }
        let made = Column {
            id: ColumnId(importing.cx.uuid()),
            unit: importing.unit,
            parent: None,
            department: None,
            name: name.to_owned(),
            aliases: Vec::new(),
            cadence_days: None,
            standing: true,
            active: true,
            version: 1,
            hosts: Vec::new(),
            channels: Vec::new(),
        };
        let known = (made.id, made.name.clone());
        self.columns.insert(key(name), known.clone());
        plan.new_names.push(made.name.clone());
        plan.batch.columns.push(made);
        known
    }

    /// The unit's channel on a platform; a new one, called after the unit, is put into the batch.
    pub fn channel(
        &mut self,
        importing: &Importing<'_, '_>,
        plan: &mut super::Plan,
        platform: &str,
    ) -> ChannelId {
        if let Some(known) = self.channels.get(platform) {
            return *known;
        }
        let made = Channel {
            id: ChannelId(importing.cx.uuid()),
            unit: importing.unit,
            platform: platform.to_owned(),
            handle: self.unit_name.clone(),
            obligation: Obligation::Optional,
            mass_send: None,
            custodian: None,
            slots: Vec::new(),
            active: true,
            version: 1,
        };
        let id = made.id;
        self.channels.insert(platform.to_owned(), id);
        plan.new_names.push(platform.to_owned());
        plan.batch.channels.push(made);
        id
    }

    /// The publication of a work on a channel; one that is not known was out before and is put into the batch.
    /// Answers whether it is new.
    pub fn publication(
        &mut self,
        importing: &Importing<'_, '_>,
        plan: &mut super::Plan,
        (episode, channel): (EpisodeId, ChannelId),
        title: &str,
        published_at: Millis,
        link: Option<String>,
    ) -> (PublicationId, bool) {
        if let Some(known) = self.publications.get(&(episode, channel)) {
            return (*known, false);
        }
        // It was out before the studio knew of it: published, without a slot, approved nowhere here.
        let made = Stored {
            id: PublicationId(importing.cx.uuid()),
            unit: importing.unit,
            episode,
            channel,
            revision: None,
            video: None,
            state: PublicationState::Published,
            title: title.to_owned(),
            description: String::new(),
            tags: Vec::new(),
            own: Own::default(),
            cover: None,
            approved: None,
            answers: Vec::new(),
            local_time: None,
            zone: self.zone_name.clone(),
            slot_at: None,
            link,
            work_id: None,
            published_at: Some(published_at),
            reason: String::new(),
            updated_at: importing.cx.now(),
            version: 1,
        };
        let id = made.id;
        self.publications.insert((episode, channel), id);
        plan.batch.publications.push(made);
        (id, true)
    }

    /// Puts figures into the batch, unless the last imported ones are the same. Answers whether they are new.
    pub fn snapshot(
        &mut self,
        importing: &Importing<'_, '_>,
        plan: &mut super::Plan,
        of: Of,
        day: Day,
        figures: Figures,
        original: String,
    ) -> bool {
        if self.figures.get(&of).is_some_and(|(_, known)| *known == figures) {
            return false;
        }
        self.figures.insert(of, (day, figures));
        plan.batch.snapshots.push(metric::Stored {
            id: SnapshotId(importing.cx.uuid()),
            unit: importing.unit,
            of,
            day,
            figures,
            source: IMPORT.into(),
            original,
            by: importing.by,
            at: importing.cx.now(),
        });
        true
    }

    /// Who a name is: the only one of that name; of namesakes the one in the department that stands beside the name,
    /// or the only one employed on the day.
    pub fn person(&self, name: &str, note: Option<&str>, on: Day) -> Named {
        let all = match self.people.get(name).map(Vec::as_slice) {
            None | Some([]) => return Named::Nobody,
            Some([one]) => return Named::One(*one),
            Some(all) => all,
        };
        let there = |id: &PersonId| {
            self.employed.iter().filter(|e| e.person == *id && e.term.covers(on)).collect::<Vec<_>>()
        };
        let present: Vec<PersonId> = all.iter().filter(|id| !there(id).is_empty()).copied().collect();
        let noted = |id: &&PersonId| {
            note.is_some_and(|note| {
                there(id)
                    .iter()
                    .any(|e| self.departments.get(&e.department).is_some_and(|name| key(name) == key(note)))
            })
        };
        let by_note: Vec<PersonId> = all.iter().filter(noted).copied().collect();
        match (by_note.as_slice(), present.as_slice()) {
            ([one], _) | ([], [one]) => Named::One(*one),
            _ => Named::Several,
        }
    }
}
