//! Passwords: argon2id hashes, tokens of sessions, and the lock after repeated failures.
//! Knows no account; a password or token is never logged, stored or answered.

use crate::error::StudioError;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use pufa_domain::Millis;

/// The shortest password, in characters (NIST SP 800-63B asks for 8 where a second factor exists; we have none).
pub const LEAST: u32 = 10;
/// The longest password taken, in bytes: hashing more is work for an attacker's profit.
const MOST: usize = 512;
/// Wrong passwords before an account is locked.
const FREE_FAILURES: i64 = 5;

/// How much work a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB, two passes, one lane: OWASP's first recommendation for argon2id.
    Full,
    /// As little as the algorithm takes, for tests and the demo workspace.
    Cheap,
}

fn hasher(cost: Cost) -> Result<Argon2<'static>, StudioError> {
    let params = match cost {
        Cost::Full => Params::new(19 * 1024, 2, 1, None),
        Cost::Cheap => Params::new(Params::MIN_M_COST, 1, 1, None),
    };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|e| StudioError::fault(&e))?))
}

/// Refuses a password that is too short, or one character over and over.
pub fn check(password: &str) -> Result<(), StudioError> {
    let mut characters = password.chars();
    let first = characters.next();
    let varied = characters.any(|c| Some(c) != first);
    if password.chars().count() < LEAST as usize || password.len() > MOST || !varied {
        return Err(StudioError::WeakPassword { least: LEAST });
    }
    Ok(())
}

/// The hash of a password, in PHC form.
pub fn hash(password: &str, cost: Cost) -> Result<String, StudioError> {
    let hash = hasher(cost)?.hash_password(password.as_bytes());
    Ok(hash.map_err(|e| StudioError::fault(&e))?.to_string())
}

/// Whether the password is the one that was hashed.
pub fn matches(password: &str, stored: &str) -> bool {
    password.len() <= MOST
        && PasswordHash::new(stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Does the work of a comparison where there is no account, so that the time it takes tells nothing.
pub fn waste(password: &str, cost: Cost) {
    let wasted = hash(password, cost);
    debug_assert!(wasted.is_ok() || password.len() > MOST);
}

/// A new session's token: 256 random bits in hexadecimal.
pub fn token() -> Result<String, StudioError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| StudioError::fault(&e))?;
    Ok(hex::encode(bytes))
}

/// Until when an account is locked after its `failures`-th wrong password in a row: from the fifth on 30 seconds,
/// doubling to at most an hour.
pub fn locked_until(failures: i64, now: Millis) -> Option<Millis> {
    let beyond = failures - FREE_FAILURES;
    (beyond >= 0).then(|| now.plus((30_000_i64 << beyond.min(7)).min(Millis::HOUR)))
}

/// How long a lock still holds. One that ends later than any lock lasts was set while the clock was wrong: it holds
/// nobody out for years.
pub fn locked_for(until: Option<Millis>, now: Millis) -> Option<i64> {
    until.map(|until| until.0 - now.0).filter(|wait| (1..=Millis::HOUR).contains(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_grows_with_failures() {
        for (failures, wait) in [
            (1, None),
            (4, None),
            (5, Some(30_000)),
            (6, Some(60_000)),
            (12, Some(3_600_000)),
            (500, Some(3_600_000)),
        ] {
            assert_eq!(locked_until(failures, Millis(0)), wait.map(Millis), "{failures}");
        }
    }

    #[test]
    fn a_lock_of_a_wrong_clock_does_not_hold() {
        let now = Millis(1_795_309_200_000);
        for (ahead, wait) in [(-1, None), (0, None), (30_000, Some(30_000)), (74 * 365 * Millis::DAY, None)] {
            assert_eq!(locked_for(Some(now.plus(ahead)), now), wait, "{ahead}");
        }
        assert_eq!(locked_for(None, now), None);
    }

    #[test]
    fn only_the_password_matches_its_hash() {
        let stored = hash("一句不太短的口令", Cost::Cheap).expect("a hash");
        assert!(stored.starts_with("$argon2id$"));
        assert!(matches("一句不太短的口令", &stored));
        assert!(!matches("一句不太短的口今", &stored));
        assert!(!matches("", &stored));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for (password, good) in [
            ("short", false),
            ("aaaaaaaaaaaaaaa", false),
            ("十个汉字组成的口令呀", true),
            ("correct horse", true),
        ] {
            assert_eq!(check(password).is_ok(), good, "{password}");
        }
    }
}
