//! The real clock and randomness; there is no desktop and nobody to tell.

use bazgasht_app::{Entropy, Headless, Ports};
use bazgasht_domain::clock::{Clock, InstantMs};
use std::sync::Arc;

struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the twin reads the PC's clock")]
    fn now(&self) -> InstantMs {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        InstantMs::new(since.ok().and_then(|d| i64::try_from(d.as_millis()).ok()).unwrap_or(0))
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        getrandom::fill(buffer).map_err(|cause| cause.to_string())
    }
}

pub fn ports() -> Ports {
    Ports {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        desktop: Arc::new(Headless),
        tell: Arc::new(|_| ()),
    }
}
