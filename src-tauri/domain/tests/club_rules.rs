//! The club's rules beyond the base: multipliers, bonuses, tiers, reversals, coupons, sanity of a program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

use bazgasht_domain::calendar::{Birthday, JalaliDate, ShopDay};
use bazgasht_domain::clock::InstantMs;
use bazgasht_domain::ids::{CategoryId, CustomerId, ProductId};
use bazgasht_domain::loyalty::{
    Asking, Benefit, Bonus, BonusReason, Buyer, CouponCode, CouponCodeFault, CouponTerms, EarnBase,
    EarnFacts, EarnLine, Expiry, Ladder, LotFate, Multiplier, MultiplierScope, Program, ProgramFault,
    Refusal, Remainder, RewardTerms, SpentPoints, Tier, TierBasis, Window, due_bonuses, earn, reversal,
    split,
};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use proptest::prelude::*;

fn day(year: i32, month: u8, of_month: u8) -> ShopDay {
    JalaliDate::new(year, month, of_month).unwrap().day()
}

fn line(product: i64, category: i64, rial: i64) -> EarnLine {
    EarnLine {
        product: Some(ProductId::new(product)),
        category: Some(CategoryId::new(category)),
        gross: Rial::new(rial),
        after: Rial::new(rial),
        quantity_milli: 1_000,
        returned_milli: 0,
    }
}

fn purchase(lines: Vec<EarnLine>) -> EarnFacts {
    let payable = Rial::new(lines.iter().map(|line| line.after.get()).sum());
    EarnFacts { payable, lines, minute: Some(600), ..EarnFacts::of_amount(day(1405, 9, 1), payable) }
}

fn multiplier(id: &str, percent: u16, scope: MultiplierScope) -> Multiplier {
    Multiplier { id: id.to_owned(), name: id.to_owned(), percent, scope }
}

fn category(id: i64) -> MultiplierScope {
    MultiplierScope::Category { category: CategoryId::new(id) }
}

fn product(id: i64) -> MultiplierScope {
    MultiplierScope::Product { product: ProductId::new(id) }
}

fn campaign(from: ShopDay, to: ShopDay, weekdays: &[u8], minutes: (u16, u16)) -> MultiplierScope {
    MultiplierScope::Campaign {
        from,
        to,
        weekdays: weekdays.to_vec(),
        from_minute: minutes.0,
        to_minute: minutes.1,
    }
}

fn tier(id: &str, threshold: i64, percent: u16) -> Tier {
    Tier { id: id.to_owned(), name: id.to_owned(), threshold, percent }
}

fn bonus(id: &str, points: i64, reason: BonusReason) -> Bonus {
    Bonus {
        id: id.to_owned(),
        name: id.to_owned(),
        points: Points::new(points),
        minimum_rial: Rial::ZERO,
        reason,
    }
}

/// 1,000 rial earn 10 points.
fn plain() -> Program {
    Program { unit: Rial::new(1_000), points_per_unit: Points::new(10), ..Program::default() }
}

#[test]
fn a_program_of_the_first_version_still_reads() {
    let stored = r#"{"unit":1000000,"points_per_unit":10000,"remainder":"carry","redeem_points":10,"redeem_value":10,
        "redeem_minimum":10,"redeem_cap_percent":100,"expiry":{"kind":"never"},"available_after_days":0}"#;
    let read: Program = serde_json::from_str(stored).unwrap();
    assert_eq!(
        read,
        Program { remainder: Remainder::Carry, ..Program::default() },
        "what it did not know is the default"
    );
    let again: Program = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(again, read, "and it is written down whole");
}

