use std::time::Duration;

/// A moment, in milliseconds since the Unix epoch. Arithmetic saturates: claims are chosen by whoever made the token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From seconds since the Unix epoch.
    pub const fn from_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// From a JWT `NumericDate` (RFC 7519 section 2): seconds, possibly with a fraction.
    pub fn from_numeric_date(secs: f64) -> Self {
        // `as` saturates, and NaN (which JSON cannot carry) becomes 0.
        Self((secs * 1000.0) as i64)
    }

    /// Without a fraction of a second, which Clerk's other SDKs cut off where they judge a token's times.
    pub(crate) const fn in_whole_secs(self) -> Self {
        Self(self.0 / 1000 * 1000)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the Unix epoch, rounded down.
    pub const fn as_secs(self) -> i64 {
        self.0.div_euclid(1000)
    }

    pub(crate) fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    pub(crate) fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }

    /// The time since `earlier`; zero when `earlier` is later, as after the clock was set back.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
