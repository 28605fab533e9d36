//! The unit's accounts on publishing platforms.
//! Knows no platform's rules and never a password.

use crate::{Cells, Sql, StoreError, json_text, values};
use pufa_domain::channel::Obligation;
use pufa_domain::schedule::{MassSend, PostingSlot};
use pufa_domain::{ChannelId, PersonId, UnitId};

/// An account of a unit on a platform.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub id: ChannelId,
    pub unit: UnitId,
    /// A key of assets/platforms.toml: `douyin`.
    pub platform: String,
    /// What the account is called on the platform.
    pub handle: String,
    pub obligation: Obligation,
    /// For a WeChat account.
    pub mass_send: Option<MassSend>,
    pub custodian: Option<PersonId>,
    pub slots: Vec<PostingSlot>,
    pub active: bool,
    pub version: i64,
}

const CHANNEL: &str = "SELECT id, unit_id, platform, handle, obligation, mass_send, custodian_id, slots, active, version FROM channel";

fn channel(c: &mut Cells<'_>) -> Result<Channel, StoreError> {
    Ok(Channel {
        id: c.id()?,
        unit: c.id()?,
        platform: c.text()?,
        handle: c.text()?,
        obligation: c.word()?,
        mass_send: c.maybe_word()?,
        custodian: c.maybe_id()?,
        slots: c.json()?,
        active: c.flag()?,
        version: c.int()?,
    })
}

pub fn get(sql: &dyn Sql, id: ChannelId) -> Result<Channel, StoreError> {
    sql.one(&format!("{CHANNEL} WHERE id = ?1"), values![id], channel)
}

/// A unit's channels: those in use first.
pub fn of_unit(sql: &dyn Sql, unit: UnitId) -> Result<Vec<Channel>, StoreError> {
    sql.all(&format!("{CHANNEL} WHERE unit_id = ?1 ORDER BY active DESC, id"), values![unit], channel)
}

pub fn insert(sql: &dyn Sql, channel: &Channel) -> Result<(), StoreError> {
    sql.run(
        "INSERT INTO channel (id, unit_id, platform, handle, obligation, mass_send, custodian_id, slots, active, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
        values![
            channel.id,
            channel.unit,
            channel.platform,
            channel.handle,
            channel.obligation.word(),
            channel.mass_send.map(MassSend::word),
            channel.custodian,
            json_text(&channel.slots)?,
            channel.active
        ],
    )?;
    Ok(())
}

/// Stores the channel that was read as `channel.version`; its platform stays what it was.
pub fn update(sql: &dyn Sql, channel: &Channel) -> Result<(), StoreError> {
    sql.change(
        "UPDATE channel SET handle = ?3, obligation = ?4, mass_send = ?5, custodian_id = ?6, slots = ?7, active = ?8, \
         version = version + 1 WHERE id = ?1 AND version = ?2",
        values![
            channel.id,
            channel.version,
            channel.handle,
            channel.obligation.word(),
            channel.mass_send.map(MassSend::word),
            channel.custodian,
            json_text(&channel.slots)?,
            channel.active
        ],
    )
}
