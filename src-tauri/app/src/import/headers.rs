//! What the headers of accounting programs mean. The words are the rule here; they are compared in tight form, so
//! letters of any keyboard, spaces and joiners make no difference.

use super::types::Field;
use bazgasht_domain::money::MoneyUnit;
use bazgasht_domain::text::{key_form, tight_form};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Headers of a field, apart by «،».
const SYNONYMS: &[(Field, &str)] = &[
    (
        Field::CustomerCode,
        "کد مشتری، کد اشتراک، شماره مشتری، شماره اشتراک، شناسه مشتری، کد طرف حساب، کد حساب، کد شخص، \
         کد تفصیلی، شماره حساب، شماره پرونده، شماره عضویت، کد عضویت، اشتراک، کد خریدار، کد، \
         ردیف مشتری، customer id، customer code، customer no، customer number، customer_id، \
         client id، client code، account code، member id، membership no، id، code",
    ),
    (Field::FirstName, "نام، اسم، نام کوچک، نام مشترک، first name، firstname، given name، fname"),
    (
        Field::LastName,
        "نام خانوادگی، فامیل، فامیلی، شهرت، نام فامیل، خانوادگی، last name، lastname، surname، \
         family name، family، lname",
    ),
    (
        Field::FullName,
        "نام و نام خانوادگی، نام مشتری، نام کامل، نام طرف حساب، طرف حساب، مشتری، نام شخص، \
         نام خریدار، خریدار، نام حساب، شرح حساب، نام نام خانوادگی، اسم و فامیل، نام و فامیل، \
         نام و شهرت، نام مخاطب، مخاطب، نام عضو، full name، fullname، name، customer name، customer، \
         client name، client، contact، contact name، display name",
    ),
    (Field::Gender, "جنسیت، جنس، عنوان، پیشوند، آقا خانم، خانم آقا، gender، sex، title"),
    (
        Field::Mobile,
        "موبایل، تلفن همراه، همراه، شماره همراه، شماره موبایل، شماره تلفن همراه، موبایل مشتری، تلفن، \
         شماره تلفن، شماره تماس، تماس، تلفن تماس، موبایل 1، موبایل ۱، همراه 1، گوشی، \
         شماره گوشی، mobile، mobile no، mobile number، cell، cell phone، cellphone، phone، \
         phone number، tel، phone 1، mobile phone",
    ),
    (
        Field::OtherPhone,
        "تلفن ثابت، تلفن منزل، تلفن محل کار، تلفن 1، تلفن 2، تلفن ۲، موبایل 2، موبایل ۲، همراه 2، \
         تلفن شرکت، تلفن دفتر، تلفن مغازه، شماره ثابت، تلفن دیگر، ثابت، landline، home phone، \
         work phone، phone 2، mobile 2، other phone",
    ),
    (
        Field::Birthday,
        "تاریخ تولد، تولد، روز تولد، ت تولد، متولد، تاریخ تولد شمسی، birthday، birth date، \
         birthdate، date of birth، dob",
    ),
    (Field::City, "شهر، شهرستان، نام شهر، شهر محل سکونت، city، town"),
    (Field::District, "محله، منطقه، ناحیه، محدوده، مسیر، district، area، region، zone"),
    (Field::Address, "آدرس، نشانی، نشانی منزل، آدرس پستی، محل سکونت، آدرس منزل، address، street"),
    (
        Field::NationalCode,
        "کد ملی، کدملی، شماره ملی، شناسه ملی، کد ملی شناسه ملی، national code، national id، ssn",
    ),
    (
        Field::CardNo,
        "شماره کارت، کارت، کارت عضویت، شماره کارت باشگاه، بارکد مشتری، کد کارت، card، card no، \
         card number، membership card",
    ),
    (Field::Company, "شرکت، نام شرکت، سازمان، فروشگاه، نام فروشگاه، موسسه، company، organization"),
    (
        Field::Group,
        "گروه، گروه مشتری، نوع مشتری، دسته، دسته بندی، برچسب، برچسب ها، طبقه، سطح، رده، \
         گروه مشتریان، group، customer group، tag، tags، segment، type، category",
    ),
    (Field::Channel, "نحوه آشنایی، طریقه آشنایی، کانال، کانال جذب، معرف، منبع، channel، source، referral"),
    (
        Field::OpeningPoints,
        "امتیاز، مانده امتیاز، موجودی امتیاز، امتیاز مشتری، امتیاز باشگاه، امتیاز باشگاه مشتریان، امتیاز فعلی، \
         امتیاز اولیه، جمع امتیاز، کل امتیاز، امتیازات، points، points balance، point balance، loyalty points، \
         club points",
    ),
    (Field::Note, "توضیحات، توضیح، یادداشت، ملاحظات، شرح، note، notes، comment، description، remarks"),
    (
        Field::InvoiceNumber,
        "شماره فاکتور، ش فاکتور، فاکتور، شماره سند، شماره صورتحساب، شماره رسید، شماره سفارش، \
         کد سفارش، شماره حواله، سند، شماره برگه، شماره برگشتی، شماره فاکتور برگشتی، \
         شماره فاکتور فروش، کد فاکتور، شماره مرجوعی، شماره برگشت، شماره قبض، عطف، invoice، \
         invoice no، invoice number، invoiceno، invoice_id، order id، order_id، order no، \
         order number، receipt، receipt no، bill no، document no",
    ),
    (
        Field::Date,
        "تاریخ، تاریخ فاکتور، تاریخ فروش، تاریخ سند، تاریخ خرید، تاریخ صدور، تاریخ سفارش، \
         تاریخ برگشت، تاریخ مرجوعی، تاریخ ثبت، روز، زمان، تاریخ و ساعت، date، invoice date، \
         order date، invoicedate، sale date، datetime، timestamp",
    ),
    (Field::Time, "ساعت، ساعت فاکتور، ساعت ثبت، زمان ثبت، time، hour"),
    (
        Field::ProductCode,
        "کد کالا، کد محصول، شناسه کالا، شماره کالا، کد جنس، بارکد، بارکد کالا، کد خدمات، \
         کد کالا خدمات، کد قلم، product code، product id، sku، item code، stock code، stockcode، \
         barcode، item id",
    ),
    (
        Field::ProductName,
        "شرح کالا، نام کالا، کالا، نام محصول، محصول، شرح محصول، نام جنس، عنوان کالا، شرح کالا خدمات، \
         کالا خدمات، شرح خدمات، خدمات، قلم، product، product name، item، item name، goods",
    ),
    (
        Field::Quantity,
        "تعداد، مقدار، تعداد مقدار، تعداد/مقدار، تعداد جزء، تعداد کل، مقدار کل، تعداد برگشتی، \
         مقدار اصلی، quantity، qty، count، units",
    ),
    (
        Field::UnitPrice,
        "فی، قیمت واحد، مبلغ واحد، بهای واحد، نرخ، قیمت، بها، قیمت فروش، فی فروش، نرخ واحد، \
         قیمت جزء، unit price، price، unitprice، rate",
    ),
    (Field::Discount, "تخفیف، مبلغ تخفیف، تخفیف ردیف، تخفیف سطر، discount، discount amount"),
    (
        Field::LineTotal,
        "مبلغ ردیف، جمع ردیف، مبلغ سطر، مبلغ کالا، جمع سطر، خالص ردیف، مبلغ خالص ردیف، line total، \
         line amount، extended price",
    ),
    (
        Field::Amount,
        "مبلغ، مبلغ کل، جمع کل، جمع، مبلغ فاکتور، جمع فاکتور، مبلغ نهایی، قابل پرداخت، \
         مبلغ قابل پرداخت، خالص فاکتور، مبلغ خالص، مبلغ خرید، مبلغ فروش، بهای کل، قیمت کل، \
         مبلغ پرداختی، مبلغ سفارش، amount، total، total amount، grand total، value، net amount، v",
    ),
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('،').map(str::trim)
}

