//! EAN-13: twelve digits and one check digit (weights 1 and 3 from the left, up to the next ten).

/// The thirteen digits whose first twelve are `body` (taken modulo 10¹²).
pub(crate) fn ean13(body: u64) -> String {
    let body = format!("{:012}", body % 1_000_000_000_000);
    let sum: u32 = body
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::ean13;

    #[test]
    fn check_digits() {
        let check = |body: u64, expected: &str, why: &str| assert_eq!(ean13(body), expected, "{why}");
        check(400_638_133_393, "4006381333931", "the worked example of the standard's manuals");
        check(0, "0000000000000", "all zeros need no correction");
        check(978_030_640_615, "9780306406157", "ISBN-13 uses the same rule");
        check(
            1_000_000_000_000 + 5,
            "0000000000055",
            "a thirteenth digit is dropped, zeros stay in front; 5×3 needs 5",
        );
    }
}
