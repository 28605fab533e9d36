//! A unit with a script in hand and somebody for every stage.

use pufa_api::testing::{Person, Studio};
use serde_json::{Value, json};

pub const HOUR: i64 = 3_600_000;

/// A unit with a script in hand and somebody for every stage.
pub struct Story<'a> {
    pub studio: &'a Studio,
    pub admin: Person,
    pub editor: Person,
    pub writer: Person,
    /// 业务部门
    pub business: Person,
    pub political: Person,
    pub general: Person,
    pub chief: Person,
    pub episode: String,
    pub shots: Vec<Value>,
}

fn shot(n: u32, line: &str) -> Value {
    json!({
        "id": format!("00000000-0000-7000-8000-{n:012}"), "code": n.to_string(), "size": "unset", "setting": "",
        "picture": "检察官面对镜头", "speaker": "检察官", "line": line, "caption": "", "seconds": null, "note": "",
        "omitted": false,
    })
}

impl<'a> Story<'a> {
    /// The story's unit reviews in four stages: the proofreads are for everybody and hold nothing up.
    pub fn begin(studio: &'a Studio) -> Self {
        let admin = studio.set_up();
        let column = studio.column("说酒驾");
        let editor = studio.person_with("bianji", "editor");
        let writer = studio.person_with("xiezuo", "staff");
        let [business, political, general] =
            [("yewu", "business"), ("zhengzhi", "political"), ("zonghe", "general")]
                .map(|(login, kind)| studio.employed(login, "reviewer", kind));
        let chief = studio.employed("jianchazhang", "manager", "general");
        let made = studio.done(
            &editor,
            "create_episode",
            json!({ "column": column, "title": "隔夜酒也是酒", "format": "drama", "target_seconds": 60,
                "wanted_day": null, "owner": null }),
        );
        Self {
            studio,
            admin,
            editor,
            writer,
            business,
            political,
            general,
            chief,
            episode: made["id"].as_str().expect("an id").to_owned(),
            shots: vec![shot(1, "喝了酒睡一觉再开车算不算酒驾"), shot(2, "根据刑法第一百三十三条第一款")],
        }
    }

    pub fn draft(&self) -> Value {
        self.studio.done(&self.writer, "script_view", json!({ "episode": self.episode }))
    }

    /// The writer writes the shots as they are now.
    pub fn write(&self) {
        self.write_as(&self.writer);
    }

    pub fn write_as(&self, who: &Person) {
        let draft = self.draft();
        let script = json!({ "header": draft["script"]["header"], "shots": self.shots });
        let input = json!({ "episode": self.episode, "version": draft["version"], "script": script });
        self.studio.done(who, "save_script", input);
    }

    pub fn handing_in(&self) -> Value {
        json!({ "episode": self.episode, "version": self.draft()["version"], "note": "" })
    }

    /// The writer writes and hands in.
    pub fn submit(&self) -> Value {
        self.write();
        self.studio.done(&self.writer, "submit_script", self.handing_in())
    }

    pub fn view(&self, who: &Person, review: &Value) -> Value {
        self.studio.done(who, "review_view", json!({ "review": review["id"] }))
    }

    pub fn ballot(&self, who: &Person, review: &Value, stage: &str, decision: &str) -> Value {
        let seen = self.view(who, review);
        json!({
            "review": seen["id"], "version": seen["version"], "revision": seen["revisions"][0]["id"], "stage": stage,
            "decision": decision, "note": "", "standing_for": null,
        })
    }

    pub fn approve(&self, who: &Person, review: &Value, stage: &str) -> Value {
        self.studio.wait(HOUR / 4);
        let ballot = self.ballot(who, review, stage, "approve");
        self.studio.done(who, "cast_vote", ballot)
    }

    pub fn refused(&self, who: &Person, review: &Value, stage: &str, decision: &str) -> String {
        let ballot = self.ballot(who, review, stage, decision);
        self.studio.refused(who, "cast_vote", ballot)
    }

    pub fn comment(&self, who: &Person, review: &Value, shot: usize) -> Value {
        let seen = self.view(who, review);
        let place = json!({ "kind": "shot", "shot": self.shots[shot]["id"], "field": "line" });
        let input = json!({
            "review": seen["id"], "revision": seen["revisions"][0]["id"], "place": place, "text": "请核对条款",
        });
        self.studio.done(who, "add_comment", input)
    }

    pub fn answer(&self, who: &Person, comment: &Value) -> Value {
        let input = json!({ "comment": comment["id"], "text": "已改" });
        self.studio.done(who, "answer_comment", input)
    }

    pub fn content(&self) -> String {
        let page = self.studio.done(&self.editor, "episode_view", json!({ "episode": self.episode }));
        page["content"].as_str().expect("a state").to_owned()
    }

    pub fn result(&self, view: &Value, stage: &str) -> String {
        let stages = view["stages"].as_array().expect("stages");
        let found = stages.iter().find(|s| s["line"]["key"] == stage).expect("the stage");
        found["line"]["result"].as_str().expect("a result").to_owned()
    }

    /// Everything approved by four people.
    pub fn approved(&self) -> Value {
        let review = self.submit();
        self.approve(&self.business, &review, "first");
        self.approve(&self.political, &review, "second");
        self.approve(&self.general, &review, "secrecy");
        self.approve(&self.chief, &review, "final")
    }

    pub fn kinds_of_notices(&self, login: &str) -> Vec<String> {
        let person = self.studio.person_id(login);
        let found: Result<Vec<String>, pufa_store::StoreError> = self.studio.api.store().read(|sql| {
            sql.all(
                "SELECT kind FROM notice WHERE person_id = ?1 ORDER BY at, kind",
                pufa_store::values![person],
                |c| c.text(),
            )
        });
        found.expect("notices")
    }
}
