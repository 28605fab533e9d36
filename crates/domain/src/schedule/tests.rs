//! Cases of slots and what speaks against them.

use super::*;
use crate::calendar::{Calendar, DayKind, SpecialDays};
use crate::platform::{Confidence, Form, Platforms, Rules};
use crate::production::ProductionGate;
use crate::publication::Way;
use crate::{ChannelId, Day, EpisodeId, Millis, PublicationId, Refusal};
use jiff::tz::TimeZone;
use uuid::Uuid;

const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";

fn shanghai() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(8))
}

fn at(local: &str) -> Millis {
    Slot::resolve(local, "Asia/Shanghai", &shanghai(), None).expect("a slot").at
}

fn rules(platform: &str) -> Rules {
    let all =
        Platforms::parse(include_str!("../../../../assets/platforms.toml")).expect("the data that ships");
    all.get(platform).expect("a platform").rules_for(Way::Person, Form::Video)
}

fn calendar() -> Calendar {
    let day = |text| Day::parse(text).expect("a day");
    let quiet = SpecialDays {
        kind: DayKind::Quiet,
        name: "演示静默期".into(),
        from: day("2026-12-10"),
        to: day("2026-12-13"),
        source: vec![],
        confidence: Confidence::High,
    };
    let data = include_str!("../../../../assets/calendar.toml");
    Calendar::parse(data).expect("the data that ships").with(vec![quiet])
}

fn planned(n: u128, local: &str) -> Planned {
    Planned {
        publication: PublicationId(Uuid::from_u128(n)),
        episode: EpisodeId(Uuid::from_u128(n)),
        channel: ChannelId(Uuid::from_u128(1)),
        at: at(local),
    }
}

#[test]
fn a_local_time_is_one_moment_or_refused() {
    let zone = TimeZone::posix(NEW_YORK).expect("a zone");
    let hour = |fold| Slot::resolve("2026-11-01T01:30", "America/New_York", &zone, fold).map(|s| s.at);
    let earlier = hour(Some(Fold::Earlier)).expect("a moment");
    assert_eq!(hour(Some(Fold::Later)), Ok(earlier.plus(Millis::HOUR)));
    assert!(matches!(hour(None), Err(Refusal::LocalTimeTwice { .. })));
    for (local, good) in [
        ("2026-07-01T18:00", true),
        ("2026-07-01T18:00:00", true),
        ("2026-03-08T02:30", false), // the clock jumps from 2 to 3
        ("2026-02-30T18:00", false),
        ("1970-01-01T08:00", false),
        ("2100-01-01T08:00", false),
        ("2026-07-01", false),
        ("2026-07-01T18:00Z", false),
        ("明天下午", false),
    ] {
        assert_eq!(Slot::resolve(local, "America/New_York", &zone, None).is_ok(), good, "{local}");
    }
    let gap = Slot::resolve("2026-03-08T02:30", "America/New_York", &zone, Some(Fold::Later));
    assert!(matches!(gap, Err(Refusal::NoSuchLocalTime { .. })), "choosing a fold does not make a gap exist");
    assert_eq!(at("1978-01-01T08:00"), Millis(252_460_800_000));
}

/// The codes of what speaks against a slot, gravest first.
fn codes(told: &[Told]) -> Vec<String> {
    let code =
        |told: &Told| serde_json::to_value(&told.conflict).expect("json")["code"].as_str().map(str::to_owned);
    told.iter().filter_map(code).collect()
}

