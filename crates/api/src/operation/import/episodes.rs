//! A list of published works read against what is there: columns, works, where they came out, who made them, figures.
//! A work is a number in a column, or a title on a day. Names that are not on the roster are told by row and left out.

use super::known::{KnownUnit, Named};
use super::number::{clean, number};
use super::{ImportOutcome, ImportRemark, ImportRow, Importing, Plan, doubt, key, no_header, remark, small};
use crate::error::StudioError;
use pufa_domain::credit::{CreditRole, Degree};
use pufa_domain::episode::{ContentState, EpisodeDates, EpisodeFormat};
use pufa_domain::metric::{Figures, Qualifier};
use pufa_domain::{ColumnId, CreditId, Day, EpisodeId, PersonId};
use pufa_files::headings::{EPISODES, EpisodeField as F};
use pufa_files::sheet::{Cell, Sheet};
use pufa_files::table::{self, Row, Table};
use pufa_files::understand::{self, Moment, Reading};
use pufa_store::table::credit::Credit;
use pufa_store::table::episode::Episode;
use pufa_store::table::import_run::Known;
use pufa_store::table::metric::Of;
use std::collections::HashMap;

const MOST_TITLE: usize = 200;
const MOST_NAME: usize = 60;

/// The roles and the columns of the sheet in which their names stand.
const ROLES: &[(F, CreditRole)] = &[
    (F::Planner, CreditRole::Planner),
    (F::Writer, CreditRole::Writer),
    (F::OnScreen, CreditRole::Host),
    (F::Camera, CreditRole::Camera),
    (F::Editor, CreditRole::Editor),
    (F::Copy, CreditRole::Copy),
    (F::LegalAdviser, CreditRole::LegalAdviser),
    (F::Reviewer, CreditRole::Reviewer),
];

/// A row that says enough to be a work.
struct Line {
    title: String,
    column: String,
    number: Option<u32>,
    moment: Moment,
}

struct List<'i, 'a, 'c> {
    importing: &'i Importing<'a, 'c>,
    known: KnownUnit,
    plan: Plan,
    /// Rows of this file by the work they made or met.
    seen: HashMap<EpisodeId, usize>,
    today: Day,
}

pub(super) fn plan(importing: &Importing<'_, '_>, sheets: &[Sheet]) -> Result<Plan, StudioError> {
    let table = table::find(sheets, EPISODES, &[F::Title]).map_err(|refusal| no_header(&refusal))?;
    let mut list = List {
        importing,
        known: KnownUnit::read(importing)?,
        plan: Plan::default(),
        seen: HashMap::new(),
        today: importing.cx.today(),
    };
    list.plan.note_table(&table);
    for row in &table.rows {
        let mut remarks = Vec::new();
        let (what, outcome) = match list.line(row, &mut remarks) {
            Ok(line) => {
                let outcome = list.take(&table, row, &line, &mut remarks);
                (line.title, outcome)
            }
            Err((what, outcome)) => (what, outcome),
        };
        list.plan.rows.push(ImportRow {
            sheet: row.sheet.clone(),
            row: small(row.number),
            what,
            outcome,
            remarks,
        });
    }
    Ok(list.plan)
}

