//! An account of the unit on a platform: whether it must be served.
//! Knows no platform's rules (`platform`), no slot (`schedule`) and no publication.

use crate::words;

words! {
    /// Whether every work has to go out on the channel.
    pub enum Obligation { Required = "required", Optional = "optional" }
}
