//! Showing a secret. Each try is written down as wrong before it is looked at, so pulling the plug forgets none; after
//! five wrong ones each further try waits longer, over restarts too, and a clock set back starts the wait anew.
//! Whoever does not exist or has no secret is answered like a wrong secret.

use super::secret;
use crate::core::App;
use crate::error::{AppError, Code};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::StaffId;
use bazgasht_store::staff::{self, Member};
use bazgasht_store::{Tx, journal};

/// Wrong tries without a wait.
const TRIES_FREE: i64 = 5;
const WAIT_FIRST_MS: i64 = 30_000;
const WAIT_LONGEST_MS: i64 = 15 * 60_000;

/// How long after the last of `failures` wrong tries the next one may come.
fn wait_ms(failures: i64) -> i64 {
    let doublings = failures.saturating_sub(TRIES_FREE);
    if doublings < 0 { 0 } else { (WAIT_FIRST_MS << doublings.min(16)).min(WAIT_LONGEST_MS) }
}

/// What the secret is shown for, as the journal tells it.
pub(super) struct Purpose<'a> {
    pub op: &'static str,
    /// Who sat at the machine while the secret was shown.
    pub actor: Option<StaffId>,
    /// The command that was allowed.
    pub command: Option<&'a str>,
}

enum Try {
    Counted(Option<Member>),
    /// Milliseconds until the next one.
    Waits(i64),
}

/// The member whose secret `typed` is.
///
/// # Errors
/// `secret_wrong`, `secret_wait` with the parameter `seconds`.
pub(super) fn prove(app: &App, id: StaffId, typed: &str, purpose: &Purpose<'_>) -> Result<Member, AppError> {
    let shop = app.shop();
    let now = app.now();
    let member = match shop.store().write(|tx| count_try(tx, id, now))? {
        Try::Counted(member) => member,
        Try::Waits(left_ms) => {
            return Err(AppError::new(Code::SecretWait).with("seconds", (left_ms + 999) / 1000));
        }
    };
    let fits = secret::fits(member.as_ref().and_then(|member| member.pin_hash.as_deref()), typed);
    let Some(member) = member else { return Err(Code::SecretWrong.into()) };
    shop.store().write(|tx| -> Result<(), AppError> {
        if fits {
            staff::set_pin_failures(tx, id, 0, None)?;
        }
        let payload = purpose.command.map(|command| serde_json::json!({ "command": command }).to_string());
        let entry = journal::Entry {
            op: if fits { purpose.op } else { "secret_wrong" },
            entity: "secret",
            entity_id: id.get(),
            at: now,
            actor: purpose.actor,
            approver: None,
            payload: payload.as_deref(),
        };
        journal::append(tx, &entry)?;
        Ok(())
    })?;
    if fits { Ok(member) } else { Err(Code::SecretWrong.into()) }
}

fn count_try(tx: &Tx, id: StaffId, now: InstantMs) -> Result<Try, AppError> {
    let member = staff::get(tx, id)?;
    let Some(member) = member.filter(|member| member.archived_at.is_none() && member.pin_hash.is_some())
    else {
        return Ok(Try::Counted(None));
    };
    let failures = member.pin_failures;
    let last = member.pin_failed_at.unwrap_or(now);
    let wait_ms = wait_ms(failures);
    if now < last && wait_ms > 0 {
        staff::set_pin_failures(tx, id, failures, Some(now))?;
        return Ok(Try::Waits(wait_ms));
    }
    let waited_ms = now.get().saturating_sub(last.get());
    if waited_ms < wait_ms {
        return Ok(Try::Waits(wait_ms - waited_ms));
    }
    staff::set_pin_failures(tx, id, failures.saturating_add(1), Some(now))?;
    Ok(Try::Counted(Some(member)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_bearable() {
        let check = |failures: i64, seconds: i64| {
            assert_eq!(wait_ms(failures), seconds * 1000, "after {failures} wrong tries");
        };
        check(0, 0);
        check(4, 0);
        check(5, 30);
        check(6, 60);
        check(7, 120);
        check(9, 480);
        check(10, 900);
        check(1_000, 900);
        check(i64::MAX, 900);
        check(-1, 0);
    }
}
