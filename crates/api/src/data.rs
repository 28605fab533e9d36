//! The dated data that ships with the program: platforms' rules, holidays and days of legal publicity.
//! Knows no unit: what a unit adds or changes is in its own tables.

use crate::error::StudioError;
use pufa_domain::Refusal;
use pufa_domain::calendar::Calendar;
use pufa_domain::platform::Platforms;
use std::sync::LazyLock;

static PLATFORMS: LazyLock<Result<Platforms, Refusal>> =
    LazyLock::new(|| Platforms::parse(include_str!("../../../assets/platforms.toml")));

static CALENDAR: LazyLock<Result<Calendar, Refusal>> =
    LazyLock::new(|| Calendar::parse(include_str!("../../../assets/calendar.toml")));

/// The rules of the platforms.
pub fn platforms() -> Result<&'static Platforms, StudioError> {
    PLATFORMS.as_ref().map_err(|refusal| refusal.clone().into())
}

/// The calendar as it ships, without any unit's own days.
pub fn calendar() -> Result<&'static Calendar, StudioError> {
    CALENDAR.as_ref().map_err(|refusal| refusal.clone().into())
}
