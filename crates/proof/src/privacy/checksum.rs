//! What numbers are by their own digits: identity numbers, landlines, bank cards.
//! Refuses to look at the words around them.

/// Two-digit codes of provinces that an identity number begins with (GB/T 2260).
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83, 91,
];

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |n, d| n * 10 + u32::from(*d))
}

fn birthday(year: u32, month: u32, day: u32) -> bool {
    (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// How an 18-character identity number checks out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    Sound,
    WrongCheck,
    NotShaped,
}

/// 18 characters by GB 11643: province, birthday, check digit (ISO 7064 MOD 11-2); `x` when the last is X.
pub(super) fn identity(digits: &[u8], x: bool) -> Identity {
    let Some(body) = digits.get(..17) else {
        return Identity::NotShaped;
    };
    let shaped = PROVINCES.contains(&(digits[0] * 10 + digits[1]))
        && birthday(number(&body[6..10]), number(&body[10..12]), number(&body[12..14]));
    if !shaped {
        return Identity::NotShaped;
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum();
    let given = if x { Some(10) } else { digits.get(17).map(|d| u32::from(*d)) };
    if given == Some((12 - sum % 11) % 11) { Identity::Sound } else { Identity::WrongCheck }
}

pub(super) fn old_identity(digits: &[u8]) -> bool {
    PROVINCES.contains(&(digits[0] * 10 + digits[1]))
        && birthday(1900 + number(&digits[6..8]), number(&digits[8..10]), number(&digits[10..12]))
}

/// 0 and an area code of two (10, 2x) or three digits, then seven or eight that do not begin with 0 or 1.
pub(super) fn landline(digits: &[u8]) -> bool {
    let short = digits[1] == 1 && digits[2] == 0 || digits[1] == 2;
    let local = &digits[if short { 3 } else { 4 }..];
    (short || (3..=9).contains(&digits[1])) && matches!(local.len(), 7 | 8) && local[0] >= 2
}

/// Luhn's check digit, ISO/IEC 7812.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| {
            let d = u32::from(*d) * if i % 2 == 1 { 2 } else { 1 };
            d / 10 + d % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// First digits of cards issued in China: UnionPay 62, older 60, 9x of local banks; Visa, Mastercard, JCB, Amex.
pub(super) fn bank_prefix(digits: &[u8]) -> bool {
    matches!(digits, [6, 2, ..] | [6, 0, ..] | [9, ..] | [4, ..] | [5, 1..=6, ..] | [3, 4 | 5 | 7, ..])
}
