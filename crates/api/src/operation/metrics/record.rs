//! Entering figures by hand: what is left empty was not told, and stays so.
//! Knows no sum.

use super::work::{OfWork, WorkMetrics, metrics_of_work};
use crate::context::Context;
use crate::error::StudioError;
use pufa_domain::metric::Figures;
use pufa_domain::right::Right;
use pufa_domain::{ChannelId, Day, EpisodeId, PublicationId, Refusal, SnapshotId};
use pufa_store::table::metric::{self as table, Of, Stored};
use pufa_store::table::{channel, episode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What figures are of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "of", content = "id", rename_all = "snake_case")]
pub enum FiguresOf {
    Publication(PublicationId),
    Channel(ChannelId),
    /// The work as a whole.
    Work(EpisodeId),
}

#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordMetrics {
    pub of: FiguresOf,
    /// The day the figures are of; not in the future.
    pub day: Day,
    /// Null is "not told", never 0.
    pub figures: Figures,
}

/// Keeps figures entered by hand; those of the same thing and day are replaced. Answers the work's figures, null for a
/// channel's.
pub fn record_metrics(cx: &Context<'_>, input: RecordMetrics) -> Result<Option<WorkMetrics>, StudioError> {
    let figures = input.figures.checked()?;
    let today = cx.today();
    if input.day > today {
        return Err(Refusal::EndsBeforeItBegins { from: input.day, to: today }.into());
    }
    let work = cx.write(|sql| {
        let (of, unit, work) = match input.of {
            FiguresOf::Publication(id) => {
                let out = table::out_by_id(sql, id)?;
                (Of::Publication(id), out.unit, Some(out.episode))
            }
            FiguresOf::Channel(id) => (Of::Channel(id), channel::get(sql, id)?.unit, None),
            FiguresOf::Work(id) => (Of::Work(id), episode::get(sql, id)?.unit, Some(id)),
        };
        let acting = cx.allow(sql, Right::Edit, unit)?;
        let stored = Stored {
            id: SnapshotId(cx.uuid()),
            unit,
            of,
            day: input.day,
            figures,
            source: "hand".into(),
            original: String::new(),
            by: acting.person,
            at: cx.now(),
        };
        table::put(sql, &stored)?;
        cx.record(sql, unit, "metric", stored.id, None, Some(&(input.of, input.day, figures)))?;
        Ok(work)
    })?;
    work.map(|episode| metrics_of_work(cx, OfWork { episode })).transpose()
}
