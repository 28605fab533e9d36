//! A roster read against the one that is there: people, departments, dated employments, leavers too.
//! A person is a name in a unit; namesakes are told apart by their first day. Knows no count of participation.

use super::{ImportOutcome, ImportRemark, ImportRow, Importing, Plan, doubt, key, no_header, remark, small};
use crate::error::StudioError;
use pufa_domain::people::{Category, DepartmentKind, Term};
use pufa_domain::{Day, DepartmentId, EmploymentId, PersonId};
use pufa_files::headings::{ROSTER, RosterField};
use pufa_files::sheet::Sheet;
use pufa_files::table::{self, Row};
use pufa_files::understand::{self, Reading};
use pufa_store::table::employment::{self, Employment};
use pufa_store::table::person::{self, Person};
use pufa_store::table::unit::{self, Department};
use std::collections::HashMap;

/// The department of people of whom the roster tells none.
const NO_DEPARTMENT: &str = "未分部门";
/// The longest name or title that is taken over; longer ones are slips of the sheet.
const MOST_NAME: usize = 60;

/// A row that says enough.
struct Line {
    name: String,
    department: String,
    category: Category,
    title: String,
    term: Term,
    /// Whether the sheet tells the first day.
    told_from: bool,
}

/// A person with their employments, and whether this file brought them.
struct Candidate {
    id: PersonId,
    employments: Vec<Employment>,
    from_file: bool,
}

struct Roster<'i, 'a, 'c> {
    importing: &'i Importing<'a, 'c>,
    plan: Plan,
    departments: HashMap<String, DepartmentId>,
    people: HashMap<String, Vec<Candidate>>,
    next_position: i64,
}

pub(super) fn plan(importing: &Importing<'_, '_>, sheets: &[Sheet]) -> Result<Plan, StudioError> {
    let table = table::find(sheets, ROSTER, &[RosterField::Name]).map_err(|refusal| no_header(&refusal))?;
    let mut roster = Roster::read(importing)?;
    roster.plan.note_table(&table);
    for row in &table.rows {
        let mut remarks = Vec::new();
        let (what, outcome) = match roster.line(row, &mut remarks) {
            Ok(line) => {
                let outcome = roster.take(&line, &mut remarks);
                (line.name, outcome)
            }
            Err(what) => (what, ImportOutcome::Doubtful),
        };
        roster.plan.rows.push(ImportRow {
            sheet: row.sheet.clone(),
            row: small(row.number),
            what,
            outcome,
            remarks,
        });
    }
    Ok(roster.plan)
}

/// What kind of department a name tells of.
fn kind_of(name: &str) -> DepartmentKind {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["政治部", "政工"]) {
        DepartmentKind::Political
    } else if has(&["宣传", "新闻", "新媒体"]) {
        DepartmentKind::Publicity
    } else if has(&["检察部", "检察科", "检察处", "业务"]) {
        DepartmentKind::Business
    } else {
        DepartmentKind::General
    }
}

impl<'i, 'a, 'c> Roster<'i, 'a, 'c> {
    fn read(importing: &'i Importing<'a, 'c>) -> Result<Self, StudioError> {
        let (sql, unit) = (importing.sql, importing.unit);
        let departments = unit::departments(sql, unit)?;
        let mut employed: HashMap<PersonId, Vec<Employment>> = HashMap::new();
        for e in employment::of_unit(sql, unit)? {
            employed.entry(e.person).or_default().push(e);
        }
        let mut people: HashMap<String, Vec<Candidate>> = HashMap::new();
        for found in person::of_unit(sql, unit)? {
            people.entry(found.name).or_default().push(Candidate {
                id: found.id,
                employments: employed.remove(&found.id).unwrap_or_default(),
                from_file: false,
            });
        }
        Ok(Self {
            importing,
            plan: Plan::default(),
            next_position: departments.iter().map(|d| d.position + 1).max().unwrap_or(0),
            departments: departments.into_iter().map(|d| (key(&d.name), d.id)).collect(),
            people,
        })
    }

