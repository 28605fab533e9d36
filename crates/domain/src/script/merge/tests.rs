use super::*;
use crate::script::tests::{script, shot};

fn base() -> Script {
    script(vec![shot(1, "甲"), shot(2, "乙"), shot(3, "丙"), shot(4, "丁")])
}

fn with(change: impl Fn(&mut Script)) -> Script {
    let mut made = base();
    change(&mut made);
    made
}

fn lines(script: &Script) -> String {
    script.shots.iter().map(|s| s.line.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn changes_of_different_places_come_together() {
    type Change = Box<dyn Fn(&mut Script)>;
    let cases: Vec<(&str, Change, Change, &str, usize)> = vec![
        ("nothing", Box::new(|_| ()), Box::new(|_| ()), "甲 乙 丙 丁", 0),
        (
            "two shots",
            Box::new(|s| s.shots[0].line = "甲1".into()),
            Box::new(|s| s.shots[1].line = "乙2".into()),
            "甲1 乙2 丙 丁",
            0,
        ),
        (
            "the same words",
            Box::new(|s| s.shots[0].line = "同".into()),
            Box::new(|s| s.shots[0].line = "同".into()),
            "同 乙 丙 丁",
            0,
        ),
        (
            "one line twice",
            Box::new(|s| s.shots[0].line = "我".into()),
            Box::new(|s| s.shots[0].line = "他".into()),
            "我 乙 丙 丁",
            1,
        ),
        (
            "both insert after 1",
            Box::new(|s| s.shots.insert(1, shot(11, "我一"))),
            Box::new(|s| s.shots.insert(1, shot(12, "他一"))),
            "甲 我一 他一 乙 丙 丁",
            0,
        ),
        (
            "both insert two",
            Box::new(|s| {
                s.shots.insert(1, shot(11, "我一"));
                s.shots.insert(2, shot(13, "我二"));
            }),
            Box::new(|s| s.shots.insert(1, shot(12, "他一"))),
            "甲 我一 我二 他一 乙 丙 丁",
            0,
        ),
        (
            "insert and append",
            Box::new(|s| s.shots.insert(0, shot(11, "我一"))),
            Box::new(|s| s.shots.push(shot(12, "他末"))),
            "我一 甲 乙 丙 丁 他末",
            0,
        ),
        (
            "move and edit",
            Box::new(|s| {
                let x = s.shots.remove(3);
                s.shots.insert(0, x);
            }),
            Box::new(|s| s.shots[3].line = "丁他".into()),
            "丁他 甲 乙 丙",
            0,
        ),
        (
            "move and insert after it",
            Box::new(|s| {
                let x = s.shots.remove(1);
                s.shots.push(x);
            }),
            Box::new(|s| s.shots.insert(2, shot(12, "他一"))),
            "甲 他一 丙 丁 乙",
            0,
        ),
        (
            "both move one shot",
            Box::new(|s| {
                let x = s.shots.remove(0);
                s.shots.push(x);
            }),
            Box::new(|s| {
                let x = s.shots.remove(0);
                s.shots.insert(2, x);
            }),
            "乙 丙 丁 甲",
            1,
        ),
        (
            "both delete",
            Box::new(|s| drop(s.shots.remove(1))),
            Box::new(|s| drop(s.shots.remove(1))),
            "甲 丙 丁",
            0,
        ),
        ("I delete", Box::new(|s| drop(s.shots.remove(1))), Box::new(|_| ()), "甲 丙 丁", 0),
        ("they delete", Box::new(|_| ()), Box::new(|s| drop(s.shots.remove(1))), "甲 丙 丁", 0),
        (
            "I delete what they edit",
            Box::new(|s| drop(s.shots.remove(1))),
            Box::new(|s| s.shots[1].line = "乙他".into()),
            "甲 乙他 丙 丁",
            1,
        ),
        (
            "they delete what I edit",
            Box::new(|s| s.shots[1].line = "乙我".into()),
            Box::new(|s| drop(s.shots.remove(1))),
            "甲 乙我 丙 丁",
            1,
        ),
    ];
    for (name, mine, theirs, expected, clashes) in cases {
        let merged = merge(&base(), &with(mine), &with(theirs));
        assert_eq!(lines(&merged.script), expected, "{name}");
        assert_eq!(merged.clashes.len(), clashes, "{name}: {:?}", merged.clashes);
    }
}

#[test]
fn an_omitted_shot_keeps_the_words_that_another_writes_into_it() {
    let merged =
        merge(&base(), &with(|s| s.shots[1].omitted = true), &with(|s| s.shots[1].line = "乙他".into()));
    assert!(
        merged.script.shots[1].omitted && merged.script.shots[1].line == "乙他" && merged.clashes.is_empty()
    );
}

#[test]
fn a_clash_carries_all_three_texts() {
    let merged =
        merge(&base(), &with(|s| s.header.hook = "我".into()), &with(|s| s.header.hook = "他".into()));
    let [clash] = &merged.clashes[..] else { panic!("one clash") };
    assert_eq!((clash.shot, clash.field), (None, ScriptField::Hook));
    assert_eq!((clash.base.as_str(), clash.mine.as_str(), clash.theirs.as_str()), ("", "我", "他"));
}

#[test]
fn two_new_shots_of_one_code_get_two_codes() {
    let add = |n: u128| {
        with(move |s| {
            let mut new = shot(n, "新");
            new.code = "1A".into();
            s.shots.insert(1, new);
        })
    };
    let merged = merge(&base(), &add(11), &add(12));
    let codes: Vec<&str> = merged.script.shots.iter().map(|s| s.code.as_str()).collect();
    assert_eq!(codes, ["1", "1A", "1B", "2", "3", "4"]);
}

/// A small linear congruential generator: the same edits on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// Edits a script at random; each word written is unlike any other, so that its loss can be seen.
fn edited(dice: &mut Dice, who: &str, round: u64) -> Script {
    let mut made = base();
    for step in 0..1 + dice.roll(6) {
        let word = format!("{who}{round}_{step}");
        let at = dice.roll(made.shots.len().max(1));
        match dice.roll(6) {
            0 if !made.shots.is_empty() => drop(made.shots.remove(at)),
            1 if !made.shots.is_empty() => {
                let moving = made.shots.remove(at);
                let to = dice.roll(made.shots.len() + 1);
                made.shots.insert(to, moving);
            }
            2 => made.shots.insert(at.min(made.shots.len()), shot(1000 + dice.roll(1 << 30) as u128, &word)),
            3 => made.header.takeaway = word,
            4 if !made.shots.is_empty() => made.shots[at].omitted = true,
            _ if !made.shots.is_empty() => made.shots[at].line = word,
            _ => (),
        }
    }
    made
}

#[test]
fn no_word_is_lost_whatever_two_people_do() {
    let mut dice = Dice(20_200_515);
    for round in 0..2000 {
        let (mine, theirs) = (edited(&mut dice, "我", round), edited(&mut dice, "他", round));
        let merged = merge(&base(), &mine, &theirs);
        let mut kept = merged.script.canonical();
        for clash in &merged.clashes {
            kept.push_str(&format!("\"{}\"\"{}\"", clash.mine, clash.theirs));
        }
        for side in [&mine, &theirs] {
            let written = side.shots.iter().map(|s| &s.line).chain([&side.header.takeaway]);
            for word in written.filter(|word| word.contains('_')) {
                assert!(kept.contains(&format!("\"{word}\"")), "round {round}: {word} is lost");
            }
        }
        // A shot that nobody deleted is there once, and only those.
        for old in &base().shots {
            let there = merged.script.shots.iter().filter(|s| s.id == old.id).count();
            if mine.shot(old.id).is_some() && theirs.shot(old.id).is_some() {
                assert_eq!(there, 1, "round {round}: shot {} is lost", old.code);
            }
        }
        let codes: HashSet<&String> = merged.script.shots.iter().map(|s| &s.code).collect();
        assert_eq!(codes.len(), merged.script.shots.len(), "round {round}: a code twice");
        // Whoever merges the outcome again changes nothing.
        assert_eq!(merge(&theirs, &merged.script, &theirs).script, merged.script, "round {round}");
    }
}
