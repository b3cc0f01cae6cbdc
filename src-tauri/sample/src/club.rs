//! What the owner of the sample shop has set up in the club, and what the day left undone: words and round figures
//! that a shopkeeper would choose. Amounts are rial.

use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;

/// Id, name, spend of twelve months, percent of the points.
pub const TIERS: [(&str, &str, Rial, u16); 2] =
    [("silver", "نقره‌ای", Rial::new(50_000_000), 120), ("gold", "طلایی", Rial::new(150_000_000), 150)];

pub const BIRTHDAY_NAME: &str = "هدیهٔ تولد";
pub const BIRTHDAY_POINTS: Points = Points::new(20_000);
pub const REFERRAL_NAME: &str = "معرفی دوستان";
pub const REFERRAL_POINTS: Points = Points::new(10_000);

/// Before the family name.
pub const FAMILY_OF: &str = "خانوادهٔ";
/// What a household buys when it spends its points together.
pub const FAMILY_BASKET: Rial = Rial::new(2_800_000);
/// More than the buyer's own, so that the others pay with them.
pub const FAMILY_SPENDS_BEYOND: Points = Points::new(20_000);

pub const GIFT_REWARD: &str = "لیوان سفالی";
pub const AMOUNT_REWARD: &str = "۵۰ هزار تومان تخفیف";
pub const DELIVERY_REWARD: &str = "ارسال رایگان";
pub const TWO_DAYS_REWARD: &str = "۱۰ درصد تخفیف دو روزه";

pub const COUPON_NAME: &str = "شب یلدا";
pub const COUPON_CODE: &str = "YALDA";

pub const LOST_REASON: &str = "قیمت برایش بالا بود";
pub const OFFER_NOTE: &str = "گفت تا آخر هفته خبر می‌دهد";
pub const QUOTE_NOTE: &str = "برای پذیرایی ماهانه";
pub const BEST_NOTES: [&str; 3] =
    ["زنگ زد و از ارسال پنج‌شنبه راضی بود", "گردوی تازه خواست؛ رسید خبرش کنیم", "برای عید زودتر سفارش می‌دهد"];
