//! Slows down whoever tries passwords from one address, over and above the lock of a single account.
//! Knows no account; an address is forgotten when its time is over.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures from one address within [`WINDOW`]: room for an office behind one address on a bad morning.
const MOST: u32 = 30;
const WINDOW: Duration = Duration::from_secs(600);
/// Addresses remembered at once; beyond it the oldest windows are dropped.
const ADDRESSES: usize = 10_000;

#[derive(Debug, Default)]
pub(super) struct Throttle {
    failures: Mutex<HashMap<IpAddr, (Instant, u32)>>,
}

/// An IPv6 household has a whole /64 of addresses.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            IpAddr::from(octets)
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Throttle {
    /// How long an address has to wait before its next try, if it has to.
    pub(super) fn wait(&self, address: IpAddr, now: Instant) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = failures.get(&household(address))?;
        let over = *since + WINDOW;
        (*count >= MOST && over > now).then(|| over - now)
    }

    /// Counts a failure.
    pub(super) fn failed(&self, address: IpAddr, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= ADDRESSES {
            failures.retain(|_, (since, _)| *since + WINDOW > now);
        }
        if failures.len() >= ADDRESSES {
            failures.clear();
        }
        let entry = failures.entry(household(address)).or_insert((now, 0));
        if entry.0 + WINDOW <= now {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_after_many_failures_and_no_longer_than_the_window() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        let (here, there) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..MOST {
            assert_eq!(throttle.wait(here, start), None);
            throttle.failed(here, start);
        }
        assert_eq!(throttle.wait(here, start), Some(WINDOW));
        assert_eq!(throttle.wait(there, start), None);
        assert_eq!(throttle.wait(here, start + WINDOW), None);
    }
}
