//! The words of the sample people. Every list is ordered from common to rare; the draw favours its head.

mod companies;
mod family;
mod female;
mod male;
mod places;

pub(crate) use companies::{COMPANY_KINDS, COMPANY_NAMES};
pub(crate) use family::FAMILY;
pub(crate) use female::FEMALE;
pub(crate) use male::MALE;
pub(crate) use places::{CITIES, CITY_SHARES, City, STREETS};

/// What a cashier might have jotted down about a customer.
pub(crate) const NOTES: &[&str] = &[
    "برنج را همیشه ده کیلویی می‌برد",
    "پنج‌شنبه‌ها عصر می‌آید",
    "قبل از نوروز آجیل سفارش می‌دهد",
    "گردوی تازه که رسید خبرش کنید",
    "فاکتور رسمی می‌خواهد",
    "خریدش را با پیک می‌فرستیم",
    "چای هل‌دار دوست دارد",
    "تماس فقط عصرها",
    "کیسهٔ پارچه‌ای خودش را می‌آورد",
    "برای مادرش هم خرید می‌کند",
];

/// Labels an owner gives by hand.
pub(crate) const TAGS: &[&str] =
    &["خوش‌حساب", "همسایه", "سفارش تلفنی", "ارسال با پیک", "علاقه‌مند به ادویه", "جهیزیه"];
