//! PINs and passwords: what may be one, and its Argon2id hash. A secret is only ever compared, never shown, stored or
//! used to derive a key. Digits of any script and both spellings of ی and ک are the same.

use crate::core::Entropy;
use crate::error::{AppError, Code};
use argon2::{Algorithm, Argon2, Params, Version};
use bazgasht_domain::text::store_form;
use std::fmt::Write;

/// Cost of one guess: the second recommendation of OWASP's password storage cheat sheet.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

const PIN_DIGITS_MIN: usize = 4;
const PASSWORD_CHARS_MIN: usize = 8;
const CHARS_MAX: usize = 128;

/// Takes as long to compare with as a real one and fits no secret.
const NOBODYS: &str = "argon2id$v=19$m=19456,t=2,p=1$00000000000000000000000000000000$0000000000000000000000000000000000000000000000000000000000000000";

/// The form that is hashed.
fn plain(typed: &str) -> String {
    let cut: String = typed.chars().take(CHARS_MAX * 2).collect();
    store_form(&cut)
}

/// Whether `typed` may be a secret.
///
/// # Errors
/// `secret_short`, `secret_easy`, `text_too_long`.
pub(super) fn check(typed: &str) -> Result<(), AppError> {
    let secret = plain(typed);
    let chars = secret.chars().count();
    if chars > CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", CHARS_MAX));
    }
    let is_pin = secret.bytes().all(|letter| letter.is_ascii_digit());
    if chars < if is_pin { PIN_DIGITS_MIN } else { PASSWORD_CHARS_MIN } {
        let short = AppError::new(Code::SecretShort);
        return Err(short.with("digits", PIN_DIGITS_MIN).with("letters", PASSWORD_CHARS_MIN));
    }
    let steps: Vec<i16> =
        secret.as_bytes().windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    // «۰۰۰۰», «۱۲۳۴», «۸۷۶۵»: what somebody behind the counter tries first.
    let is_ladder = steps.iter().all(|step| (-1..=1).contains(step) && *step == steps[0]);
    if is_pin && is_ladder { Err(Code::SecretEasy.into()) } else { Ok(()) }
}

/// The hash of a secret with a salt of its own, as it is stored.
///
/// # Errors
/// `internal` when the system has no randomness to give.
pub(super) fn hash(entropy: &dyn Entropy, typed: &str) -> Result<String, AppError> {
    let mut salt = [0; SALT_BYTES];
    entropy.fill(&mut salt).map_err(AppError::internal)?;
    let cost = Cost { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES };
    let hash = cost.run(typed, &salt).ok_or_else(|| AppError::internal("argon2"))?;
    Ok(format!("argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}", hex(&salt), hex(&hash)))
}

/// Whether `typed` is the secret of `stored`; without a stored one the work is done all the same and nothing fits.
pub(super) fn fits(stored: Option<&str>, typed: &str) -> bool {
    let read = |stored: &str| -> Option<bool> {
        let (cost, salt, wanted) = parse(stored)?;
        let found = cost.run(typed, &salt)?;
        // Every byte is looked at, however early they differ.
        let differing = found.iter().zip(&wanted).fold(0, |sum, (a, b)| sum | (a ^ b));
        Some(wanted.len() == HASH_BYTES && differing == 0)
    };
    let fits = read(stored.unwrap_or(NOBODYS)).unwrap_or(false);
    fits && stored.is_some()
}

struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    fn run(&self, typed: &str, salt: &[u8]) -> Option<[u8; HASH_BYTES]> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(HASH_BYTES)).ok()?;
        let mut hash = [0; HASH_BYTES];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(plain(typed).as_bytes(), salt, &mut hash).ok()?;
        Some(hash)
    }
}

/// The costs travel with the hash, so that they can rise later.
fn parse(stored: &str) -> Option<(Cost, Vec<u8>, Vec<u8>)> {
    let mut parts = stored.split('$');
    let (kind, version, costs) = (parts.next()?, parts.next()?, parts.next()?);
    let (salt, hash) = (parts.next()?, parts.next()?);
    if kind != "argon2id" || version != "v=19" || parts.next().is_some() {
        return None;
    }
    let mut costs = costs.split(',').map(|cost| cost.split_once('=')?.1.parse().ok());
    let cost = Cost { memory_kib: costs.next()??, passes: costs.next()??, lanes: costs.next()?? };
    Some((cost, unhex(salt)?, unhex(hash)?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Entropy for Sevens {
        fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
            buffer.fill(7);
            Ok(())
        }
    }

    #[test]
    fn what_may_be_a_secret() {
        let check = |typed: &str, wanted: Option<&str>, why: &str| {
            let found = check(typed).err().map(|error| error.code);
            assert_eq!(found.as_deref(), wanted, "{why}");
        };
        check("2580", None, "four digits");
        check("۲۵۸۰", None, "Persian digits");
        check("٢٥٨٠", None, "Arabic digits");
        check("258", Some("secret_short"), "three digits");
        check("", Some("secret_short"), "nothing");
        check("0000", Some("secret_easy"), "one digit four times");
        check("۱۲۳۴", Some("secret_easy"), "a ladder up");
        check("87654321", Some("secret_easy"), "a ladder down");
        check("1235", None, "not quite a ladder");
        check("سپیدار", Some("secret_short"), "a password needs eight letters");
        check("سپیدار بلند", None, "eleven letters");
        check(&"۲۵".repeat(65), Some("text_too_long"), "130 digits");
        check(&"x".repeat(10_000), Some("text_too_long"), "10,000 letters");
    }

    #[test]
    fn only_the_same_secret_fits() {
        let stored = hash(&Sevens, "۲۵۸۰").unwrap();
        let check = |stored: Option<&str>, typed: &str, wanted: bool, why: &str| {
            assert_eq!(fits(stored, typed), wanted, "{why}");
        };
        check(Some(&stored), "2580", true, "digits of another script");
        check(Some(&stored), "2581", false, "one digit off");
        check(Some(&stored), "", false, "nothing");
        check(Some(&stored), &"2580".repeat(3_000), false, "10 kB");
        check(None, "2580", false, "nobody has no secret");
        check(None, "", false, "nor an empty one");
        let spoilt = [
            "",
            "$",
            "2580",
            "argon2id$v=19$m=1,t=0,p=9$00$00",
            "argon2id$v=19$m=,t=,p=$zz$zz",
            "argon2id$v=19$m=19456,t=2,p=1$0707$",
        ];
        for stored in spoilt {
            check(Some(stored), "2580", false, "a spoilt hash fits nothing");
        }
        let yeh = hash(&Sevens, "علي اكبري").unwrap();
        check(Some(&yeh), "علی اکبری", true, "either spelling of ی and ک");
    }

    /// Made with the reference implementation's command line:
    /// `echo -n 2580 | argon2 $(printf '\007%.0s' $(seq 16)) -id -k 19456 -t 2 -p 1 -l 32 -r`
    #[test]
    fn the_hash_is_argon2id() {
        let known = "argon2id$v=19$m=19456,t=2,p=1$07070707070707070707070707070707$\
                     84d599fd21800b38bb4fe645ca73184367768bf4f7861a94a83e670e9cbfd6a0";
        assert_eq!(hash(&Sevens, "۲۵۸۰").unwrap(), known, "as others compute it");
    }
}