#[test]
fn multipliers_compose_on_the_total_and_products_by_the_line() {
    let today = day(1405, 9, 1);
    let check = |program: &Program, facts: &EarnFacts, points: i64, parts: &[i64], why: &str| {
        let earned = earn(program, facts);
        let found: Vec<i64> = earned.parts.iter().map(|part| part.points.get()).collect();
        assert_eq!((earned.points.get(), found.as_slice()), (points, parts), "{why}");
        assert_eq!(found.iter().sum::<i64>(), points, "the parts add up: {why}");
    };
    let two = || purchase(vec![line(1, 7, 2_500), line(2, 8, 1_700)]);
    check(&plain(), &two(), 40, &[40], "4,200 rial are four units, not two and one");
    let with = |multipliers: Vec<Multiplier>| Program { multipliers, ..plain() };
    check(
        &with(vec![multiplier("c", 200, category(7))]),
        &two(),
        60,
        &[40, 20],
        "two units of the category twice",
    );
    let lines = purchase(vec![line(1, 7, 1_700), line(1, 7, 1_700)]);
    check(
        &with(vec![multiplier("c", 200, category(7))]),
        &lines,
        60,
        &[30, 30],
        "a category counts its lines together",
    );
    check(&with(vec![multiplier("p", 200, product(1))]), &lines, 50, &[30, 20], "a product counts each line");
    check(
        &with(vec![multiplier("p", 0, product(1))]),
        &purchase(vec![line(1, 7, 5_000)]),
        0,
        &[50, -50],
        "no points on it",
    );
    let days = multiplier("d", 300, campaign(today, today, &[], (0, 1440)));
    let both = with(vec![multiplier("c", 200, category(7)), days.clone()]);
    check(&both, &two(), 140, &[40, 20, 80], "1 + (2 - 1) of two units + (3 - 1) of four");
    let ladder = Ladder { tiers: vec![tier("silver", 1, 150)], ..Ladder::default() };
    let all = Program { ladder, ..both };
    let facts = EarnFacts { tier: Some("silver".to_owned()), ..two() };
    check(&all, &facts, 160, &[40, 20, 20, 80], "the tier's half comes on top, never on the others");
    let odd = with(vec![multiplier("a", 133, category(7)), multiplier("b", 133, category(8))]);
    let odd = Program { points_per_unit: Points::new(1), ..odd };
    check(
        &odd,
        &purchase(vec![line(1, 7, 2_000), line(2, 8, 2_000)]),
        5,
        &[4, 0, 1],
        "rounded down once, 1.32 is 1",
    );
    let gone = EarnFacts { tier: Some("no such tier".to_owned()), ..two() };
    check(&all, &gone, 140, &[40, 20, 80], "a tier that is no more multiplies nothing");
}

#[test]
fn campaigns_run_on_their_days_and_hours() {
    let (from, to) = (day(1405, 9, 1), day(1405, 9, 7));
    // 1 Azar 1405 is a Sunday, the second day of the week.
    let table = [
        (campaign(from, to, &[], (0, 1440)), from, Some(0), true, "the first day"),
        (campaign(from, to, &[], (0, 1440)), to, None, true, "the last day, whole days need no minute"),
        (campaign(from, to, &[], (0, 1440)), to.plus_days(1), Some(0), false, "the day after"),
        (campaign(from, to, &[1], (0, 1440)), from, Some(0), true, "on Sundays"),
        (campaign(from, to, &[0], (0, 1440)), from, Some(0), false, "not on Saturdays"),
        (campaign(from, to, &[], (600, 660)), from, Some(600), true, "from ten"),
        (campaign(from, to, &[], (600, 660)), from, Some(660), false, "to eleven, exclusive"),
        (
            campaign(from, to, &[], (600, 660)),
            from,
            None,
            false,
            "nobody knows the hour of a back-dated sale",
        ),
        (category(1), from, Some(0), false, "a category is no campaign"),
    ];
    for (scope, day, minute, runs, why) in table {
        assert_eq!(scope.is_running(day, minute), runs, "{why}");
    }
}

