//! Tells from the next bytes of a text whether a word of a lexicon may begin there.
//! Refuses to be sure: what it lets through is looked up, what it turns away begins no word.

use super::lexicon::HEAD;

/// Bits of the set of heads.
const BITS: u32 = 16;
/// The set's words of 64 bits.
const HEADS: usize = 1 << (BITS - 6);
/// Where a word may begin.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    pub(super) opens: Opens,
    /// By the hash of nine bytes: words of at least as many.
    nines: Bits,
    /// By the hash of six bytes: words of fewer than nine.
    sixes: Bits,
}

/// The first and quick look at a place.
#[derive(Debug, Clone)]
pub(super) struct Opens {
    /// By the hash of six bytes.
    heads: Bits,
    /// By the last twelve bits of a three-byte character: words that have no full head.
    chars: [u64; 64],
    /// By the first byte, for words that begin with any other character.
    pub(super) bytes: [bool; 256],
}

type Bits = Box<[u64; HEADS]>;

impl Gate {
    pub(super) fn new() -> Gate {
        Gate { opens: Opens::new(), nines: Box::new([0; HEADS]), sixes: Box::new([0; HEADS]) }
    }

    pub(super) fn admit(&mut self, word: &[u8]) {
        self.opens.admit(word);
        match nine_of(word) {
            Some((slot, bit)) => self.nines[slot] |= bit,
            None => {
                let (slot, bit) = of_head(word);
                self.sixes[slot] |= bit;
            }
        }
    }

    /// The second look, where the first one let something through.
    pub(super) fn lets(&self, rest: &[u8]) -> bool {
        let Some([lead, a, b]) = rest.first_chunk::<3>() else { return true };
        if !(0xe0..=0xef).contains(lead) {
            return self.opens.bytes[usize::from(*lead)];
        }
        let (slot, bit) = of_char(*a, *b);
        let (head, head_bit) = of_head(rest);
        self.opens.chars[slot] & bit | self.sixes[head] & head_bit != 0
            || nine_of(rest).is_some_and(|(slot, bit)| self.nines[slot] & bit != 0)
    }
}

impl Opens {
    pub(super) fn new() -> Opens {
        Opens { heads: Box::new([0; HEADS]), chars: [0; 64], bytes: [false; 256] }
    }

    pub(super) fn admit(&mut self, word: &[u8]) {
        match word {
            [0xe0..=0xef, a, b, rest @ ..] if rest.len() < HEAD - 3 => {
                let (slot, bit) = of_char(*a, *b);
                self.chars[slot] |= bit;
            }
            [0xe0..=0xef, ..] => {
                let (slot, bit) = of_head(word);
                self.heads[slot] |= bit;
            }
            [lead, ..] => self.bytes[usize::from(*lead)] = true,
            [] => {}
        }
    }

    pub(super) fn admit_all(&mut self, other: &Opens) {
        for (mine, theirs) in self.heads.iter_mut().zip(other.heads.iter()) {
            *mine |= theirs;
        }
        for (mine, theirs) in self.chars.iter_mut().zip(other.chars.iter()) {
            *mine |= theirs;
        }
        for (mine, theirs) in self.bytes.iter_mut().zip(other.bytes.iter()) {
            *mine |= theirs;
        }
    }

    /// May a word begin with the three-byte character that opens `rest`?
    pub(super) fn three(&self, rest: &[u8]) -> bool {
        let Some([_, a, b]) = rest.first_chunk::<3>() else { return false };
        let (slot, bit) = of_char(*a, *b);
        let (head, head_bit) = of_head(rest);
        self.chars[slot] & bit | self.heads[head] & head_bit != 0
    }
}

fn of_char(a: u8, b: u8) -> (usize, u64) {
    (usize::from(a & 0x3f), 1 << (b & 0x3f))
}

/// An odd number that spreads bits (the golden ratio).
pub(super) const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn bit_of(hash: u64) -> (usize, u64) {
    let hash = hash >> (64 - BITS);
    ((hash >> 6) as usize & (HEADS - 1), 1 << (hash & 63))
}

/// Slot and bit of the first six bytes; fewer are as good as zeros, and stand for no word.
fn of_head(bytes: &[u8]) -> (usize, u64) {
    let mut eight = [0; 8];
    match bytes.first_chunk::<8>() {
        Some(all) => eight = *all,
        None => {
            let most = bytes.len().min(HEAD);
            eight[..most].copy_from_slice(&bytes[..most]);
        }
    }
    bit_of((u64::from_le_bytes(eight) << 16).wrapping_mul(MIX))
}

/// Slot and bit of the first nine bytes, if there are as many.
fn nine_of(bytes: &[u8]) -> Option<(usize, u64)> {
    let nine = bytes.first_chunk::<9>()?;
    let eight = u64::from_le_bytes([nine[0], nine[1], nine[2], nine[3], nine[4], nine[5], nine[6], nine[7]]);
    let mixed = eight.wrapping_mul(MIX) ^ u64::from(nine[8]).wrapping_mul(MIX.rotate_left(24));
    Some(bit_of(mixed.wrapping_mul(MIX)))
}
