//! The figure as a workbook for a report: summary, people, departments, columns, roles.
//! Knows no formula: it writes down what the view says.

use super::AskParticipation;
use super::view::{FigureGroup, ParticipationView, answer, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::FileView;
use pufa_domain::credit::{CreditRole, RolePolicy};
use pufa_domain::participation::Rate;
use pufa_domain::people::Category;
use pufa_domain::right::Right;
use pufa_files::xlsx_out::{CellOut, ColumnOut, SheetOut, to_xlsx};
use pufa_store::table::unit;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes the answer to a question as .xlsx; for managers, for it names who has not taken part.
pub fn export_participation(cx: &Context<'_>, input: AskParticipation) -> Result<FileView, StudioError> {
    cx.write(|sql| {
        let answered = answer(cx, sql, &input)?;
        cx.allow(sql, Right::Manage, answered.unit)?;
        let unit = unit::get(sql, answered.unit)?;
        let view = view(cx, sql, &input, answered)?;
        let bytes = to_xlsx(&sheets(&unit.name, &view)).map_err(|e| StudioError::fault(&e))?;
        cx.make_file(sql, unit.id, &format!("参与率_{}.xlsx", view.on), XLSX, &bytes)
    })
}

fn columns(headings: &[(&str, f64)]) -> Vec<ColumnOut> {
    let column = |(heading, width): &(&str, f64)| ColumnOut { heading: (*heading).to_owned(), width: *width };
    headings.iter().map(column).collect()
}

fn words(text: &str) -> CellOut {
    CellOut::Text(text.to_owned())
}

fn whole(n: u32) -> CellOut {
    CellOut::Whole(i64::from(n))
}

fn share(rate: Rate) -> CellOut {
    if rate.total == 0 {
        return words("无定义");
    }
    CellOut::Share(f64::from(rate.n) / f64::from(rate.total))
}

fn day(day: Option<pufa_domain::Day>) -> CellOut {
    day.map_or(CellOut::Empty, |day| CellOut::Date(day.0))
}

fn sheets(unit: &str, view: &ParticipationView) -> Vec<SheetOut> {
    vec![
        summary(unit, view),
        people(view),
        groups("按部门", "部门", &view.by_department, |g| g.name.clone()),
        groups("按栏目", "栏目", &view.by_column, |g| g.name.clone()),
        groups("按角色", "角色", &view.by_role, |g| role_name(&g.id)),
    ]
}

fn summary(unit: &str, view: &ParticipationView) -> SheetOut {
    let policy = match view.policy.roles {
        RolePolicy::Strict => "严：创作与出镜",
        RolePolicy::Wide => "宽：除审核外的全部角色",
    };
    let categories: Vec<&str> = view
        .policy
        .categories
        .iter()
        .map(|category| match category {
            Category::Staff => "干警",
            Category::Contract => "聘用",
        })
        .collect();
    let rows = vec![
        vec![words("单位"), words(unit)],
        vec![words("起始日"), day(view.from)],
        vec![words("截至日"), day(Some(view.on))],
        vec![words("口径"), words(policy)],
        vec![words("计入人员"), words(&categories.join("、"))],
        vec![words("有作品人数"), whole(view.rate.n)],
        vec![words("在岗人数"), whole(view.rate.total)],
        vec![words("参与率"), share(view.rate)],
    ];
    SheetOut { name: "参与率".into(), columns: columns(&[("项目", 16.0), ("内容", 40.0)]), rows }
}

fn people(view: &ParticipationView) -> SheetOut {
    let row = |p: &super::view::ParticipationPerson| {
        vec![
            words(&p.name),
            words(&p.department),
            words(if p.takes_part { "已参与" } else { "还没有作品" }),
            whole(p.works),
            day(p.first),
            day(p.latest),
        ]
    };
    SheetOut {
        name: "人员".into(),
        columns: columns(&[
            ("姓名", 12.0),
            ("部门", 20.0),
            ("状态", 12.0),
            ("作品数", 10.0),
            ("首个作品", 12.0),
            ("最近作品", 12.0),
        ]),
        rows: view.people.iter().map(row).collect(),
    }
}

fn groups(
    name: &str,
    heading: &str,
    groups: &[FigureGroup],
    title: impl Fn(&FigureGroup) -> String,
) -> SheetOut {
    let row = |g: &FigureGroup| vec![words(&title(g)), whole(g.rate.n), whole(g.rate.total), share(g.rate)];
    SheetOut {
        name: name.into(),
        columns: columns(&[(heading, 24.0), ("有作品", 10.0), ("人数", 10.0), ("参与率", 10.0)]),
        rows: groups.iter().map(row).collect(),
    }
}

fn role_name(word: &str) -> String {
    let Some(role) = CreditRole::from_word(word) else {
        return word.to_owned();
    };
    match role {
        CreditRole::Planner => "策划",
        CreditRole::Writer => "编剧",
        CreditRole::Host => "出镜",
        CreditRole::Camera => "拍摄",
        CreditRole::Editor => "剪辑",
        CreditRole::Copy => "文案",
        CreditRole::LegalAdviser => "法律把关",
        CreditRole::Reviewer => "审核",
    }
    .to_owned()
}