    /// What a row says; a row that cannot be taken over answers what stands where the name should.
    fn line(&self, row: &Row<RosterField>, remarks: &mut Vec<ImportRemark>) -> Result<Line, String> {
        let asked = self.importing.asked;
        let name = match understand::person(row.cell(RosterField::Name)) {
            Reading::Value { value } => value.name,
            Reading::Missing => {
                remarks.push(remark("name", "missing", ""));
                return Err(String::new());
            }
            Reading::Doubtful { text, reason } => {
                remarks.push(doubt("name", reason, &text));
                return Err(text);
            }
        };
        let category = match understand::category(row.cell(RosterField::Category)) {
            Reading::Value { value } => Some(match value {
                understand::Category::Staff => Category::Staff,
                understand::Category::Contract => Category::Contract,
            }),
            Reading::Missing => {
                remarks.push(remark("category", "taken_as_staff", ""));
                Some(Category::Staff)
            }
            Reading::Doubtful { text, reason } => {
                remarks.push(doubt("category", reason, &text));
                asked.unclear_as
            }
        };
        let assumed = asked.since.or_else(|| Day::new(2000, 1, 1));
        let joined = day(row, RosterField::Joined, "joined", remarks);
        let left = day(row, RosterField::Left, "left", remarks);
        let (Some(category), Ok(joined), Ok(left), Some(assumed)) = (category, joined, left, assumed) else {
            return Err(name);
        };
        if joined.is_none() {
            remarks.push(remark("joined", "taken_from_day", &assumed.to_string()));
        }
        let Ok(term) = Term::new(joined.unwrap_or(assumed), left) else {
            remarks.push(remark(
                "left",
                "ends_before_it_begins",
                &left.map(|d| d.to_string()).unwrap_or_default(),
            ));
            return Err(name);
        };
        Ok(Line {
            name,
            department: shortened(&row.cell(RosterField::Department).shown()),
            category,
            title: shortened(&row.cell(RosterField::Post).shown()),
            term,
            told_from: joined.is_some(),
        })
    }

    fn department(&mut self, name: &str, remarks: &mut Vec<ImportRemark>) -> DepartmentId {
        let name = if key(name).is_empty() {
            remarks.push(remark("department", "missing", ""));
            NO_DEPARTMENT
        } else {
            name
        };
        if let Some(known) = self.departments.get(&key(name)) {
            return *known;
        }
        let made = Department {
            id: DepartmentId(self.importing.cx.uuid()),
            unit: self.importing.unit,
            name: name.to_owned(),
            kind: kind_of(name),
            position: self.next_position,
            active: true,
            version: 1,
        };
        self.next_position += 1;
        let id = made.id;
        self.departments.insert(key(name), id);
        self.plan.new_names.push(name.to_owned());
        self.plan.batch.departments.push(made);
        id
    }

    /// Finds the person a line is about among those of the name, and what the line adds.
    fn take(&mut self, line: &Line, remarks: &mut Vec<ImportRemark>) -> ImportOutcome {
        let candidates = self.people.get(&line.name).map(Vec::as_slice).unwrap_or_default();
        let same_day: Vec<(usize, usize)> = candidates
            .iter()
            .enumerate()
            .filter_map(|(i, c)| Some((i, c.employments.iter().position(|e| e.term.from == line.term.from)?)))
            .collect();
        let untold = (!line.told_from && candidates.len() == 1 && !candidates[0].employments.is_empty())
            .then(|| (0, candidates[0].employments.len() - 1));
        match (same_day.as_slice(), untold) {
            ([found], _) => {
                let found = *found;
                self.compare(line, found, remarks)
            }
            ([], Some(found)) => self.compare(line, found, remarks),
            ([], None) => self.add(line, remarks),
            (_, _) => {
                remarks.push(remark("name", "namesakes", &line.name));
                ImportOutcome::Doubtful
            }
        }
    }