impl List<'_, '_, '_> {
    fn line(&self, row: &Row<F>, remarks: &mut Vec<ImportRemark>) -> Result<Line, (String, ImportOutcome)> {
        let title: String = clean(&row.cell(F::Title).shown());
        if key(&title).is_empty() {
            remarks.push(remark("title", "missing", ""));
            return Err((title, ImportOutcome::LeftOut));
        }
        if title.chars().count() > MOST_TITLE {
            remarks.push(remark("title", "too_long", &title));
            return Err((title.chars().take(MOST_TITLE).collect(), ImportOutcome::Doubtful));
        }
        let moment = match understand::moment(row.cell(F::Published)) {
            Reading::Value { value } => value,
            Reading::Missing => {
                remarks.push(remark("published", "missing", ""));
                return Err((title, ImportOutcome::Doubtful));
            }
            Reading::Doubtful { text, reason } => {
                remarks.push(doubt("published", reason, &text));
                return Err((title, ImportOutcome::Doubtful));
            }
        };
        if Day(moment.date) > self.today {
            remarks.push(remark("published", "in_the_future", &moment.date.to_string()));
            return Err((title, ImportOutcome::Doubtful));
        }
        let column: String = clean(&row.cell(F::Column).shown()).chars().take(MOST_NAME).collect();
        if column.is_empty() {
            remarks.push(remark("column", "missing", ""));
        }
        Ok(Line { number: number(row.cell(F::Number), remarks), title, column, moment })
    }

    /// Finds the work or makes it, then adds where it came out, who made it and its figures.
    fn take(
        &mut self,
        table: &Table<F>,
        row: &Row<F>,
        line: &Line,
        remarks: &mut Vec<ImportRemark>,
    ) -> ImportOutcome {
        let found = match self.find(line, self.known.column_of(&line.column)) {
            Ok(found) => found,
            Err(reason) => {
                remarks.push(remark("number", reason, &line.title));
                return ImportOutcome::Doubtful;
            }
        };
        if let Some(earlier) = found.and_then(|id| self.seen.get(&id)) {
            remarks.push(remark("row", "repeated_row", &earlier.to_string()));
            return ImportOutcome::LeftOut;
        }
        let id = match found {
            Some(id) => id,
            None => self.make(table, row, line, remarks),
        };
        self.seen.insert(id, row.number);
        let mut adds = self.publications(row, line, id, remarks);
        adds |= self.credits(row, line, id, remarks);
        adds |= self.figures(table, row, id, remarks);
        match (found, adds) {
            (None, _) => ImportOutcome::Made,
            (Some(_), true) => ImportOutcome::Changed,
            (Some(_), false) => ImportOutcome::Exists,
        }
    }

    /// The work a row is about, if it is there; an error says why that cannot be told.
    fn find(&self, line: &Line, column: Option<ColumnId>) -> Result<Option<EpisodeId>, &'static str> {
        let day = Day(line.moment.date);
        let by_title = self.known.by_title.get(&key(&line.title)).map(Vec::as_slice).unwrap_or_default();
        let on_the_day = by_title.iter().copied().find(|at| self.known.episodes[*at].published == Some(day));
        let by_number = column.zip(line.number).and_then(|place| self.known.by_number.get(&place).copied());
        match (by_number, on_the_day) {
            (Some(at), _) => {
                let known = &self.known.episodes[at];
                if key(&known.title) != key(&line.title) {
                    return Err(if self.seen.contains_key(&known.id) {
                        "number_twice"
                    } else {
                        "number_taken"
                    });
                }
                match known.published {
                    Some(first) if first == day => Ok(Some(known.id)),
                    Some(_) => Err("other_day"),
                    None => Err("still_being_made"),
                }
            }
            (None, Some(at)) => Ok(Some(self.known.episodes[at].id)),
            (None, None) => Ok(None),
        }
    }

    fn make(
        &mut self,
        table: &Table<F>,
        row: &Row<F>,
        line: &Line,
        remarks: &mut Vec<ImportRemark>,
    ) -> EpisodeId {
        let cx = self.importing.cx;
        let (column, column_name) = self.known.column(self.importing, &mut self.plan, &line.column);
        let number = line.number.unwrap_or_else(|| {
            let taken = self.known.by_number.keys().filter(|(c, _)| *c == column).map(|(_, n)| *n);
            taken.max().unwrap_or(0) + 1
        });
        let seconds = match understand::seconds(row.cell(F::Duration), table.unit(row, F::Duration)) {
            Reading::Value { value } => Some(value).filter(|s| *s > 0),
            Reading::Missing => None,
            Reading::Doubtful { text, reason } => {
                remarks.push(doubt("seconds", reason, &text));
                None
            }
        };
        let out = self.known.instant(&line.moment);
        let made = Episode {
            id: EpisodeId(cx.uuid()),
            unit: self.importing.unit,
            column,
            number,
            topic: None,
            title: line.title.clone(),
            // The list does not tell the format; 主讲 stands until somebody says otherwise.
            format: EpisodeFormat::Talk,
            target_seconds: seconds,
            wanted_day: None,
            owner: None,
            content: ContentState::Ready,
            content_at: out,
            approved_revision: None,
            dates: EpisodeDates { ready_at: Some(out), ..EpisodeDates::default() },
            first_published_day: Some(Day(line.moment.date)),
            withdrawn_day: None,
            withdrawn_reason: None,
            created_by: self.importing.by,
            created_at: cx.now(),
            updated_at: cx.now(),
            version: 1,
        };
        let id = made.id;
        self.known.learn(Known {
            id,
            column,
            number,
            title: made.title.clone(),
            content: made.content,
            published: made.first_published_day,
        });
        self.plan.batch.episodes.push((made, column_name));
        id
    }

    fn publications(
        &mut self,
        row: &Row<F>,
        line: &Line,
        id: EpisodeId,
        remarks: &mut Vec<ImportRemark>,
    ) -> bool {
        let platforms = understand::platforms(row.cell(F::Platforms));
        for word in &platforms.unknown {
            remarks.push(remark("platforms", "unknown_platform", word));
        }
        if platforms.known.is_empty() && platforms.unknown.is_empty() {
            remarks.push(remark("platforms", "missing", ""));
        }
        let at = self.known.instant(&line.moment);
        let mut adds = false;
        for platform in &platforms.known {
            let channel = self.known.channel(self.importing, &mut self.plan, platform);
            let place = (id, channel);
            adds |= self.known.publication(self.importing, &mut self.plan, place, &line.title, at, None).1;
        }
        adds
    }

    fn credits(&mut self, row: &Row<F>, line: &Line, id: EpisodeId, remarks: &mut Vec<ImportRemark>) -> bool {
        let mut adds = false;
        for (field, role) in ROLES {
            for reading in understand::people(row.cell(*field)) {
                let name = match reading {
                    Reading::Value { value } => value,
                    Reading::Missing => continue,
                    Reading::Doubtful { text, reason } => {
                        remarks.push(doubt(role.word(), reason, &text));
                        continue;
                    }
                };
                match self.known.person(&name.name, name.note.as_deref(), Day(line.moment.date)) {
                    Named::One(person) => adds |= self.credit(id, person, *role),
                    Named::Nobody => remarks.push(remark(role.word(), "not_on_roster", &name.name)),
                    Named::Several => remarks.push(remark(role.word(), "namesakes", &name.name)),
                }
            }
        }
        adds
    }

    fn credit(&mut self, episode: EpisodeId, person: PersonId, role: CreditRole) -> bool {
        if !self.known.credits.insert((episode, person, role.word().to_owned())) {
            return false;
        }
        let cx = self.importing.cx;
        self.plan.batch.credits.push(Credit {
            id: CreditId(cx.uuid()),
            episode,
            person,
            role,
            degree: Degree::Equal,
            confirmed: true,
            by: self.importing.by,
            at: cx.now(),
            version: 1,
        });
        true
    }

    /// The figures of a list are totals of the work over all its channels.
    fn figures(
        &mut self,
        table: &Table<F>,
        row: &Row<F>,
        id: EpisodeId,
        remarks: &mut Vec<ImportRemark>,
    ) -> bool {
        let figures = figures_of(
            |field| (row.cell(field), table.unit(row, field)),
            &[F::Views, F::Likes, F::Comments, F::Shares, F::Favourites],
            remarks,
        );
        let Some(figures) = figures else { return false };
        let day = self.importing.asked.taken_day.unwrap_or(self.today);
        let original = original(row);
        self.known.snapshot(self.importing, &mut self.plan, Of::Work(id), day, figures, original)
    }
}