#[test]
fn the_base_is_net_or_gross_and_the_rest_is_dropped_or_carried() {
    let discounted = EarnLine { gross: Rial::new(3_000), ..line(1, 7, 2_500) };
    let facts = EarnFacts { payable: Rial::new(1_900), ..purchase(vec![discounted]) };
    let points = |program: &Program, facts: &EarnFacts| earn(program, facts).points.get();
    assert_eq!(points(&plain(), &facts), 10, "net: 600 of 2,500 were paid with points");
    assert_eq!(
        points(&Program { base: EarnBase::Gross, ..plain() }, &facts),
        30,
        "gross: the price before all that"
    );
    let carry = Program { remainder: Remainder::Carry, ..plain() };
    let sale = |rial: i64, carried: i64| {
        let facts = EarnFacts {
            carried: Rial::new(carried),
            ..EarnFacts::of_amount(day(1405, 9, 1), Rial::new(rial))
        };
        let earned = earn(&carry, &facts);
        (earned.points.get(), earned.carry.get())
    };
    let table = [
        (600, 0, (0, 600), "too small: carried"),
        (600, 600, (10, -400), "together one unit; 200 stay"),
        (600, -600, (0, 600), "a return took back what was carried: nothing yet"),
        (0, 999, (0, 0), "a free sale moves nothing"),
        (3_000, 0, (30, 0), "nothing left over"),
    ];
    for (rial, carried, expected, why) in table {
        assert_eq!(sale(rial, carried), expected, "{rial} with {carried} carried: {why}");
    }
}

#[test]
fn bonuses_come_when_their_condition_holds() {
    let program = |rules: Vec<Bonus>| Program { bonuses: rules, ..plain() };
    let buyer =
        |orders: i64| Buyer { orders_before: orders, first_day: Some(day(1404, 9, 3)), birthday: None };
    let born = |month, of_month| Buyer { birthday: Birthday::new(month, of_month, None).ok(), ..buyer(3) };
    let today = day(1405, 9, 1);
    let check = |rule: Bonus, buyer: Buyer, on: ShopDay, expected: Option<(&str, i64)>, why: &str| {
        let due = due_bonuses(&program(vec![rule]), &buyer, on, Rial::new(1_000));
        let found = due.first().map(|bonus| (bonus.rule.as_str(), bonus.limit));
        assert_eq!(found, expected, "{why}");
    };
    let first = || bonus("f", 5, BonusReason::FirstPurchase);
    check(first(), buyer(0), today, Some(("f", 1)), "the first purchase");
    check(first(), buyer(1), today, None, "the second is not the first");
    let nth = |every| bonus("n", 5, BonusReason::NthPurchase { nth: 3, every });
    check(nth(false), buyer(2), today, Some(("n", 1)), "the third");
    check(nth(false), buyer(5), today, None, "the sixth, once only");
    check(nth(true), buyer(5), today, Some(("n", 2)), "the sixth is the second third");
    let birthday = || bonus("b", 5, BonusReason::Birthday { days_before: 3, days_after: 3 });
    check(birthday(), born(9, 4), today, Some(("b@1405", 1)), "three days before");
    check(birthday(), born(9, 5), today, None, "four days before");
    check(birthday(), born(8, 28), today, Some(("b@1405", 1)), "three days after (Aban has 30)");
    check(
        birthday(),
        born(1, 1),
        day(1404, 12, 28),
        Some(("b@1405", 1)),
        "before Nowruz, of the year to come",
    );
    check(
        birthday(),
        born(12, 30),
        day(1405, 1, 2),
        Some(("b@1404", 1)),
        "30 Esfand is kept on the 29th in 1404",
    );
    check(birthday(), buyer(3), today, None, "nobody knows the birthday");
    let anniversary = || bonus("a", 5, BonusReason::Anniversary { days_before: 2, days_after: 2 });
    check(anniversary(), buyer(3), today, Some(("a@1405", 1)), "a year after the first purchase");
    check(anniversary(), buyer(3), day(1404, 9, 3), None, "not on the first day itself");
    let small = Bonus { minimum_rial: Rial::new(1_001), ..first() };
    check(small, buyer(0), today, None, "below its minimum");
}

