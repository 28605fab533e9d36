//! Cases of participation: one small unit, and the same rules on any unit that proptest makes up.

use super::*;
use crate::credit::{CreditRole, RolePolicy};
use crate::people::{Category, Term};
use crate::{ColumnId, Day, DepartmentId, EpisodeId, Millis, PersonId, UnitId};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn employed(n: u128, from: &str, to: Option<&str>) -> Employed {
    Employed {
        person: person(n),
        department: DepartmentId(Uuid::from_u128(1)),
        category: Category::Staff,
        term: Term { from: day(from), to: to.map(day) },
    }
}

fn credited(n: u128, episode: u128, published: &str) -> Credited {
    Credited {
        person: person(n),
        episode: EpisodeId(Uuid::from_u128(episode)),
        column: None,
        role: CreditRole::Host,
        confirmed: true,
        published: Some(day(published)),
        withdrawn: None,
    }
}

fn survey(employments: &[Employed], credits: &[Credited], policy: &CountingPolicy) -> Survey {
    Survey::of(Facts { employments, absences: &[], credits }, policy)
}

fn wide() -> CountingPolicy {
    CountingPolicy::standard(RolePolicy::Wide)
}

#[test]
fn each_case_of_the_definition() {
    let base = employed(1, "2020-01-01", None);
    let work = credited(1, 1, "2020-05-15");
    let again = vec![employed(1, "2019-01-01", Some("2020-06-30")), employed(1, "2021-01-01", None)];
    let twice = vec![base, employed(1, "2020-03-01", Some("2022-01-01"))];
    let contract = Employed { category: Category::Contract, ..base };
    let unconfirmed = Credited { confirmed: false, ..work };
    let reviewer = Credited { role: CreditRole::Reviewer, ..work };
    let unpublished = Credited { published: None, ..work };
    let withdrawn = Credited { withdrawn: Some(day("2020-06-01")), ..work };
    for (case, employments, credits, on, n, total) in [
        ("a participant", vec![base], vec![work], "2020-06-01", 1, 1),
        ("on the very day of publishing", vec![base], vec![work], "2020-05-15", 1, 1),
        ("the day before publishing", vec![base], vec![work], "2020-05-14", 0, 1),
        ("before the first day of work", vec![base], vec![work], "2019-12-31", 0, 0),
        ("employed again: in between", again.clone(), vec![work], "2020-08-01", 0, 0),
        ("employed again: the old work counts", again, vec![work], "2021-01-01", 1, 1),
        ("two employments are one person", twice, vec![work], "2021-01-01", 1, 1),
        (
            "a leaver is in neither",
            vec![employed(1, "2020-01-01", Some("2020-05-31"))],
            vec![work],
            "2020-06-01",
            0,
            0,
        ),
        (
            "the last day still counts",
            vec![employed(1, "2020-01-01", Some("2020-06-01"))],
            vec![work],
            "2020-06-01",
            1,
            1,
        ),
        ("withdrawn: the day before", vec![base], vec![withdrawn], "2020-05-31", 1, 1),
        ("withdrawn: from the day on", vec![base], vec![withdrawn], "2020-06-01", 0, 1),
        (
            "withdrawn, but another work stands",
            vec![base],
            vec![withdrawn, credited(1, 2, "2020-05-20")],
            "2020-06-01",
            1,
            1,
        ),
        ("an unconfirmed credit", vec![base], vec![unconfirmed], "2020-06-01", 0, 1),
        ("a reviewer's credit", vec![base], vec![reviewer], "2020-06-01", 0, 1),
        ("a work that never went out", vec![base], vec![unpublished], "2020-06-01", 0, 1),
        ("contract staff", vec![contract], vec![work], "2020-06-01", 0, 0),
        (
            "a credit of somebody never employed",
            vec![base],
            vec![credited(9, 1, "2020-05-15")],
            "2020-06-01",
            0,
            1,
        ),
        ("no unit at all", vec![], vec![work], "2020-06-01", 0, 0),
    ] {
        let figure = survey(&employments, &credits, &wide()).on(day(on));
        assert_eq!((figure.rate.n, figure.rate.total), (n, total), "{case}");
        assert_eq!(figure.rate.percent.is_none(), total == 0, "{case}: defined for somebody only");
    }
}

