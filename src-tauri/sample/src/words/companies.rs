//! Business customers of a neighbourhood shop: kitchens, offices and small works that buy tea, sugar and detergent.

/// A kind of business with the head-count it usually has.
pub(crate) struct CompanyKind {
    pub(crate) title: &'static str,
    pub(crate) headcount_min: u32,
    pub(crate) headcount_max: u32,
}

const fn kind(title: &'static str, headcount_min: u32, headcount_max: u32) -> CompanyKind {
    CompanyKind { title, headcount_min, headcount_max }
}

pub(crate) const COMPANY_KINDS: &[CompanyKind] = &[
    kind("کافه", 2, 9),
    kind("رستوران", 5, 25),
    kind("دفتر بیمهٔ", 2, 6),
    kind("شرکت مهندسی", 6, 60),
    kind("آموزشگاه", 4, 20),
    kind("مهدکودک", 5, 18),
    kind("درمانگاه", 8, 45),
    kind("کارگاه دوخت", 4, 30),
    kind("قنادی", 3, 12),
    kind("هتل", 12, 80),
    kind("آشپزخانهٔ", 4, 22),
    kind("دفتر وکالت", 2, 7),
];

pub(crate) const COMPANY_NAMES: &[&str] = &[
    "پارس",
    "آرمان",
    "نارون",
    "سپیدار",
    "مهر",
    "ایرانیان",
    "باران",
    "نگین",
    "البرز",
    "دماوند",
    "یاس",
    "ترنج",
    "زعفران",
    "بهار",
    "گلستان",
    "کاسپین",
    "آفتاب",
    "سرو",
    "چنار",
    "پگاه",
    "نوین",
    "رازی",
    "خیام",
    "فردوسی",
    "ونوس",
    "شکوفه",
    "ماهان",
    "رویال",
    "صدف",
    "مروارید",
    "ستاره",
    "آوین",
    "زیتون",
    "نیکان",
    "هیرکان",
    "کوهسار",
];
