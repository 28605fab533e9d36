//! Which addresses are works of which platform.
//! Knows the forms from the data and follows no address: a short link is believed by its host.

use super::rules::Platforms;
use crate::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most characters of a link.
pub const LINK_CHARS: usize = 1000;

/// The address of a work, recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WorkLink {
    /// As it was given: some platforms open a work only with everything after the question mark.
    pub link: String,
    /// The platform's id of the work, when the address shows it.
    pub work_id: Option<String>,
}

/// One form of address: `host/part/{id}?key&key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    host: String,
    parts: Vec<Part>,
    keys: Vec<String>,
}

/// One part of a path: a fixed beginning and what may follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    begins: String,
    rest: Rest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    Nothing,
    Anything,
    Digits,
    Id,
}

impl Pattern {
    pub(crate) fn parse(form: &str) -> Option<Self> {
        let (address, query) = form.split_once('?').unwrap_or((form, ""));
        let (host, path) = address.split_once('/')?;
        let parts = path.split('/').map(Part::parse).collect::<Option<Vec<_>>>()?;
        let keys = query.split('&').filter(|k| !k.is_empty()).map(str::to_owned).collect();
        let host_ok = host.contains('.')
            && host.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c));
        host_ok.then(|| Self { host: host.to_owned(), parts, keys })
    }

    /// `Some(id)` when `address` has this form.
    fn read(&self, address: &Address<'_>) -> Option<Option<String>> {
        let has = |key: &String| address.query.iter().any(|(k, v)| k == key && !v.is_empty());
        if address.host != self.host || address.parts.len() != self.parts.len() || !self.keys.iter().all(has)
        {
            return None;
        }
        let mut id = None;
        for (part, found) in self.parts.iter().zip(&address.parts) {
            let rest = found.strip_prefix(part.begins.as_str())?;
            match part.rest {
                Rest::Nothing if rest.is_empty() => {}
                Rest::Anything if !rest.is_empty() => {}
                Rest::Digits if !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) => {}
                Rest::Id if !rest.is_empty() => id = Some(rest.to_owned()),
                Rest::Nothing | Rest::Anything | Rest::Digits | Rest::Id => return None,
            }
        }
        Some(id)
    }
}

impl Part {
    fn parse(text: &str) -> Option<Self> {
        let (begins, rest) = match text.find('{') {
            None => (text, Rest::Nothing),
            Some(at) => match &text[at..] {
                "{}" => (&text[..at], Rest::Anything),
                "{n}" => (&text[..at], Rest::Digits),
                "{id}" => (&text[..at], Rest::Id),
                _ => return None,
            },
        };
        (!text.is_empty()).then(|| Self { begins: begins.to_owned(), rest })
    }
}

/// An http or https address in its parts. No user name, no port, nothing but ASCII.
struct Address<'a> {
    host: String,
    parts: Vec<&'a str>,
    query: Vec<(&'a str, &'a str)>,
}

impl<'a> Address<'a> {
    fn parse(link: &'a str) -> Option<Self> {
        if link.len() > LINK_CHARS
            || !link.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
        {
            return None;
        }
        let (scheme, rest) = link.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or(rest);
        let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = address.split_once('/').unwrap_or((address, ""));
        if host.is_empty() || host.contains(['@', ':']) {
            return None;
        }
        Some(Self {
            host: host.to_ascii_lowercase(),
            parts: path.trim_end_matches('/').split('/').collect(),
            query: query.split('&').filter_map(|pair| pair.split_once('=')).collect(),
        })
    }
}

/// The first http or https address in a pasted text: "复制打开抖音,看看… https://v.douyin.com/abc/ 作品" holds one.
pub fn find_link(text: &str) -> Option<&str> {
    let begins = [text.find("https://"), text.find("http://")].into_iter().flatten().min()?;
    let ends =
        |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let link = text[begins..].split(ends).next()?;
    Some(link.trim_end_matches(['.', ',', ';', ')', ']', '!']))
}

impl Platforms {
    /// The key of the platform whose work `link` is, with the work's id when the address shows it.
    pub fn recognise(&self, link: &str) -> Option<(&str, Option<String>)> {
        let address = Address::parse(link)?;
        self.platforms.iter().find_map(|(key, platform)| {
            let forms = platform.links.iter().filter_map(|form| Pattern::parse(form));
            let id = forms.filter_map(|form| form.read(&address)).next()?;
            Some((key.as_str(), id))
        })
    }

    /// Reads the link in a pasted text. Refuses a text without one, an address that is no work, and a work of another
    /// platform than `platform`.
    pub fn work_link(&self, platform: &str, pasted: &str) -> Result<WorkLink, Refusal> {
        let not_a_link = || Refusal::NotALink { link: pasted.trim().chars().take(LINK_CHARS).collect() };
        let link = find_link(pasted).ok_or_else(not_a_link)?;
        match self.recognise(link) {
            Some((key, work_id)) if key == platform => Ok(WorkLink { link: link.to_owned(), work_id }),
            Some((key, _)) => {
                Err(Refusal::LinkOfAnotherPlatform { link: link.to_owned(), platform: key.to_owned() })
            }
            None => Err(not_a_link()),
        }
    }
}