#[test]
fn an_absence_leaves_out_its_days_when_the_policy_says_so() {
    let people = [employed(1, "2020-01-01", None)];
    let works = [credited(1, 1, "2020-02-01")];
    let absent = |kind, from: &str, to: Option<&str>| Absent {
        person: person(1),
        kind,
        term: Term { from: day(from), to: to.map(day) },
    };
    let leave = absent(AbsenceKind::Leave, "2020-03-01", Some("2020-03-31"));
    let away = absent(AbsenceKind::Secondment, "2020-05-01", None);
    let without_both = CountingPolicy { on_leave: false, on_secondment: false, ..wide() };
    for (on, standard, strict_about_absence) in [
        ("2020-02-29", 1, 1),
        ("2020-03-01", 1, 0),
        ("2020-03-31", 1, 0),
        ("2020-04-01", 1, 1),
        ("2020-04-30", 1, 1),
        ("2020-05-01", 1, 0),
    ] {
        let facts = Facts { employments: &people, absences: &[leave, away], credits: &works };
        for (policy, total) in [(wide(), standard), (without_both.clone(), strict_about_absence)] {
            assert_eq!(Survey::of(facts, &policy).on(day(on)).rate.total, total, "{on}");
        }
        let asked = Asked {
            unit: UnitId(Uuid::nil()),
            department: None,
            from: None,
            on: day(on),
            policy: without_both.clone(),
        };
        assert!(FrozenReport::freeze(asked, facts, person(9), Millis(0)).expect("a report").holds());
    }
}

#[test]
fn a_period_keeps_leavers_and_asks_for_thirty_days() {
    let people = vec![
        employed(1, "2020-01-01", Some("2020-06-15")), // left inside, more than 30 days there
        employed(2, "2020-06-02", None),               // 29 days inside
        employed(3, "2020-06-01", None),               // 30 days inside
        employed(4, "2020-01-01", Some("2020-04-14")), // 14 + 16 days, with the next row
        employed(4, "2020-06-01", Some("2020-06-16")),
    ];
    let works = vec![
        credited(1, 1, "2020-04-20"),
        credited(2, 2, "2020-06-10"),
        credited(3, 3, "2020-03-31"), // a day before the period
        Credited { withdrawn: Some(day("2020-06-30")), ..credited(4, 4, "2020-06-10") },
    ];
    let figure = survey(&people, &works, &wide()).during(day("2020-04-01"), day("2020-06-30"));
    assert_eq!(figure.active, vec![person(1)]);
    assert_eq!(figure.not_yet, vec![person(3), person(4)]);
    let later = survey(&people, &works, &wide()).during(day("2030-01-01"), day("2030-01-10"));
    assert_eq!(later.rate.percent, None, "nobody can be there 30 days in a period of ten");
}

#[test]
fn a_change_names_everybody_who_moved() {
    let people: Vec<Employed> = vec![
        employed(1, "2020-01-01", None),
        employed(2, "2020-01-01", Some("2020-07-31")),
        employed(3, "2020-07-01", None),
        employed(4, "2020-07-01", None),
        employed(5, "2020-01-01", None),
        employed(6, "2020-01-01", Some("2020-07-31")),
    ];
    let works = vec![
        credited(1, 1, "2020-07-10"),
        credited(2, 2, "2020-02-01"),
        credited(3, 1, "2020-07-10"),
        Credited { withdrawn: Some(day("2020-08-01")), ..credited(5, 3, "2020-02-01") },
    ];
    let change = survey(&people, &works, &wide()).change(day("2020-06-30"), day("2020-08-31"));
    assert_eq!(change.became_active, vec![person(1)]);
    assert_eq!(change.no_longer_active, vec![person(5)]);
    assert_eq!((change.joined, change.joined_active), (vec![person(3), person(4)], vec![person(3)]));
    assert_eq!((change.left, change.left_active), (vec![person(2), person(6)], vec![person(2)]));
    assert_eq!((change.before.n, change.before.total), (2, 4));
    assert_eq!((change.after.n, change.after.total), (2, 4));
}