#[test]
fn tiers_are_reached_exactly_and_the_window_rolls_by_jalali_months() {
    let ladder =
        Ladder { tiers: vec![tier("silver", 1_000, 120), tier("gold", 5_000, 150)], ..Ladder::default() };
    let table = [
        (999, None, Some("silver")),
        (1_000, Some("silver"), Some("gold")),
        (4_999, Some("silver"), Some("gold")),
        (5_000, Some("gold"), None),
        (-1, None, Some("silver")),
    ];
    for (figure, reached, next) in table {
        let id = |tier: Option<&Tier>| tier.map(|tier| tier.id.clone());
        assert_eq!(id(ladder.reached(figure)).as_deref(), reached, "{figure} reaches");
        assert_eq!(id(ladder.next(figure)).as_deref(), next, "after {figure}");
    }
    assert_eq!(ladder.window_start(day(1405, 9, 1)), day(1404, 9, 2), "twelve months back, the day after");
    assert!(ladder.rank(Some("gold")) > ladder.rank(Some("silver")), "gold stands higher");
    assert!(ladder.rank(Some("silver")) > ladder.rank(None), "no tier stands lowest");
    assert_eq!(ladder.basis, TierBasis::Spend, "spend unless told otherwise");
}

#[test]
fn returned_points_are_found_where_they_went() {
    let fate = LotFate { open: Points::new(30), expired: Points::new(20), paid_debt: Points::new(10) };
    let parts = |points: i64, policy: SpentPoints| {
        let found = reversal(Points::new(points), fate, policy);
        [found.taken, found.expired, found.debt, found.deducted, found.written_off].map(Points::get)
    };
    assert_eq!(parts(25, SpentPoints::Debt), [25, 0, 0, 0, 0], "still in the lot");
    assert_eq!(parts(50, SpentPoints::Debt), [30, 20, 0, 0, 0], "what expired is gone for everybody");
    assert_eq!(
        parts(60, SpentPoints::WriteOff),
        [30, 20, 10, 0, 0],
        "an old debt is owed again, whatever the policy"
    );
    assert_eq!(parts(100, SpentPoints::Debt), [30, 20, 50, 0, 0], "spent: owed");
    assert_eq!(parts(100, SpentPoints::Deduct), [30, 20, 10, 40, 0], "spent: kept back from the refund");
    assert_eq!(parts(100, SpentPoints::WriteOff), [30, 20, 10, 0, 40], "spent: the shop's");
    assert_eq!(parts(-5, SpentPoints::Debt), [0; 5], "nothing is nothing");
}

#[test]
fn expiry_that_is_switched_on_gives_one_full_period() {
    let on = day(1405, 9, 28);
    let table = [
        (Expiry::Never, None, "never"),
        (Expiry::Months { months: 6 }, Some(day(1406, 3, 28)), "six months from that day"),
        (Expiry::EndOfMonth, Some(day(1405, 10, 30)), "Azar is nearly over: the end of Dey"),
        (Expiry::EndOfSeason, Some(day(1405, 12, 29)), "autumn is nearly over: the end of winter"),
        (Expiry::EndOfYear, Some(day(1406, 12, 29)), "the end of the next year"),
    ];
    for (expiry, expected, why) in table {
        assert_eq!(expiry.full_period(on), expected, "{why}");
    }
}

#[test]
fn a_coupon_code_forgives_spelling_and_no_error() {
    let code = CouponCode::with_check("YALDA").unwrap();
    let same = |typed: &str| assert_eq!(CouponCode::parse(typed), Ok(code.clone()), "{typed}");
    same(code.as_str());
    same(&code.as_str().to_lowercase());
    same(&format!(" {}-{} ", &code.as_str()[..3], &code.as_str()[3..]));
    let digits = CouponCode::with_check("14050901").unwrap();
    let persian: String = digits
        .as_str()
        .chars()
        .map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0x06F0 + d).unwrap()))
        .collect();
    assert_eq!(CouponCode::parse(&persian), Ok(digits), "Persian digits");
    for (typed, why) in
        [("", "nothing"), ("A1", "too short"), ("یلدا", "other letters"), ("AB<script>", "signs")]
    {
        assert_eq!(CouponCode::parse(typed), Err(CouponCodeFault::Unreadable), "{why}");
    }
    assert_eq!(CouponCode::parse(&"9".repeat(300)), Err(CouponCodeFault::Unreadable), "300 digits");
    assert_eq!(CouponCode::parse(&"ی".repeat(100_000)), Err(CouponCodeFault::Unreadable), "a megabyte");
    assert_eq!(CouponCode::with_check("AB"), Err(CouponCodeFault::Unreadable), "two letters");
}

