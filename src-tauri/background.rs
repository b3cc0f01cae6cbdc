//! Quiet work beside the window: the checkpoint that commits leave behind, and the day that changes.

use crate::rpc::Core;
use std::time::Duration;

/// Often enough that the log stays small, seldom enough to stay off the commit path.
const TICK: Duration = Duration::from_secs(5);

/// Starts the ticking thread; it ends with the program.
pub fn start(core: &Core) {
    let Some(app) = core.app().cloned() else { return };
    std::thread::spawn(move || {
        loop {
            app.tick();
            std::thread::sleep(TICK);
        }
    });
}