    /// A line about an employment that is known: the same, changed, or said twice.
    fn compare(
        &mut self,
        line: &Line,
        (i, j): (usize, usize),
        remarks: &mut Vec<ImportRemark>,
    ) -> ImportOutcome {
        let department = if key(&line.department).is_empty() {
            None
        } else {
            Some(self.department(&line.department, remarks))
        };
        let Some(candidate) = self.people.get_mut(&line.name).and_then(|c| c.get_mut(i)) else {
            return ImportOutcome::LeftOut;
        };
        let known = &candidate.employments[j];
        let after = Employment {
            department: department.unwrap_or(known.department),
            category: line.category,
            title: if line.title.is_empty() { known.title.clone() } else { line.title.clone() },
            term: Term {
                from: known.term.from,
                to: line.term.to.filter(|to| *to >= known.term.from).or(known.term.to),
            },
            ..known.clone()
        };
        if after == *known {
            if candidate.from_file {
                remarks.push(remark("row", "repeated_row", &line.name));
                return ImportOutcome::LeftOut;
            }
            return ImportOutcome::Exists;
        }
        if candidate.from_file {
            remarks.push(remark("name", "said_twice", &line.name));
            return ImportOutcome::Doubtful;
        }
        remarks.push(remark("row", "employment_changes", ""));
        candidate.employments[j] = after.clone();
        candidate.from_file = true;
        self.plan.batch.changed_employments.push(after);
        ImportOutcome::Changed
    }

    /// A line about a new person, a namesake, or one more employment of somebody known.
    fn add(&mut self, line: &Line, remarks: &mut Vec<ImportRemark>) -> ImportOutcome {
        let of_name = self.people.get(&line.name).map(Vec::as_slice).unwrap_or_default();
        let apart = |c: &Candidate| line.term.beside(c.employments.iter().map(|e| &e.term)).is_ok();
        let (person, outcome) = match of_name {
            [] => (None, ImportOutcome::Made),
            [one] if apart(one) => {
                remarks.push(remark("row", "one_more_employment", ""));
                (Some(one.id), ImportOutcome::Changed)
            }
            all if all.iter().all(|c| c.from_file) => {
                remarks.push(remark("name", "taken_as_namesake", &line.name));
                (None, ImportOutcome::Made)
            }
            _ => {
                remarks.push(remark("name", "namesake_or_other_day", &line.name));
                return ImportOutcome::Doubtful;
            }
        };
        let department = self.department(&line.department, remarks);
        let (cx, unit) = (self.importing.cx, self.importing.unit);
        let id = person.unwrap_or_else(|| PersonId(cx.uuid()));
        if person.is_none() {
            self.plan.batch.people.push(Person { id, unit, name: line.name.clone(), version: 1 });
        }
        let employment = Employment {
            id: EmploymentId(cx.uuid()),
            person: id,
            unit,
            department,
            category: line.category,
            title: line.title.clone(),
            term: line.term,
            version: 1,
        };
        self.plan.batch.employments.push(employment.clone());
        let all = self.people.entry(line.name.clone()).or_default();
        match all.iter_mut().find(|c| c.id == id) {
            Some(known) => known.employments.push(employment),
            None => all.push(Candidate { id, employments: vec![employment], from_file: true }),
        }
        outcome
    }
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MOST_NAME).collect::<String>().trim().to_owned()
}

/// The day of a cell: none when it says nothing, an error with its remark when it is doubtful.
fn day(
    row: &Row<RosterField>,
    field: RosterField,
    name: &str,
    remarks: &mut Vec<ImportRemark>,
) -> Result<Option<Day>, ()> {
    match understand::moment(row.cell(field)) {
        Reading::Missing => Ok(None),
        Reading::Value { value } => Ok(Some(Day(value.date))),
        Reading::Doubtful { text, reason } => {
            remarks.push(doubt(name, reason, &text));
            Err(())
        }
    }
}