#[test]
fn depth_counts_a_work_once_and_names_the_inactive() {
    let people: Vec<Employed> = (1..=5).map(|n| employed(n, "2020-01-01", None)).collect();
    let works = vec![
        credited(1, 1, "2020-02-01"),
        Credited { role: CreditRole::Writer, ..credited(1, 1, "2020-02-01") },
        credited(1, 2, "2020-09-01"),
        credited(1, 3, "2020-09-02"),
        credited(2, 1, "2020-02-01"),
        credited(3, 4, "2020-06-03"),
        credited(4, 5, "2020-06-02"),
    ];
    let survey = survey(&people, &works, &wide());
    let depth = survey.depth(day("2020-09-01"));
    assert_eq!(depth.participants.iter().map(|w| w.works).collect::<Vec<_>>(), vec![2, 1, 1, 1]);
    assert_eq!(depth.median_tenths, Some(10));
    assert_eq!((depth.one_work_only.n, depth.one_work_only.total), (3, 4));
    assert_eq!((depth.top_three.n, depth.top_three.total), (4, 5));
    assert_eq!(depth.inactive, vec![person(2), person(4)], "90 days is not yet inactive, 91 is");
    assert_eq!(survey.depth(day("2019-01-01")).median_tenths, None);
    let new = survey.newcomers(day("2020-06-01"), day("2020-09-30"));
    assert_eq!(new.iter().map(|n| n.person).collect::<Vec<_>>(), vec![person(4), person(3)]);
}

#[test]
fn a_department_begins_in_the_column_of_most_of_its_works() {
    let second = DepartmentId(Uuid::from_u128(2));
    let column = |n: u128| ColumnId(Uuid::from_u128(n));
    let people = vec![
        employed(1, "2020-01-01", None),
        // Two employments in one department are one person's works, once.
        employed(2, "2020-01-01", None),
        employed(2, "2020-03-01", None),
        Employed { department: second, ..employed(3, "2020-01-01", None) },
    ];
    let of = |n: u128, episode: u128, at: u128| Credited {
        column: Some(column(at)),
        ..credited(n, episode, "2020-05-01")
    };
    let works = vec![
        of(1, 1, 8),
        of(1, 2, 8),
        of(1, 3, 8),
        of(2, 4, 7),
        of(2, 5, 7),
        of(3, 6, 7),
        credited(3, 7, "2020-05-01"),
    ];
    let survey = survey(&people, &works, &wide());
    let busiest = survey.busiest_columns(day("2020-06-01"));
    assert_eq!(busiest.get(&DepartmentId(Uuid::from_u128(1))), Some(&column(8)), "three works against two");
    assert_eq!(busiest.get(&second), Some(&column(7)), "a work without a column says nothing");
    assert!(survey.busiest_columns(day("2020-04-01")).is_empty(), "nothing was out yet");
}

#[test]
fn by_department_column_and_role_show_n_of_their_total() {
    let second = DepartmentId(Uuid::from_u128(2));
    let column = Some(ColumnId(Uuid::from_u128(7)));
    let people = vec![
        employed(1, "2020-01-01", None),
        employed(2, "2020-01-01", None),
        Employed { department: second, ..employed(2, "2020-01-01", None) },
    ];
    let works = vec![
        Credited { column, ..credited(1, 1, "2020-02-01") },
        Credited { column, role: CreditRole::Copy, ..credited(1, 2, "2020-02-02") },
        credited(2, 3, "2020-03-01"),
    ];
    let survey = survey(&people, &works, &wide());
    let pairs = |n: u32, total: u32| (n, total);
    let on = day("2020-02-10");
    let departments: Vec<_> =
        survey.by_department(on).iter().map(|f| pairs(f.figure.rate.n, f.figure.rate.total)).collect();
    assert_eq!(departments, vec![(1, 2), (0, 1)]);
    let columns: Vec<_> =
        survey.by_column(day("2020-03-01")).iter().map(|f| (f.of, f.figure.rate.n)).collect();
    assert_eq!(columns, vec![(None, 1), (column, 1)]);
    let roles: Vec<_> = survey.by_role(on).iter().map(|f| (f.of, f.figure.active.clone())).collect();
    assert_eq!(
        roles,
        vec![(Some(CreditRole::Host), vec![person(1)]), (Some(CreditRole::Copy), vec![person(1)])]
    );
}

