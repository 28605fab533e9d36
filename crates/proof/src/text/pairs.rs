//! Opening signs of a text and the closing sign of each, looked up by where the opening one stands.
//! Refuses to know which signs make a pair.

/// Places of opening signs in order, each with the place of its closing one once it is met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(Vec<(usize, Option<usize>)>);

impl Pairs {
    /// Notes an opening sign, which stands after all noted before; answers its number.
    pub(crate) fn open(&mut self, at: usize) -> usize {
        self.0.push((at, None));
        self.0.len() - 1
    }

    /// Notes the closing sign of an opening one.
    pub(crate) fn close(&mut self, number: usize, at: usize) {
        if let Some(pair) = self.0.get_mut(number) {
            pair.1 = Some(at);
        }
    }

    /// Where the sign opened at byte `at` closes.
    pub(crate) fn closing(&self, at: usize) -> Option<usize> {
        self.0.binary_search_by_key(&at, |pair| pair.0).ok().and_then(|found| self.0[found].1)
    }
}
