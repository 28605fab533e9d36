use super::*;
use uuid::Uuid;

pub(crate) fn shot(n: u128, line: &str) -> Shot {
    let mut shot = Shot::new(ShotId(Uuid::from_u128(n)));
    shot.code = n.to_string();
    shot.line = line.into();
    shot
}

pub(crate) fn script(shots: Vec<Shot>) -> Script {
    Script { header: ScriptHeader::default(), shots }
}

#[test]
fn limits_are_held() {
    let long = |n: usize| "字".repeat(n);
    type Change = Box<dyn Fn(&mut Script)>;
    let cases: Vec<(&str, Change, bool)> = vec![
        ("as it is", Box::new(|_| ()), true),
        ("a line of 2000", Box::new(move |s| s.shots[0].line = long(2000)), true),
        ("a line of 2001", Box::new(move |s| s.shots[0].line = long(2001)), false),
        ("a hook of 1001", Box::new(move |s| s.header.hook = long(1001)), false),
        ("a code of 13", Box::new(move |s| s.shots[0].code = long(13)), false),
        ("an hour", Box::new(|s| s.shots[0].seconds = Some(3600)), true),
        ("more", Box::new(|s| s.shots[0].seconds = Some(3601)), false),
        ("a shot twice", Box::new(|s| s.shots.push(s.shots[0].clone())), false),
        ("500 shots", Box::new(|s| s.shots = (0..500).map(|n| shot(n, "")).collect()), true),
        ("501 shots", Box::new(|s| s.shots = (0..501).map(|n| shot(n, "")).collect()), false),
    ];
    for (name, change, good) in cases {
        let mut made = script(vec![shot(1, "台词")]);
        change(&mut made);
        assert_eq!(made.checked().is_ok(), good, "{name}");
    }
    let cleaned = script(vec![shot(1, "半句 \u{0}\u{7}\n")]).checked().expect("cleaned");
    assert_eq!(cleaned.shots[0].line, "半句 \n");
}

#[test]
fn every_change_of_the_hash_names_a_field() {
    use ScriptField::*;
    let base = script(vec![shot(1, "甲"), shot(2, "乙")]);
    type Change = Box<dyn Fn(&mut Script)>;
    let cases: Vec<(Change, &[ScriptField])> = vec![
        (Box::new(|_| ()), &[]),
        (Box::new(|s| s.header.hook = "早餐摊".into()), &[Hook]),
        (Box::new(|s| s.header.case_stage = super::CaseStage::Judged), &[CaseStage]),
        (Box::new(|s| s.shots[0].line = "甲甲".into()), &[Line]),
        (Box::new(|s| s.shots[0].picture = "河边".into()), &[Picture]),
        (Box::new(|s| s.shots[0].seconds = Some(3)), &[Seconds]),
        (Box::new(|s| s.shots[0].size = ShotSize::Close), &[Size]),
        (Box::new(|s| s.shots[0].note = "雨天改期".into()), &[Note]),
        (Box::new(|s| s.shots[0].omitted = true), &[Line, Omitted]),
        (Box::new(|s| s.shots.swap(0, 1)), &[Order]),
        (Box::new(|s| s.shots[0].code = "9".into()), &[Order]),
        (Box::new(|s| s.shots.push(shot(3, "丙"))), &[Line, Order]),
        (Box::new(|s| drop(s.shots.remove(0))), &[Line, Order]),
    ];
    for (change, fields) in cases {
        let mut new = base.clone();
        change(&mut new);
        let changed: Vec<_> = Script::changed_fields(&base, &new).into_iter().collect();
        assert_eq!(changed, fields);
        assert_eq!(base.content_hash() == new.content_hash(), fields.is_empty());
    }
}

#[test]
fn the_hash_of_an_empty_script_stays_what_it_was() {
    // Stored hashes are compared with fresh ones: a change of the canonical form must be seen here first.
    assert_eq!(
        Script::default().canonical(),
        r#"{"header":{"hook":"","legal_point":"","law_cited":"","takeaway":"","case_stage":"no_case"},"shots":[]}"#
    );
}
