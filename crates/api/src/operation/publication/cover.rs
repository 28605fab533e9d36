//! Covers: cut from the one picture into every size that a channel asks for.
//! Knows no pixel: `pufa_media` cuts, the platform's data says how large and how heavy.

use super::kit::OfPublication;
use super::load::{Loaded, content_of, load, same_version, write_move};
use super::view::{PublicationView, view};
use crate::context::Context;
use crate::error::StudioError;
use crate::media::MediaProbe;
use crate::operation::production::media_view;
use pufa_domain::Refusal;
use pufa_domain::platform::{Fact, Rules};
use pufa_domain::right::Right;
use pufa_media::{Cover, CoverFormat, CoverOrder, Title, TitlePlace};
use pufa_store::table::publication_cover::{self, StoredCover};

/// The shorter edge of a cover whose pixels no source tells: what 1080p films have.
const SHORT_EDGE: u32 = 1080;
/// 3:4, the portrait cover that most platforms show; taken where no source tells a ratio and there is no film.
const USUAL: &str = "3:4";

/// A cover that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    ratio: String,
    width: u32,
    height: u32,
}

fn known<T>(fact: &Option<Fact<T>>) -> Option<&T> {
    fact.as_ref().and_then(Fact::known)
}

/// `3:4` with a shorter edge of [`SHORT_EDGE`] pixels.
fn sized(ratio: &str) -> Option<Wanted> {
    let (w, h) = ratio.split_once(':')?;
    let (w, h): (f64, f64) = (w.trim().parse().ok()?, h.trim().parse().ok()?);
    if !(0.1..=10.0).contains(&(w / h)) {
        return None;
    }
    let short = f64::from(SHORT_EDGE);
    let long = |part: f64, other: f64| (short * part / other).round() as u32;
    let (width, height) = if w < h { (SHORT_EDGE, long(h, w)) } else { (long(w, h), SHORT_EDGE) };
    Some(Wanted { ratio: ratio.to_owned(), width, height })
}

/// The sizes that a channel asks for, its main one first. A ratio that no source tells is the film's.
fn wanted(rules: &Rules, film: Option<&MediaProbe>) -> Vec<Wanted> {
    let px = known(&rules.cover_px).copied();
    let mut sizes: Vec<Wanted> = match known(&rules.cover_ratios) {
        Some(ratios) => ratios.iter().filter_map(|ratio| sized(ratio)).collect(),
        None => {
            let shape = film.and_then(|film| Some(format!("{}:{}", film.width?, film.height?)));
            let shape = shape.and_then(|shape| sized(&shape)).map(|size| Wanted {
                ratio: if size.width < size.height { "9:16".into() } else { "16:9".into() },
                ..size
            });
            shape.or_else(|| sized(USUAL)).into_iter().collect()
        }
    };
    if let (Some([width, height]), Some(first)) = (px, sizes.first_mut()) {
        (first.width, first.height) = (width, height);
    }
    if let Some([least_width, least_height]) = known(&rules.cover_min_px).copied() {
        for size in &mut sizes {
            if size.width < least_width || size.height < least_height {
                let by_width = f64::from(least_width) / f64::from(size.width);
                let by_height = f64::from(least_height) / f64::from(size.height);
                let by = by_width.max(by_height);
                size.width = (f64::from(size.width) * by).ceil() as u32;
                size.height = (f64::from(size.height) * by).ceil() as u32;
            }
        }
    }
    sizes
}

fn cut(picture: &[u8], loaded: &Loaded, rules: &Rules, size: &Wanted) -> Result<Cover, StudioError> {
    let production = &loaded.at.production;
    let title = (!production.cover_title.is_empty())
        .then(|| Title { text: production.cover_title.clone(), place: TitlePlace::Bottom });
    let order = CoverOrder {
        width: size.width,
        height: size.height,
        max_bytes: known(&rules.cover_max_kb).map(|kb| u64::from(*kb) * 1000),
        format: CoverFormat::Jpeg,
        focus: (production.focus.0 as f32, production.focus.1 as f32),
        title,
    };
    pufa_media::cover(picture, &order)
        .map_err(|refusal| StudioError::BadFile { reason: refusal.code().into(), detail: size.ratio.clone() })
}

/// Cuts the covers of a publication anew. The picture is worked on before the database is locked.
pub fn make_cover(cx: &Context<'_>, input: OfPublication) -> Result<PublicationView, StudioError> {
    let (loaded, film) = cx.read(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        cx.allow(sql, Right::Publish, loaded.stored.unit)?;
        same_version(&loaded, input.version)?;
        let film = media_view(sql, loaded.stored.unit, loaded.content().video.as_deref())?;
        Ok((loaded, film.and_then(|film| film.probe)))
    })?;
    let source =
        loaded.at.production.cover_source.clone().ok_or(Refusal::Missing { field: "cover_source".into() })?;
    let picture = cx.api.blobs().get(&source, pufa_media::MAX_BYTES)?;
    let rules = loaded.rules()?;
    let mut made = Vec::new();
    for size in wanted(&rules, film.as_ref()) {
        made.push((cut(&picture, &loaded, &rules, &size)?, size));
    }
    cx.write(|sql| {
        let loaded = load(cx, sql, input.publication)?;
        same_version(&loaded, input.version)?;
        let mut covers = Vec::new();
        for (cover, size) in &made {
            let name = format!(
                "{} {} {}.jpg",
                loaded.work.title,
                loaded.channel.handle,
                size.ratio.replace(':', "x")
            );
            let file = cx.make_file(sql, loaded.stored.unit, &name, "image/jpeg", &cover.bytes)?;
            covers.push(StoredCover {
                publication: loaded.stored.id,
                ratio: size.ratio.clone(),
                sha256: file.sha256,
                width: cover.width,
                height: cover.height,
                size: file.size,
                enlarged: cover.enlarged,
            });
        }
        let mut next = loaded.stored.clone();
        next.cover = covers.first().map(|cover| cover.sha256.clone());
        let content = content_of(&next, &loaded.work, &loaded.at.production);
        let decided = loaded.publication().edit(&content)?;
        publication_cover::replace(sql, loaded.stored.id, &covers)?;
        write_move(cx, sql, &loaded, decided, |after| after.cover = next.cover)?;
        view(cx, sql, &load(cx, sql, input.publication)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use pufa_domain::platform::Form;
    use pufa_domain::publication::Way;

    #[test]
    fn every_platform_gets_covers_of_its_ratios() {
        let film = MediaProbe { width: Some(1080), height: Some(1920), ..MediaProbe::default() };
        for (platform, sizes) in [
            ("wechat_mp", vec![(900, 383), (1080, 1080)]),
            ("douyin", vec![(1080, 1440), (1440, 1080)]),
            ("bilibili", vec![(1146, 717)]),
            ("weibo", vec![(1080, 1920)]),
        ] {
            let rules = data::platforms()
                .expect("data")
                .get(platform)
                .expect(platform)
                .rules_for(Way::Person, Form::Video);
            let found: Vec<(u32, u32)> =
                wanted(&rules, Some(&film)).iter().map(|size| (size.width, size.height)).collect();
            assert_eq!(found, sizes, "{platform}");
        }
    }
}