#[test]
fn a_frozen_report_recomputes_and_notices_a_changed_fact() {
    let asked = |from| Asked {
        unit: UnitId(Uuid::from_u128(1)),
        department: None,
        from,
        on: day("2020-12-31"),
        policy: wide(),
    };
    let people: Vec<Employed> = (1..=4).map(|n| employed(n, "2020-01-01", None)).collect();
    let works = vec![
        credited(1, 1, "2020-02-01"),
        credited(1, 2, "2020-10-01"),
        credited(2, 1, "2020-02-01"),
        credited(3, 3, "2021-02-01"),
    ];
    let facts = Facts { employments: &people, absences: &[], credits: &works };
    for (from, n, kept) in [(None, 2, 2), (Some(day("2020-07-01")), 1, 1)] {
        let mut report = FrozenReport::freeze(asked(from), facts, person(9), Millis(0)).expect("a report");
        assert_eq!((report.figure.rate.n, report.figure.rate.total), (n, 4));
        assert_eq!(report.credits.len(), kept, "one credit per participant");
        assert!(report.holds());
        report.credits[0].confirmed = false;
        assert!(!report.holds());
    }
    let backwards = FrozenReport::freeze(asked(Some(day("2021-01-01"))), facts, person(9), Millis(0));
    assert!(backwards.is_err());
}

fn some_employment() -> impl Strategy<Value = Employed> {
    (1..12_u128, 0..700_i64, prop::option::of(0..400_i64), any::<bool>()).prop_map(
        |(n, from, length, staff)| {
            let from = day("2020-01-01").plus_days(from);
            let category = if staff { Category::Staff } else { Category::Contract };
            Employed {
                category,
                term: Term { from, to: length.map(|l| from.plus_days(l)) },
                ..employed(n, "2020-01-01", None)
            }
        },
    )
}

fn some_credit() -> impl Strategy<Value = Credited> {
    let dates = (prop::option::of(0..900_i64), prop::option::of(0..300_i64));
    (1..14_u128, 0..20_u128, 0..CreditRole::ALL.len(), any::<bool>(), dates).prop_map(
        |(n, episode, role, confirmed, (published, withdrawn))| {
            let published = published.map(|p| day("2020-01-01").plus_days(p));
            Credited {
                role: CreditRole::ALL[role],
                confirmed,
                published,
                withdrawn: published.and_then(|p| withdrawn.map(|w| p.plus_days(w))),
                ..credited(n, episode, "2020-01-01")
            }
        },
    )
}

proptest! {
    #[test]
    fn on_any_unit_the_rules_hold(
        people in prop::collection::vec(some_employment(), 0..24),
        works in prop::collection::vec(some_credit(), 0..40),
        offsets in (0..1200_i64, 0..1200_i64),
        strict in any::<bool>(),
    ) {
        let policy = CountingPolicy::standard(if strict { RolePolicy::Strict } else { RolePolicy::Wide });
        let survey = survey(&people, &works, &policy);
        let (a, b) = (offsets.0.min(offsets.1), offsets.0.max(offsets.1));
        let (a, b) = (day("2019-12-01").plus_days(a), day("2019-12-01").plus_days(b));
        for on in [a, b] {
            let figure = survey.on(on);
            // A and R by the letter of the definition, the slow way.
            let of_unit = |p: PersonId| people.iter().any(|e| e.person == p && policy.counts(e) && e.term.covers(on));
            let takes_part = |p: PersonId| works.iter().any(|c| c.person == p && c.confirmed && policy.roles.counts(c.role)
                && c.published.is_some_and(|d| d <= on) && c.withdrawn.is_none_or(|d| d > on));
            let everybody: Vec<PersonId> = (1..14).map(person).filter(|p| of_unit(*p)).collect();
            let active: Vec<PersonId> = everybody.iter().copied().filter(|p| takes_part(*p)).collect();
            prop_assert_eq!(figure.rate.total as usize, everybody.len());
            prop_assert_eq!(&figure.active, &active);
            prop_assert!(figure.not_yet.iter().all(|p| !figure.active.contains(p)));
            prop_assert_eq!(survey.trend(&[on, a, b]).iter().find(|t| t.day == on).map(|t| t.rate), Some(figure.rate));
        }
        let change = survey.change(b, a);
        let size = |list: &Vec<PersonId>| list.len() as i64;
        prop_assert_eq!(
            i64::from(change.after.total) - i64::from(change.before.total),
            size(&change.joined) - size(&change.left)
        );
        prop_assert_eq!(
            i64::from(change.after.n) - i64::from(change.before.n),
            size(&change.became_active) + size(&change.joined_active)
                - size(&change.left_active) - size(&change.no_longer_active)
        );
        let facts = Facts { employments: &people, absences: &[], credits: &works };
        let asked = Asked { unit: UnitId(Uuid::nil()), department: None, from: Some(a), on: b, policy };
        let report = FrozenReport::freeze(asked, facts, person(1), Millis(0)).expect("in order");
        prop_assert!(report.holds());
    }
}
