use std::collections::hash_map::{Entry, RandomState};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::timestamp::Timestamp;
use crate::token::Token;

/// How many bytes a token may take on average; a memory of n tokens takes n times as many at most.
const BYTES_PER_TOKEN: usize = 2048;
/// How much of a signature's text tells tokens apart: 192 bits that nobody can choose who cannot sign.
const DISTINCTIVE: usize = 32;

/// How long a token is remembered at most, so that one that lives for a year does not keep those behind it.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// The tokens whose signature a key set has verified: a browser sends the same one for up to a minute, and checking its
/// signature again would say nothing new. Everything else about a token is judged each time.
///
/// A token is found by a seeded hash and compared as a whole. Only verified ones are kept, the oldest are forgotten
/// first, and each one once it has expired, or after five minutes; finding, adding and forgetting take the same time
/// however many there are.
pub(crate) struct VerifiedTokens {
    capacity: usize,
    hasher: RandomState,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    tokens: HashMap<u64, Arc<Token>>,
    /// Each hash and when its token may be forgotten, the oldest first.
    order: VecDeque<(u64, Timestamp)>,
    bytes: usize,
}

impl VerifiedTokens {
    /// A memory of so many tokens; 0 remembers none.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { capacity, hasher: RandomState::new(), memory: Mutex::default() }
    }

    /// The token of this text, if its signature was verified.
    pub(crate) fn recall(&self, text: &str, now: Timestamp) -> Option<Arc<Token>> {
        if self.capacity == 0 {
            return None;
        }
        let hash = self.hash(text);
        let mut memory = self.lock();
        memory.forget_expired(now);
        memory.tokens.get(&hash).filter(|token| token.text().expose() == text).map(Arc::clone)
    }

    /// Remembers a verified token until then.
    pub(crate) fn remember(&self, token: &Arc<Token>, until: Timestamp, now: Timestamp) {
        let budget = self.capacity.saturating_mul(BYTES_PER_TOKEN);
        if token.size() > budget || until <= now {
            return;
        }
        let hash = self.hash(token.text().expose());
        let mut memory = self.lock();
        memory.forget_expired(now);
        memory.add(hash, token, until.min(now.plus(LONGEST)));
        while memory.tokens.len() > self.capacity || memory.bytes > budget {
            if !memory.forget_oldest() {
                break;
            }
        }
    }

    fn hash(&self, text: &str) -> u64 {
        let bytes = text.as_bytes();
        self.hasher.hash_one(&bytes[bytes.len().saturating_sub(DISTINCTIVE)..])
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        // Nothing panics while it holds the lock; if it did, what is remembered would still be verified.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn add(&mut self, hash: u64, token: &Arc<Token>, until: Timestamp) {
        match self.tokens.entry(hash) {
            // Two threads have verified it at once, or one in 2⁶⁴ tokens is in its place: that one stays.
            Entry::Occupied(_) => return,
            Entry::Vacant(entry) => entry.insert(Arc::clone(token)),
        };
        self.bytes += token.size();
        self.order.push_back((hash, until));
    }

    /// Two at most, so that nobody waits for the many that expired while nobody came.
    fn forget_expired(&mut self, now: Timestamp) {
        for _ in 0..2 {
            if self.order.front().is_none_or(|(_, until)| *until > now) {
                return;
            }
            self.forget_oldest();
        }
    }

    /// Whether there was one.
    fn forget_oldest(&mut self) -> bool {
        let Some((hash, _)) = self.order.pop_front() else {
            return false;
        };
        if let Some(token) = self.tokens.remove(&hash) {
            self.bytes -= token.size();
        }
        true
    }
}

