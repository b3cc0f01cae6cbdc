//! Which products a typed text means: every word in the name in any spelling, or a part of the code or barcode.

use bazgasht_domain::text::{key_form, tight_form, to_ascii_digits};
use bazgasht_store::products::Product;

/// Shorter pieces of a code fit too much.
const CODE_CHARS_MIN: usize = 3;

/// Those that fit, the best first: names that begin with the first word, then shorter names.
pub(crate) fn by_text(all: Vec<Product>, typed: &str) -> Vec<Product> {
    let key = key_form(typed);
    let words: Vec<String> = key.split_whitespace().map(tight_form).filter(|word| !word.is_empty()).collect();
    let code = to_ascii_digits(typed.trim()).to_lowercase();
    let mut found: Vec<(u8, Product)> =
        all.into_iter().filter_map(|product| Some((rank(&product, &words, &code)?, product))).collect();
    found.sort_by(|(a, x), (b, y)| (a, x.details.name.len()).cmp(&(b, y.details.name.len())));
    found.into_iter().map(|(_, product)| product).collect()
}

fn rank(product: &Product, words: &[String], code: &str) -> Option<u8> {
    let codes = [product.details.code.as_deref(), product.details.barcode.as_deref()];
    let codes = || codes.iter().flatten().map(|code| code.to_lowercase());
    if !code.is_empty() && codes().any(|own| own == code) {
        return Some(0);
    }
    if let Some(first) = words.first() {
        let name = tight_form(&product.details.name);
        if words.iter().all(|word| name.contains(word.as_str())) {
            return Some(if name.starts_with(first.as_str()) { 1 } else { 2 });
        }
    }
    let fits = code.chars().count() >= CODE_CHARS_MIN && codes().any(|own| own.contains(code));
    fits.then_some(3)
}
