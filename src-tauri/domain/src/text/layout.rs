//! Text typed with the wrong keyboard layout: Latin letters where Persian ones were meant («hgd» is «علی»).
//! The Persian layout is that of the standard ISIRI 9147, plain and with Shift.

/// Keys of the Latin layout, in the order of a keyboard, plain rows before shifted ones.
const LATIN: &str = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\\
                     !@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~|";
/// What the same keys write in Persian.
const PERSIAN: &str = "۱۲۳۴۵۶۷۸۹۰-=ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./\u{200D}\\\
                       !٬٫﷼٪×،*)(ـ+\u{0652}\u{064C}\u{064D}\u{064B}\u{064F}\u{0650}\u{064E}\u{0651}][}{\
                       ؤئيإأآة»«:؛ك\u{0653}ژ\u{0670}\u{200C}\u{0654}ء><؟÷|";

/// What a key writes in the Persian layout.
fn persian_key(latin: char) -> Option<char> {
    let at = LATIN.chars().position(|key| key == latin)?;
    PERSIAN.chars().nth(at)
}

/// The text as it would be had the Persian layout been on; `None` when it shows no sign of the slip: no key
/// that means a Persian letter, or Persian letters already. A comma alone is no sign, since amounts have it.
#[must_use]
pub fn fix_layout(text: &str) -> Option<String> {
    let slip = text.chars().any(|key| key.is_ascii_alphabetic() || matches!(key, ';' | '\'' | '[' | ']'));
    let persian_already = text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    (slip && !persian_already).then(|| text.chars().map(|key| persian_key(key).unwrap_or(key)).collect())
}