/// Shows how many there are, and none of them.
impl fmt::Debug for VerifiedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedTokens({} of {})", self.lock().tokens.len(), self.capacity)
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn after(secs: i64) -> Timestamp {
        Timestamp::from_secs(1_800_000_000 + secs)
    }

    fn token(number: usize, padding: usize) -> Arc<Token> {
        let part = |text: String| BASE64_URL_SAFE_NO_PAD.encode(text);
        let payload = part(format!(r#"{{"sub":"user_{number}","x":"{}"}}"#, "x".repeat(padding)));
        let signature = part(format!("{number:0>256}"));
        Arc::new(Token::decode(&format!("{}.{payload}.{signature}", part("{}".to_owned()))).unwrap())
    }

    fn knows(tokens: &VerifiedTokens, token: &Token, now: Timestamp) -> bool {
        tokens.recall(token.text().expose(), now).is_some()
    }

    #[test]
    fn a_token_is_known_until_it_expires() {
        let tokens = VerifiedTokens::new(10);
        let one = token(1, 0);
        assert!(!knows(&tokens, &one, NOW));
        tokens.remember(&one, after(60), NOW);
        assert!(knows(&tokens, &one, after(59)) && !knows(&tokens, &token(2, 0), after(59)));
        assert!(!knows(&tokens, &one, after(60)));
        assert_eq!(format!("{tokens:?}"), "VerifiedTokens(0 of 10)");
    }

    #[test]
    fn one_that_lives_for_long_does_not_keep_those_behind_it() {
        let tokens = VerifiedTokens::new(10_000);
        tokens.remember(&token(0, 0), after(365 * 24 * 60 * 60), NOW);
        for number in 1..100 {
            tokens.remember(&token(number, 0), after(60), NOW);
        }
        for _ in 0..50 {
            tokens.recall("another", after(301));
        }
        assert_eq!(format!("{tokens:?}"), "VerifiedTokens(0 of 10000)");
    }

    #[test]
    fn one_that_has_expired_is_not_kept() {
        let tokens = VerifiedTokens::new(10);
        tokens.remember(&token(1, 0), NOW, NOW);
        assert_eq!(format!("{tokens:?}"), "VerifiedTokens(0 of 10)");
    }

    #[test]
    fn the_oldest_make_room() {
        let tokens = VerifiedTokens::new(100);
        for number in 0..250 {
            tokens.remember(&token(number, 0), after(60), NOW);
        }
        assert_eq!(format!("{tokens:?}"), "VerifiedTokens(100 of 100)");
        for number in 0..250 {
            assert_eq!(knows(&tokens, &token(number, 0), NOW), number >= 150, "{number}");
        }
    }

    #[test]
    fn large_ones_make_room_earlier_and_the_largest_are_not_kept() {
        let tokens = VerifiedTokens::new(10);
        for number in 0..50 {
            tokens.remember(&token(number, 3000), after(60), NOW);
            assert!(tokens.lock().bytes <= 10 * BYTES_PER_TOKEN);
        }
        assert!(knows(&tokens, &token(49, 3000), NOW));
        tokens.remember(&token(50, 30_000), after(60), NOW);
        assert!(!knows(&tokens, &token(50, 30_000), NOW) && knows(&tokens, &token(49, 3000), NOW));
    }

    #[test]
    fn the_same_token_again_takes_no_more() {
        let tokens = VerifiedTokens::new(10);
        for _ in 0..5 {
            tokens.remember(&token(1, 0), after(60), NOW);
        }
        assert_eq!(tokens.lock().order.len(), 1);
        assert_eq!(tokens.lock().bytes, token(1, 0).size());
    }

    #[test]
    fn a_memory_of_none_remembers_none() {
        let tokens = VerifiedTokens::new(0);
        tokens.remember(&token(1, 0), after(60), NOW);
        assert!(!knows(&tokens, &token(1, 0), NOW));
    }

    #[test]
    fn nothing_of_a_token_is_shown() {
        let tokens = VerifiedTokens::new(10);
        tokens.remember(&token(1, 0), after(60), NOW);
        assert_eq!(format!("{tokens:?} {:?}", token(1, 0)), "VerifiedTokens(1 of 10) Token(Session)");
    }
}