#[test]
fn two_characters_that_changed_places_are_nearly_always_noticed() {
    let (mut tried, mut missed) = (0, 0);
    for number in 0..36_u32 * 36 {
        let letter = |value: u32| char::from_digit(value, 36).unwrap();
        let code =
            CouponCode::with_check(&format!("7k{}{}", letter(number / 36), letter(number % 36))).unwrap();
        for place in 0..code.as_str().len() - 1 {
            let mut typed: Vec<char> = code.as_str().chars().collect();
            typed.swap(place, place + 1);
            let typed: String = typed.into_iter().collect();
            if typed != code.as_str() {
                tried += 1;
                missed += u32::from(CouponCode::parse(&typed).is_ok());
            }
        }
    }
    assert!(missed * 25 < tried, "{missed} of {tried} went unnoticed");
}

#[test]
fn coupons_and_rewards_refuse_with_a_reason() {
    let terms = CouponTerms {
        owner: None,
        window: Window { from: Some(InstantMs::new(100)), until: Some(InstantMs::new(200)) },
        minimum: Rial::new(1_000),
        max_uses: Some(3),
        max_uses_per_customer: Some(1),
        products: vec![ProductId::new(1)],
        categories: vec![CategoryId::new(7)],
        tiers: vec!["gold".to_owned()],
    };
    let person = CustomerId::new(5);
    let gold = Asking { now: InstantMs::new(150), customer: Some(person), tier: Some("gold") };
    let check =
        |terms: &CouponTerms, asking: Asking<'_>, uses: (i64, i64), expected: Option<Refusal>, why: &str| {
            assert_eq!(terms.refuse_person(&asking, uses.0, uses.1), expected, "{why}");
        };
    check(&terms, gold, (2, 0), None, "all is well");
    check(&terms, Asking { customer: None, ..gold }, (0, 0), Some(Refusal::NeedsCustomer), "nobody");
    check(&terms, Asking { tier: Some("silver"), ..gold }, (0, 0), Some(Refusal::OtherTier), "another tier");
    check(&terms, Asking { tier: None, ..gold }, (0, 0), Some(Refusal::OtherTier), "no tier");
    check(&terms, gold, (3, 0), Some(Refusal::UsedUp { uses: 3 }), "used up");
    check(&terms, gold, (1, 1), Some(Refusal::UsedByCustomer { uses: 1 }), "had it already");
    check(&terms, Asking { now: InstantMs::new(99), ..gold }, (0, 0), Some(Refusal::Early), "too early");
    check(&terms, Asking { now: InstantMs::new(200), ..gold }, (0, 0), Some(Refusal::Over), "too late");
    let mine = CouponTerms { owner: Some(CustomerId::new(6)), ..terms.clone() };
    check(&mine, gold, (0, 0), Some(Refusal::OfAnother), "another person's");
    assert!(
        terms.covers(Some(ProductId::new(1)), None) && terms.covers(None, Some(CategoryId::new(7))),
        "its goods"
    );
    assert!(!terms.covers(Some(ProductId::new(2)), Some(CategoryId::new(8))), "other goods");
    let basket = |basket: i64, covered: i64| terms.refuse_basket(Rial::new(basket), Rial::new(covered));
    assert_eq!(basket(999, 999), Some(Refusal::BelowMinimum { minimum: Rial::new(1_000) }), "a small basket");
    assert_eq!(basket(5_000, 0), Some(Refusal::OtherGoods), "nothing of its goods");
    let off = |benefit: Benefit, price: i64| benefit.off(Rial::new(price)).get();
    assert_eq!(off(Benefit::Amount { rial: Rial::new(700) }, 500), 500, "never more than the price");
    let percent = |cap: i64| Benefit::Percent { percent: 15, cap_rial: Rial::new(cap) };
    assert_eq!((off(percent(0), 999), off(percent(100), 999)), (149, 100), "rounded down, then capped");
    let reward = RewardTerms {
        window: Window { from: Some(InstantMs::new(10_000_000)), until: None },
        stock: Some(1),
        tiers: Vec::new(),
        early_tiers: vec!["gold".to_owned()],
        early_hours: 2,
        minimum: Rial::new(1_000),
    };
    let early = Asking { now: InstantMs::new(5_000_000), ..gold };
    assert_eq!(reward.refuse(&early, 0), None, "gold is let in two hours early");
    assert_eq!(reward.refuse(&Asking { tier: None, ..early }, 0), Some(Refusal::Early), "others wait");
    assert_eq!(reward.refuse(&early, 1), Some(Refusal::UsedUp { uses: 1 }), "only one");
    let small = Refusal::BelowMinimum { minimum: Rial::new(1_000) };
    assert_eq!(reward.refuse_basket(Rial::new(999)), Some(small), "a basket below its minimum");
    assert_eq!(reward.refuse_basket(Rial::new(1_000)), None, "and one that just reaches it");
}