#[test]
fn what_speaks_against_a_slot() {
    let (zone, calendar) = (shanghai(), calendar());
    let works = [
        planned(1, "2026-11-25T18:00"),
        planned(2, "2026-11-28T18:00"),
        planned(3, "2026-11-03T18:00"),
        planned(4, "2026-11-09T18:00"),
    ];
    let elsewhere = Planned { channel: ChannelId(Uuid::from_u128(2)), ..planned(5, "2026-11-27T18:00") };
    let mut others = works.to_vec();
    others.push(elsewhere);
    let others = Booked::on(works[0].channel, others);
    let ready = Readiness::default();
    let lacking = Readiness { open_gates: vec![ProductionGate::Releases], unapproved: true, stale: true };
    let (douyin, mp) = (rules("douyin"), rules("wechat_mp"));
    let (subscription, service) = (Some(MassSend::Subscription), Some(MassSend::Service));
    for (case, local, rules, mass_send, ready, expected) in [
        ("free", "2026-11-26T18:00", &douyin, None, &ready, vec![]),
        ("exactly the least gap", "2026-11-25T20:00", &douyin, None, &ready, vec![]),
        ("a minute too near, after", "2026-11-25T19:59", &douyin, None, &ready, vec!["too_close"]),
        ("a minute too near, before", "2026-11-25T16:01", &douyin, None, &ready, vec!["too_close"]),
        ("another channel's work is no matter", "2026-11-27T18:00", &douyin, None, &ready, vec![]),
        (
            "a second mass send of the day",
            "2026-11-25T08:00",
            &mp,
            subscription,
            &ready,
            vec!["day_quota", "platform_window"],
        ),
        ("the day before", "2026-11-24T23:59", &mp, subscription, &ready, vec!["platform_window"]),
        (
            "a fifth mass send of the month",
            "2026-11-30T08:00",
            &mp,
            service,
            &ready,
            vec!["month_quota", "platform_window"],
        ),
        ("the first of the next month", "2026-12-01T08:00", &mp, service, &ready, vec!["platform_window"]),
        ("in the past", "2026-11-22T11:59", &douyin, None, &ready, vec!["past", "platform_window"]),
        ("too soon for the platform", "2026-11-22T13:00", &douyin, None, &ready, vec!["platform_window"]),
        (
            "a quiet period, too far ahead",
            "2026-12-13T18:00",
            &douyin,
            None,
            &ready,
            vec!["quiet_period", "platform_window"],
        ),
        (
            "a year without data",
            "2027-01-04T18:00",
            &douyin,
            None,
            &ready,
            vec!["holidays_unknown", "platform_window"],
        ),
        (
            "not ready",
            "2026-11-26T18:00",
            &douyin,
            None,
            &lacking,
            vec!["gate_open", "not_approved", "stale_approval"],
        ),
    ] {
        let setting = Setting {
            now: at("2026-11-22T12:00"),
            zone: &zone,
            calendar: &calendar,
            rules,
            mass_send,
            least_gap_minutes: LEAST_GAP,
        };
        let told = conflicts(&planned(9, local), &others, ready, &setting);
        assert_eq!(codes(&told), expected, "{case}");
    }
    let setting = Setting {
        now: at("2026-01-01T12:00"),
        zone: &zone,
        calendar: &calendar,
        rules: &douyin,
        mass_send: None,
        least_gap_minutes: LEAST_GAP,
    };
    let twice = Planned { episode: works[0].episode, ..planned(9, "2026-01-04T12:00") };
    assert_eq!(codes(&conflicts(&twice, &others, &ready, &setting)), vec!["same_episode", "make_up_workday"]);
    assert_eq!(
        codes(&conflicts(&planned(9, "2026-01-02T12:00"), &others, &ready, &setting)),
        vec!["day_off"]
    );
    let itself = conflicts(&works[0], &others, &ready, &Setting { now: at("2026-11-22T12:00"), ..setting });
    assert_eq!(codes(&itself), Vec::<String>::new(), "a work is not in its own way");
}

const LEAST_GAP: u32 = conflict::LEAST_GAP_MINUTES;

#[test]
fn the_next_free_slot_passes_by_what_is_taken() {
    let (zone, calendar, douyin) = (shanghai(), calendar(), rules("douyin"));
    let setting = Setting {
        now: at("2026-11-22T12:00"),
        zone: &zone,
        calendar: &calendar,
        rules: &douyin,
        mass_send: None,
        least_gap_minutes: LEAST_GAP,
    };
    let usual = |weekdays: &[u8], time: &str| PostingSlot { weekdays: weekdays.to_vec(), time: time.into() };
    let evenings = [usual(&[1, 3, 5], "18:00"), usual(&[3], "08:00")];
    let taken = [planned(1, "2026-11-23T17:00"), planned(2, "2026-11-25T08:00")];
    let taken = Booked::on(taken[0].channel, taken);
    let next = |from: &str, usual: &[PostingSlot]| {
        next_free(&planned(9, from), usual, &taken, "Asia/Shanghai", &setting).map(|slot| slot.local)
    };
    let some = |local: &str| Some(local.to_owned());
    assert_eq!(next("2026-11-22T12:00", &evenings), some("2026-11-25T18:00"));
    assert_eq!(next("2026-11-01T12:00", &evenings), some("2026-11-25T18:00"), "never before now");
    assert_eq!(next("2026-11-25T18:00", &evenings), some("2026-11-27T18:00"), "after the slot it stands on");
    assert_eq!(
        next("2026-12-09T19:00", &[usual(&[4, 5, 6, 7, 1], "18:00")]),
        some("2026-12-14T18:00"),
        "not in a quiet period"
    );
    assert_eq!(next("2026-11-22T12:00", &[]), None);
    for (slot, good) in [
        (usual(&[1, 7], "18:00"), true),
        (usual(&[], "18:00"), false),
        (usual(&[0], "18:00"), false),
        (usual(&[8], "18:00"), false),
        (usual(&[1], "24:30"), false),
        (usual(&[1], "8:00"), false),
    ] {
        assert_eq!(slot.clone().checked().is_ok(), good, "{slot:?}");
    }
}
