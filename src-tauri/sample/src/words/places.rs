//! Where the customers live: the shop's own city first, then the cities it sends parcels to.

/// A city, its districts (near ones first) and the operator prefixes that are sold most in its region.
pub(crate) struct City {
    pub(crate) name: &'static str,
    pub(crate) districts: &'static [&'static str],
    pub(crate) local_prefixes: &'static [u16],
}

/// How many of a thousand customers live in each of `CITIES`.
pub(crate) const CITY_SHARES: [u32; 11] = [640, 96, 46, 46, 40, 34, 26, 22, 20, 16, 14];

pub(crate) const CITIES: [City; 11] = [
    City {
        name: "تهران",
        districts: &[
            "یوسف‌آباد",
            "امیرآباد",
            "جمال‌زاده",
            "گیشا",
            "شهرآرا",
            "ستارخان",
            "توحید",
            "فاطمی",
            "ونک",
            "سعادت‌آباد",
            "نارمک",
            "تهران‌پارس",
            "پیروزی",
            "نازی‌آباد",
            "جوادیه",
            "شهرک غرب",
            "تجریش",
            "قلهک",
            "پونک",
            "جنت‌آباد",
        ],
        local_prefixes: &[912, 919, 910, 921],
    },
    City {
        name: "کرج",
        districts: &["گوهردشت", "عظیمیه", "مهرشهر", "جهانشهر", "فردیس", "گلشهر"],
        local_prefixes: &[912, 919, 991],
    },
    City {
        name: "اصفهان",
        districts: &["جلفا", "چهارباغ", "خانهٔ اصفهان", "ملک‌شهر", "سپاهان‌شهر", "مرداویج"],
        local_prefixes: &[913],
    },
    City {
        name: "مشهد",
        districts: &["احمدآباد", "سجاد", "وکیل‌آباد", "قاسم‌آباد", "طلاب", "کوهسنگی"],
        local_prefixes: &[915],
    },
    City {
        name: "شیراز",
        districts: &["معالی‌آباد", "ملاصدرا", "قصردشت", "زرگری", "عفیف‌آباد"],
        local_prefixes: &[917],
    },
    City {
        name: "تبریز",
        districts: &["ولیعصر", "ائل‌گلی", "آبرسان", "رشدیه", "باغمیشه"],
        local_prefixes: &[914],
    },
    City {
        name: "رشت", districts: &["گلسار", "منظریه", "سبزه‌میدان", "بلوار گیلان"], local_prefixes: &[911]
    },
    City {
        name: "قم", districts: &["صفاشهر", "پردیسان", "زنبیل‌آباد"], local_prefixes: &[912, 919]
    },
    City {
        name: "اهواز", districts: &["کیانپارس", "گلستان", "زیتون کارمندی"], local_prefixes: &[916]
    },
    City { name: "ساری", districts: &["پیوندی", "معلم", "فرهنگ"], local_prefixes: &[911] },
    City {
        name: "همدان", districts: &["جهان‌نما", "اعتمادیه", "شریعتی"], local_prefixes: &[918]
    },
];

pub(crate) const STREETS: &[&str] = &[
    "خیابان بهار",
    "خیابان گلستان",
    "خیابان شهید رجایی",
    "خیابان آزادی",
    "خیابان سعدی",
    "خیابان حافظ",
    "کوچهٔ نسترن",
    "کوچهٔ یاس",
    "کوچهٔ بنفشه",
    "بلوار معلم",
    "بلوار دانشجو",
    "خیابان فردوسی",
    "خیابان مولوی",
    "کوچهٔ سرو",
    "میدان شهرداری",
    "خیابان ملت",
    "خیابان وصال",
    "کوچهٔ ارغوان",
    "خیابان امام",
    "خیابان نیلوفر",
];