#[test]
fn a_program_that_can_not_work_names_its_fault() {
    let base = plain;
    let ladder = |tiers: Vec<Tier>| Program { ladder: Ladder { tiers, ..Ladder::default() }, ..base() };
    let with = |rule: Multiplier| Program { multipliers: vec![rule], ..base() };
    let give = |rule: Bonus| Program { bonuses: vec![rule], ..base() };
    let today = day(1405, 9, 1);
    let table = [
        (Program { redeem_step: Points::new(15), ..base() }, ProgramFault::RedeemStepInvalid),
        (Program { expiry: Expiry::Months { months: 0 }, ..base() }, ProgramFault::ExpiryInvalid),
        (Program { available_after_days: 4_000, ..base() }, ProgramFault::TooLong),
        (with(multiplier("", 200, category(1))), ProgramFault::IdInvalid),
        (with(multiplier("base", 200, category(1))), ProgramFault::IdInvalid),
        (with(multiplier("a@b", 200, category(1))), ProgramFault::IdInvalid),
        (with(multiplier("a", 10_001, category(1))), ProgramFault::PercentOutOfRange),
        (
            with(multiplier("a", 200, campaign(today, today.plus_days(-1), &[], (0, 1440)))),
            ProgramFault::CampaignInvalid,
        ),
        (with(multiplier("a", 200, campaign(today, today, &[7], (0, 1440)))), ProgramFault::CampaignInvalid),
        (with(multiplier("a", 200, campaign(today, today, &[], (60, 60)))), ProgramFault::CampaignInvalid),
        (
            with(Multiplier { name: " ".to_owned(), ..multiplier("a", 200, category(1)) }),
            ProgramFault::NameInvalid,
        ),
        (give(bonus("a", 0, BonusReason::FirstPurchase)), ProgramFault::BonusInvalid),
        (give(bonus("a", 1, BonusReason::NthPurchase { nth: 1, every: true })), ProgramFault::BonusInvalid),
        (
            give(bonus("a", 1, BonusReason::Birthday { days_before: 100, days_after: 80 })),
            ProgramFault::BonusInvalid,
        ),
        (give(bonus("a", 1, BonusReason::Survey { every_days: 0 })), ProgramFault::BonusInvalid),
        (ladder(vec![tier("a", 5, 100), tier("b", 5, 100)]), ProgramFault::TiersNotRising),
        (ladder(vec![tier("a", 0, 100)]), ProgramFault::TiersNotRising),
        (ladder(vec![tier("a", 1, 100), tier("a", 2, 100)]), ProgramFault::IdInvalid),
    ];
    for (program, fault) in table {
        assert_eq!(program.check(), Err(fault), "{program:?}");
    }
    let many = (0..51).map(|n| multiplier(&format!("m{n}"), 200, category(n))).collect();
    assert_eq!(Program { multipliers: many, ..base() }.check(), Err(ProgramFault::TooManyRules), "51 rules");
}

fn programs() -> impl Strategy<Value = Program> {
    let rules = proptest::collection::vec((0_u16..400, 0_i64..3, any::<bool>()), 0..4);
    (1_i64..3_000, 0_i64..50, rules).prop_map(|(unit, points, rules)| {
        let rule = |(place, (percent, which, whole)): (usize, (u16, i64, bool))| {
            multiplier(&format!("m{place}"), percent, if whole { category(which) } else { product(which) })
        };
        Program {
            unit: Rial::new(unit),
            points_per_unit: Points::new(points),
            multipliers: rules.into_iter().enumerate().map(rule).collect(),
            ..Program::default()
        }
    })
}