/// Views, likes, comments, shares and favourites out of five cells, in that order; none when they tell nothing.
pub(super) fn figures_of<'r, K: Copy>(
    cell: impl Fn(K) -> (&'r Cell, Option<&'r str>),
    fields: &[K; 5],
    remarks: &mut Vec<ImportRemark>,
) -> Option<Figures> {
    let mut qualifier = None;
    let mut read = |field: K| {
        let (cell, unit) = cell(field);
        match understand::count(cell, unit) {
            Reading::Value { value } => {
                qualifier = qualifier.or(value.qualifier.map(qualified));
                Some(value.value)
            }
            // -1 is how a platform writes that it has no figure.
            Reading::Doubtful { reason: understand::Doubt::Negative, .. }
                if cell.shown().starts_with("-1") =>
            {
                None
            }
            Reading::Missing => None,
            Reading::Doubtful { text, reason } => {
                remarks.push(doubt("figures", reason, &text));
                None
            }
        }
    };
    let [views, likes, comments, shares, favourites] = fields.map(&mut read);
    let figures = Figures { views, likes, comments, shares, favourites, followers: None, qualifier };
    figures.checked().ok()
}

fn qualified(word: understand::Qualifier) -> Qualifier {
    match word {
        understand::Qualifier::Over => Qualifier::Over,
        understand::Qualifier::Near | understand::Qualifier::Under => Qualifier::Nearly,
        understand::Qualifier::About => Qualifier::About,
    }
}

/// The row as it stands in the sheet.
pub(super) fn original<K: Copy>(row: &Row<K>) -> String {
    let shown: Vec<String> = row.cells.iter().map(|(_, cell)| cell.shown()).collect();
    shown.join("\t").chars().take(1_000).collect()
}
