use super::*;
use crate::script::tests::{script, shot};

fn marked(segments: &[Segment]) -> String {
    let mark = |s: &Segment| match s.kind {
        SegmentKind::Same => s.text.clone(),
        SegmentKind::Removed => format!("[-{}-]", s.text),
        SegmentKind::Added => format!("{{+{}+}}", s.text),
    };
    segments.iter().map(mark).collect()
}

#[test]
fn words_are_marked_and_both_texts_can_be_read_back() {
    for (old, new, shown) in [
        ("第一百三十三条第一款", "第一百三十三条之一第一款", "第一百三十三条{+之一+}第一款"),
        ("拨打12309", "拨打12388", "拨打[-12309-]{+12388+}"),
        ("", "新词", "{+新词+}"),
        ("旧词", "", "[-旧词-]"),
        ("hello world", "hello big world", "hello {+big +}world"),
    ] {
        let segments = compare(old, new);
        assert_eq!(marked(&segments), shown);
        let read = |kind| -> String {
            let wanted = segments.iter().filter(|s| s.kind == SegmentKind::Same || s.kind == kind);
            wanted.map(|s| s.text.as_str()).collect()
        };
        assert_eq!((read(SegmentKind::Removed).as_str(), read(SegmentKind::Added).as_str()), (old, new));
    }
}

#[test]
fn each_shot_is_told_once_by_what_happened_to_it() {
    let old = script(vec![shot(1, "甲"), shot(2, "乙"), shot(3, "丙"), shot(4, "丁")]);
    let new = script(vec![shot(4, "丁"), shot(1, "甲甲"), shot(3, "丙"), shot(5, "戊")]);
    let told: Vec<_> = difference(&old, &new)
        .shots
        .into_iter()
        .map(|c| (c.code, c.kind.word(), c.moved, c.from, c.to))
        .collect();
    assert_eq!(
        told,
        [
            ("4".to_owned(), "moved", true, Some(4), Some(1)),
            ("1".to_owned(), "changed", false, Some(1), Some(2)),
            ("2".to_owned(), "removed", false, Some(2), None),
            ("5".to_owned(), "added", false, None, Some(4)),
        ]
    );
    assert!(difference(&old, &old).is_empty());
}

#[test]
fn what_a_removed_shot_said_is_still_shown() {
    let gone = difference(&script(vec![shot(1, "说过的话")]), &script(vec![]));
    assert_eq!(marked(&gone.shots[0].fields[0].segments), "[-说过的话-]");
}

#[test]
fn when_the_budget_is_used_up_texts_are_replaced_whole() {
    let (old, new) = ("甲乙丙".repeat(10), "丙甲丁".repeat(10));
    assert!(compare_within(&old, &new, &mut 900).len() > 2);
    assert_eq!(compare_within(&old, &new, &mut 100).len(), 2);
    let mut spent = 100;
    assert_eq!(compare_within(&format!("{old}甲{old}"), &format!("{old}乙{old}"), &mut spent).len(), 4);
    assert_eq!(spent, 99);
}