fn baskets() -> impl Strategy<Value = EarnFacts> {
    let lines = proptest::collection::vec((0_i64..3, 0_i64..3, 0_i64..20_000, 1_i64..5_000), 1..5);
    (lines, 0_i64..5_000).prop_map(|(lines, by_points)| {
        let line = |(p, c, rial, milli): (i64, i64, i64, i64)| EarnLine {
            quantity_milli: milli,
            ..line(p, c, rial)
        };
        let facts = purchase(lines.into_iter().map(line).collect());
        let payable = Rial::new((facts.payable.get() - by_points).max(0));
        EarnFacts { payable, ..facts }
    })
}

proptest! {
    #[test]
    fn parts_add_up_and_points_are_never_below_zero(program in programs(), facts in baskets()) {
        let earned = earn(&program, &facts);
        prop_assert!(earned.points >= Points::ZERO);
        prop_assert_eq!(earned.parts.iter().map(|part| part.points.get()).sum::<i64>(), earned.points.get());
        prop_assert_eq!(earned.base, facts.payable, "the net base is what is paid in money");
    }

    #[test]
    fn goods_that_are_all_back_have_earned_nothing(program in programs(), facts in baskets()) {
        let lines = facts.lines.iter().map(|line| EarnLine { returned_milli: line.quantity_milli, ..*line });
        let gone = EarnFacts { lines: lines.collect(), ..facts };
        prop_assert_eq!(earn(&program, &gone).points, Points::ZERO);
        prop_assert_eq!(gone.returned_share(12_345), 12_345, "and all of what was paid is back");
    }

    #[test]
    fn a_share_grows_with_what_comes_back(facts in baskets(), steps in proptest::collection::vec(0_i64..5_000, 1..6)) {
        let mut now = facts;
        let mut before = 0;
        for step in steps {
            for line in &mut now.lines {
                line.returned_milli = (line.returned_milli + step).min(line.quantity_milli);
            }
            let share = now.returned_share(10_000);
            prop_assert!(share >= before && share <= 10_000, "{} after {}", share, before);
            before = share;
        }
    }

    #[test]
    fn a_split_adds_up_and_each_part_is_near_its_share(
        whole in 0_i64..1_000_000_000, weights in proptest::collection::vec(0_i64..1_000_000, 1..12),
    ) {
        let all: i64 = weights.iter().sum();
        let parts = split(whole, &weights);
        prop_assert_eq!(parts.iter().sum::<i64>(), if all == 0 { 0 } else { whole });
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = i128::from(whole) * i128::from(*weight);
            let off = (i128::from(*part) * i128::from(all) - exact).abs();
            prop_assert!(off <= i128::from(all), "{} of {} by {}", part, whole, weight);
        }
    }

    #[test]
    fn one_wrong_character_never_makes_another_code(body in "[0-9A-Z]{3,12}", place in 0_usize..13, letter in "[0-9A-Z]") {
        let code = CouponCode::with_check(&body).unwrap();
        let mut wrong: Vec<char> = code.as_str().chars().collect();
        let place = place % wrong.len();
        wrong[place] = letter.chars().next().unwrap();
        let typed: String = wrong.iter().collect();
        prop_assert_eq!(CouponCode::parse(&typed).is_ok(), typed == code.as_str());
    }

    #[test]
    fn a_reversal_finds_every_point_once(
        points in 0_i64..1_000, open in 0_i64..500, expired in 0_i64..500, paid in 0_i64..500, policy in 0_u8..3,
    ) {
        let policy = [SpentPoints::Debt, SpentPoints::Deduct, SpentPoints::WriteOff][usize::from(policy)];
        let fate = LotFate { open: Points::new(open), expired: Points::new(expired), paid_debt: Points::new(paid) };
        let found = reversal(Points::new(points), fate, policy);
        let sum = found.taken.get() + found.expired.get() + found.spent().get();
        prop_assert_eq!(sum, points);
        prop_assert!(found.taken.get() <= open && found.expired.get() <= expired);
    }
}
