//! The schedule 排期: what goes out when on which channel, what speaks against it, and the feed for other calendars.
//! Knows no text and no link: a publication's own steps are `publication`'s.

mod address;
mod feed;
mod place;
mod setting;
mod tell;
mod view;

pub use super::publication::{OfPublication, PublicationView};
pub use crate::media::FileView;
pub use address::{
    CalendarAddressView, NewCalendarAddress, OwnCalendar, calendar_address, make_calendar_address,
    shut_calendar_address,
};
pub use feed::*;
pub use place::*;
pub use pufa_domain::schedule::Slot;
pub(crate) use tell::due;
pub use view::*;
