//! Every operation, called with what nobody should send: broken shapes, and inputs of the right shape that hold
//! nonsense. Each answers, or refuses with a code; none has a fault, and afterwards everything is sound.

use pufa_api::testing::{Person, Studio};
use pufa_api::{OPERATIONS, StudioError, demo, described};
use pufa_domain::Day;
use pufa_store::{Sql, Store, StoreError};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Inputs of the right shape that each operation is given, by turns in the name of two people.
const ROUNDS: usize = 6;
/// Operations that may end the session in which the story is told, or the story.
const ENDING: [&str; 6] =
    ["sign_out", "restore_backup", "reset_password", "change_password", "set_account_active", "revoke_role"];

/// A small generator: what comes does not matter, only that it differs and is the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn one<'a>(&mut self, of: &'a [String]) -> &'a str {
        &of[self.roll(of.len())]
    }
}

/// Makes values of a JSON Schema's shape.
struct Shaper<'a> {
    root: &'a Value,
    /// Ids and other words that exist somewhere in the studio.
    known: &'a [String],
    dice: &'a mut Dice,
}

impl Shaper<'_> {
    fn of(&mut self, schema: &Value, depth: u32) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let root = self.root;
            let target = root.pointer(name.trim_start_matches('#')).cloned().unwrap_or_default();
            return self.of(&target, depth + 1);
        }
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        for choice in ["oneOf", "anyOf", "enum"] {
            if let Some(all) = schema[choice].as_array() {
                let one = &all[self.dice.roll(all.len())];
                return if choice == "enum" { one.clone() } else { self.of(one, depth + 1) };
            }
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[self.dice.roll(kinds.len())].clone(),
            kind => kind.clone(),
        };
        self.plain(kind.as_str().unwrap_or("null"), schema, depth)
    }

    fn plain(&mut self, kind: &str, schema: &Value, depth: u32) -> Value {
        const NUMBERS: [i64; 8] = [0, 1, -1, 7, 2026, i64::MAX, i64::MIN, 4_102_444_800_000];
        match kind {
            "object" => {
                let properties = schema["properties"].as_object().cloned().unwrap_or_default();
                let shaped =
                    properties.iter().map(|(name, schema)| (name.clone(), self.of(schema, depth + 1)));
                Value::Object(shaped.collect::<Map<_, _>>())
            }
            "array" => {
                let count = if depth > 12 { 0 } else { self.dice.roll(3) };
                (0..count).map(|_| self.of(&schema["items"], depth + 1)).collect()
            }
            "integer" => {
                let number = NUMBERS[self.dice.roll(NUMBERS.len())];
                let least = schema["minimum"].as_i64();
                json!(least.map_or(number, |least| number.max(least)))
            }
            "number" => json!([0.0, 0.5, -1.0, 1e300][self.dice.roll(4)]),
            "boolean" => json!(self.dice.roll(2) == 0),
            "string" => self.text(),
            _ => Value::Null,
        }
    }

    fn text(&mut self) -> Value {
        let nonsense =
            ["", "%_'\"\\; DROP TABLE unit", "\0\u{202e}\u{feff}", "9999-99-99", "../../etc/passwd", "🐙"];
        match self.dice.roll(10) {
            0..5 => json!(self.dice.one(self.known)),
            5 => json!("2026-11-22"),
            6 => json!("一".repeat(100_000)),
            7 => json!(uuid::Uuid::from_u64_pair(7, 7)),
            _ => json!(nonsense[self.dice.roll(nonsense.len())]),
        }
    }
}

/// The demo workspace, with something in every state; somebody of it and somebody of another unit; and every kind of
/// id that there is.
fn studio(folder: &Path) -> (Studio, [Person; 2], Vec<String>) {
    demo::make(folder, Day::new(2026, 11, 22).expect("a day")).expect("a demo");
    let studio = Studio::on(Store::open_folder(folder).expect("opens"), folder);
    let entered = studio.enter("sign_in", json!({ "login": demo::LOGIN, "password": demo::PASSWORD }));
    let people = [entered.expect("a session"), studio.other_unit()];
    let ids = |sql: &dyn Sql| -> Result<Vec<String>, StoreError> {
        let tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '% id TEXT PRIMARY KEY%'";
        let mut found = sql.all("SELECT sha256 FROM media_asset LIMIT 8", &[], |c| c.text())?;
        for table in sql.all(tables, &[], |c| c.text())? {
            found.extend(sql.all(&format!("SELECT id FROM {table} LIMIT 8"), &[], |c| c.text())?);
        }
        Ok(found)
    };
    let known = studio.api.store().read(ids).expect("ids");
    assert!(known.len() > 100, "{}", known.len());
    (studio, people, known)
}

#[test]
fn what_has_no_shape_is_refused_by_every_operation() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::on(Store::open_folder(folder.path()).expect("opens"), folder.path());
    let admin = studio.set_up();
    let deep = "[".repeat(100_000);
    let broken = ["", "null", "\"\"", "7", "{", "{\"a\":", "\u{feff}{}", "{\"\":{}}", "{} {}", &deep];
    for operation in OPERATIONS {
        for input in broken {
            let answer = studio.raw(&admin, operation.name, input.as_bytes());
            let code = answer.map_err(|error| error.to_string()).expect_err(operation.name);
            assert!(code.contains("bad_input"), "{} {input:.40}: {code}", operation.name);
        }
        let bytes = studio.raw(&admin, operation.name, b"{\"a\":\"\xff\xfe\"}").map(|_| ());
        assert!(matches!(bytes, Err(StudioError::BadInput { .. })), "{}: {bytes:?}", operation.name);
        let whole = vec![b' '; 9 << 20];
        let whole = studio.raw(&admin, operation.name, &whole).map(|_| ());
        assert!(matches!(whole, Err(StudioError::TooLarge { .. })), "{}: {whole:?}", operation.name);
    }
}

#[test]
fn nonsense_of_the_right_shape_is_answered_with_a_code_and_harms_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (studio, people, known) = studio(folder.path());
    let mut dice = Dice(20_261_125);
    let mut done = 0;
    for operation in described().iter().filter(|operation| !ENDING.contains(&operation.name)) {
        let root = serde_json::to_value(&operation.input).expect("a schema");
        for round in 0..ROUNDS {
            let input = Shaper { root: &root, known: &known, dice: &mut dice }.of(&root, 0);
            let answer = studio.call(&people[round % 2], operation.name, input.clone());
            let input: String = input.to_string().chars().take(2000).collect();
            let fault = matches!(answer, Err(StudioError::Fault { .. } | StudioError::NotSignedIn));
            assert!(!fault, "{} {input}: {answer:?}", operation.name);
            done += usize::from(answer.is_ok());
        }
    }
    assert!(done > described().len(), "hardly anything was of the right shape: {done}");
    let view = studio.api.verify().expect("a check");
    assert!(view.sound, "{view:?}");
}