/// Words that make a file one of returns, in a header, the name of the sheet or of the file.
const RETURN_WORDS: [&str; 6] = ["برگشت", "مرجوع", "عودت", "return", "refund", "credit note"];

fn table() -> &'static HashMap<String, Field> {
    static TABLE: OnceLock<HashMap<String, Field>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (field, headers) in SYNONYMS {
            for word in words(headers) {
                table.entry(bare(word)).or_insert(*field);
            }
        }
        table
    })
}

/// Tight form without brackets and what stands in them, punctuation and units: «فی (تومان):» is «فی».
fn bare(header: &str) -> String {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for letter in key_form(header).chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ':' | '*' | '.' | '-' | '_' | '/' | '#' | '،' | ',' | '\\' | '|' | '+' => outside.push(' '),
            _ => outside.push(letter),
        }
    }
    let is_unit = |word: &str| matches!(word, "ریال" | "تومان" | "rial" | "toman" | "irr" | "irt");
    let words: Vec<&str> = outside.split_whitespace().filter(|word| !is_unit(word)).collect();
    tight_form(&words.join(" "))
}

/// What a header says, and whether it says exactly that.
pub(super) fn field_of(header: &str) -> Option<(Field, bool)> {
    let bare = bare(header);
    if let Some(field) = table().get(&bare) {
        return Some((*field, true));
    }
    // A known header inside a longer one: «تلفن همراه مشتری». Short words are too common to be looked for.
    let longest =
        table().iter().filter(|(word, _)| word.chars().count() >= 4 && bare.contains(word.as_str()));
    longest.max_by_key(|(word, _)| (word.chars().count(), word.as_str())).map(|(_, field)| (*field, false))
}

