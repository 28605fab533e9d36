use super::*;
use uuid::Uuid;

#[test]
fn the_shipped_templates_hold() {
    for template in [Template::script(), Template::small_unit_script(), Template::final_cut()] {
        let name = template.name.clone();
        assert!(template.checked().is_ok(), "{name}");
    }
}

#[test]
fn a_template_with_a_hole_is_refused() {
    type Change = Box<dyn Fn(&mut Template)>;
    let cases: Vec<(&str, Change)> = vec![
        ("no stages", Box::new(|t| t.stages.clear())),
        ("no name", Box::new(|t| t.name = "  ".into())),
        ("no secrecy", Box::new(|t| t.stages.retain(|s| s.gate != ReviewGate::Secrecy))),
        ("secrecy as one likes", Box::new(|t| t.stages[4].required = false)),
        ("secrecy for talks only", Box::new(|t| t.stages[4].formats = vec![EpisodeFormat::Talk])),
        ("no sign-off", Box::new(|t| drop(t.stages.pop()))),
        ("a key twice", Box::new(|t| t.stages[1].key = "first".into())),
        ("a key of words", Box::new(|t| t.stages[1].key = "First stage".into())),
        ("no votes", Box::new(|t| t.stages[0].votes_needed = 0)),
        ("never due", Box::new(|t| t.stages[0].due_hours = 0)),
        ("nobody votes", Box::new(|t| t.stages[0].voters = Voters::default())),
        (
            "two votes, one person named twice",
            Box::new(|t| {
                let one = PersonId(Uuid::from_u128(1));
                t.stages[0].voters = Voters { persons: vec![one, one], ..Voters::default() };
                t.stages[0].votes_needed = 2;
            }),
        ),
        (
            "nobody watches the setting",
            Box::new(|t| {
                for stage in &mut t.stages {
                    stage.watched.retain(|field| *field != ScriptField::Setting);
                }
            }),
        ),
        (
            "21 stages",
            Box::new(|t| {
                for n in 0..14 {
                    t.stages.push(StageRule { key: format!("more_{n}"), ..t.stages[0].clone() });
                }
            }),
        ),
    ];
    for (name, change) in cases {
        let mut template = Template::script();
        change(&mut template);
        assert!(template.checked().is_err(), "{name}");
    }
}

#[test]
fn a_stage_is_for_a_role_in_a_kind_of_department_or_for_a_name() {
    let person = PersonId(Uuid::from_u128(1));
    let voter = |roles: &[Role], kinds: &[DepartmentKind]| Voter {
        person,
        roles: roles.to_vec(),
        department_kinds: kinds.to_vec(),
    };
    let business = Voters {
        roles: vec![Role::Reviewer],
        department_kinds: vec![DepartmentKind::Business],
        persons: vec![],
    };
    let named = Voters { persons: vec![person], ..Voters::default() };
    for (voters, roles, kinds, may) in [
        (&business, &[Role::Reviewer][..], &[DepartmentKind::Business][..], true),
        (&business, &[Role::Reviewer], &[DepartmentKind::Political], false),
        (&business, &[Role::Staff], &[DepartmentKind::Business], false),
        (&named, &[], &[], true),
        (&Voters::default(), &[Role::Reviewer], &[DepartmentKind::Business], false),
    ] {
        assert_eq!(voters.include(&voter(roles, kinds)), may);
    }
}
