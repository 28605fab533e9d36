//! Puts down which laws a text cites, in the transaction that stores the text: when a law changes, a table is asked.
//! Judges nothing.

use super::report::{TextPlace, places_of, title_place};
use pufa_domain::checks::CitingKind;
use pufa_domain::script::Script;
use pufa_domain::{EpisodeId, RevisionId, UnitId};
use pufa_proof::cite;
use pufa_proof::law::{LawTable, names};
use pufa_proof::library::{Form, standard_form};
use pufa_store::table::citation::{self, Cites};
use pufa_store::table::topic::Topic;
use pufa_store::{Sql, StoreError};

/// The most citations of one thing that are put down; a script of an hour has a few dozen.
const MOST: usize = 1_000;

pub(crate) fn note_topic(sql: &dyn Sql, topic: &Topic) -> Result<(), StoreError> {
    let place = |key: &str, text: &str| TextPlace { key: key.into(), ..title_place(text) };
    let places = [
        title_place(&topic.title),
        place("angle", &topic.angle),
        place("legal_point", &topic.legal_point),
        place("law_cited", &topic.law_cited),
    ];
    let found = cited(&places, None);
    citation::put(sql, topic.unit, CitingKind::Topic, (topic.id, None), &found)
}

pub(crate) fn note_title(
    sql: &dyn Sql,
    unit: UnitId,
    episode: EpisodeId,
    title: &str,
) -> Result<(), StoreError> {
    let found = cited(&[title_place(title)], None);
    citation::put(sql, unit, CitingKind::Title, (episode, Some(episode)), &found)
}

pub(crate) fn note_script(
    sql: &dyn Sql,
    unit: UnitId,
    episode: EpisodeId,
    script: &Script,
) -> Result<(), StoreError> {
    citation::put(sql, unit, CitingKind::Draft, (episode, Some(episode)), &cited_in(script))
}

pub(crate) fn note_revision(
    sql: &dyn Sql,
    unit: UnitId,
    (episode, revision): (EpisodeId, RevisionId),
    script: &Script,
) -> Result<(), StoreError> {
    citation::put(sql, unit, CitingKind::Revision, (revision, Some(episode)), &cited_in(script))
}

fn cited_in(script: &Script) -> Vec<Cites> {
    cited(&places_of(script), Some(script.header.context_law.as_str()))
}

/// The laws cited in some texts: their articles, and those named without one.
fn cited(places: &[TextPlace], context: Option<&str>) -> Vec<Cites> {
    let table = LawTable::bundled();
    let context = context.and_then(|law| cite::context_law(table, law));
    let (mut all, mut before) = (Vec::new(), None);
    for place in places {
        let found = cite::scan_after(table, &place.text, context, before);
        before = found.last.unwrap_or(before);
        for citation in &found.citations {
            let title = citation.title(table, &place.text);
            all.push(Cites {
                place: place.key.clone(),
                law: names::key(title),
                title: title.to_owned(),
                article: citation.place.article,
                sub: citation.place.sub,
                article_end: citation.place.article_end,
                standard: standard_form(title, &citation.place, Form::Short),
            });
        }
        for law in found.mentions.iter().filter_map(|mention| table.law(mention.law?)) {
            all.push(Cites {
                place: place.key.clone(),
                law: names::key(&law.title),
                title: law.title.clone(),
                article: 0,
                sub: 0,
                article_end: None,
                standard: format!("《{}》", law.short),
            });
        }
    }
    all.truncate(MOST);
    all
}