/// The unit a header names.
pub(super) fn unit_of(header: &str) -> Option<MoneyUnit> {
    let folded = key_form(header);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["تومان", "تومن", "toman", "irt"]) {
        Some(MoneyUnit::Toman)
    } else if has(&["ریال", "rial", "irr"]) {
        Some(MoneyUnit::Rial)
    } else {
        None
    }
}

/// «تلفن» may be any number; «همراه» and «موبایل» are mobiles for sure.
pub(super) fn names_mobile(header: &str) -> bool {
    let folded = key_form(header);
    ["همراه", "موبایل", "گوشی", "mobile", "cell"].iter().any(|word| folded.contains(word))
}

pub(super) fn names_returns(text: &str) -> bool {
    let folded = key_form(text);
    RETURN_WORDS.iter().any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, expected: Option<Field>, why: &str) {
        assert_eq!(field_of(header).map(|(field, _)| field), expected, "«{header}»: {why}");
    }

    #[test]
    fn headers_are_understood() {
        check("كد مشتري", Some(Field::CustomerCode), "Arabic letters");
        check("کد‌مشتری", Some(Field::CustomerCode), "a joiner instead of a space");
        check(" نام خانوادگي :", Some(Field::LastName), "spaces and a colon");
        check("تلفن همراه *", Some(Field::Mobile), "a star of a form");
        check("فی (تومان)", Some(Field::UnitPrice), "a unit in brackets");
        check("مبلغ کل ریال", Some(Field::Amount), "a unit as a word");
        check("Invoice_No", Some(Field::InvoiceNumber), "English with an underscore");
        check("شماره تلفن همراه مشتری", Some(Field::Mobile), "a known header inside a longer one");
        check("order_id", Some(Field::InvoiceNumber), "orders");
        check("v", Some(Field::Amount), "the value column of orders");
        check("مانده امتياز", Some(Field::OpeningPoints), "points of another program");
        check("رنگ مو", None, "a column of something else");
        check("", None, "no header");
    }

    #[test]
    fn units_are_understood() {
        assert_eq!(unit_of("فی (تومان)"), Some(MoneyUnit::Toman), "toman in brackets");
        assert_eq!(unit_of("مبلغ به ريال"), Some(MoneyUnit::Rial), "rial with Arabic letters");
        assert_eq!(unit_of("مبلغ"), None, "no unit");
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen: HashMap<String, Field> = HashMap::new();
        for (field, headers) in SYNONYMS {
            for word in words(headers) {
                let before = seen.insert(bare(word), *field);
                assert!(before.is_none_or(|other| other == *field), "«{word}» is {before:?} and {field:?}");
            }
        }
    }
}
