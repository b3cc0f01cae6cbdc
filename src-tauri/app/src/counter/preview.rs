//! What a sale would be while it is being typed. Every field that is wrong says so beside itself; the rest of the bill
//! is still worth seeing.

use super::decide::{self, Asked, Bill};
use super::load::Desk;
use super::person::usual_basket;
use super::record::sale_day;
use crate::api::types::{
    AmountWarning, AmountWarningKind, CouponApplied, EarnBreakdown, EarnPart, FieldProblem, PreviewSale,
    RewardApplied, SaleField, SalePreview, TierStanding,
};
use crate::club::{self, Life};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{DueBonus, Purse, TierBasis, spendable};
use bazgasht_domain::money::{self, AmountError, JS_SAFE_MAX, MoneyUnit, Rial, amount_in_words};
use bazgasht_domain::points::Points;
use bazgasht_store::Reader;
use std::sync::Arc;

/// Problems beside their fields.
#[derive(Default)]
struct Notes(Vec<FieldProblem>);

impl Notes {
    fn add(&mut self, field: SaleField, error: AppError) {
        self.0.push(FieldProblem { field, problem: error.into_problem() });
    }

    /// The value, or its default beside a note.
    fn or_default<T: Default>(&mut self, field: SaleField, read: Result<T, AppError>) -> T {
        read.unwrap_or_else(|error| {
            self.add(field, error);
            T::default()
        })
    }
}

pub(crate) fn preview(app: &Arc<App>, _: &Session, request: PreviewSale) -> Result<SalePreview, AppError> {
    let shop = app.shop();
    let now = app.now();
    let mut preview =
        shop.store().read(|reader| view(reader, &request, (now, ShopDay::from_instant(now))))?;
    preview.amount_warning = warning(app, request.customer, preview.total_rial)?;
    Ok(preview)
}

fn view(
    reader: &Reader,
    request: &PreviewSale,
    (now, today): (bazgasht_domain::clock::InstantMs, ShopDay),
) -> Result<SalePreview, AppError> {
    let mut desk = Desk::open(reader, request.customer, now)?;
    if let (Some(member), Some(pool), Some(suspended)) =
        (desk.member.as_mut(), desk.pool.as_mut(), request.suspended)
    {
        pool.without_hold_of(reader, member, suspended, now)?;
    }
    let purses = desk.purses(today);
    let unit = desk.settings.money_unit;
    let mut notes = Notes::default();
    let typed = |text: &str| if text.trim().is_empty() { Ok(Rial::ZERO) } else { read_amount(text, unit) };
    let amount = if request.lines.is_empty() {
        if request.amount_text.trim().is_empty() {
            notes.add(SaleField::Amount, Code::AmountMissing.into());
        }
        notes.or_default(SaleField::Amount, typed(&request.amount_text))
    } else {
        Rial::ZERO
    };
    let discount = notes.or_default(SaleField::Discount, typed(&request.discount_text));
    let redeem = notes.or_default(SaleField::Redeem, read_points(&request.redeem_text));
    let coupon = notes.or_default(SaleField::Coupon, desk.coupon(reader, &request.coupon_code));
    let reward = notes.or_default(SaleField::Reward, desk.reward(reader, request.reward));
    let day = sale_day(request.day, today).unwrap_or_else(|error| {
        notes.add(SaleField::Day, error);
        today
    });
    let lines = desk.lines(reader, &request.lines, coupon.as_ref().map(|(coupon, _)| coupon));
    let lines = lines.unwrap_or_else(|(field, error)| {
        notes.add(field, error);
        Vec::new()
    });
    let asked = Asked {
        member: desk.member.as_ref(),
        purses: &purses,
        amount,
        lines: &lines,
        discount,
        redeem,
        coupon: coupon.as_ref().map(|(coupon, uses)| (coupon, *uses)),
        reward: reward.as_ref(),
        day,
        minute: (day == today).then(|| minute_of_day(now)),
        now,
        unit,
    };
    let (asked, bill) = decided(asked, &desk, &mut notes);
    let bonuses = desk.within_limits(reader, bill.bonuses.clone())?;
    let line_discount = lines.iter().map(|line| line.discount.get()).sum();
    let basket =
        Rial::new(bill.total.get() - bill.discount.get() - bill.coupon_off.get() - bill.reward_off.get());
    let member = desk.member.as_ref();
    let spendable = spendable(&purses).get() - bill.reward_points.get();
    let sum = |of: fn(&Purse) -> Points| Points::new(purses.iter().map(|purse| of(purse).get()).sum());
    let breakdown = member.map(|_| breakdown(&desk, &bill, &bonuses, (day, today)));
    let earned = breakdown.as_ref().map_or(0, |breakdown| breakdown.points.get());
    let (tier, tier_reached) = tier_after(reader, &desk, &bill, earned, today)?;
    Ok(SalePreview {
        total_rial: bill.total,
        line_discount_rial: Rial::new(line_discount),
        discount_rial: bill.discount,
        coupon: match asked.coupon {
            Some((coupon, _)) => Some(CouponApplied {
                coupon: club::coupon_view(reader, coupon, now)?,
                off_rial: bill.coupon_off,
            }),
            None => None,
        },
        reward: asked.reward.map(|reward| RewardApplied {
            reward: reward.id,
            name: reward.name.clone(),
            benefit: reward.benefit.clone(),
            points: reward.points,
            off_rial: bill.reward_off,
        }),
        redeem_points: bill.redeem,
        redeem_rial: bill.redeem_value,
        payable_rial: bill.payable,
        free_delivery: decide::has_free_delivery(&asked),
        total_words: amount_in_words(bill.total, unit),
        payable_words: amount_in_words(bill.payable, unit),
        earn: breakdown,
        balance_after: member
            .map(|member| Points::new(member.balance.get() - bill.taken_of(member.id) + earned)),
        tier,
        tier_reached,
        pending_points: member.map_or(Points::ZERO, |member| member.pending(today)),
        held_points: sum(|purse| purse.held),
        debt_points: sum(|purse| purse.debt),
        family: desk.family_in_sale(&bill, &purses),
        redeem_points_max: desk.version.rules.redeemable(Points::new(spendable), basket),
        amount_warning: None,
        problems: notes.0,
    })
}

/// Decides, leaving out one refused field after another.
fn decided<'a>(mut asked: Asked<'a>, desk: &Desk, notes: &mut Notes) -> (Asked<'a>, Bill) {
    loop {
        match decide::bill(&asked, &desk.version.rules) {
            Ok(bill) => return (asked, bill),
            Err((field, error)) => {
                notes.add(field, error);
                match field {
                    SaleField::Discount => asked.discount = Rial::ZERO,
                    SaleField::Redeem => asked.redeem = Points::ZERO,
                    SaleField::Coupon => asked.coupon = None,
                    SaleField::Reward => asked.reward = None,
                    SaleField::Amount | SaleField::Lines | SaleField::Payments | SaleField::Day => {
                        // Nothing can be said without an amount.
                        asked = Asked {
                            amount: Rial::ZERO,
                            lines: &[],
                            discount: Rial::ZERO,
                            redeem: Points::ZERO,
                            coupon: None,
                            reward: None,
                            ..asked
                        };
                    }
                }
            }
        }
    }
}

fn breakdown(
    desk: &Desk,
    bill: &Bill,
    bonuses: &[DueBonus],
    (day, today): (ShopDay, ShopDay),
) -> EarnBreakdown {
    let program = &desk.version.rules;
    let earned = bill.earned.as_ref();
    let mut parts: Vec<EarnPart> =
        earned.map_or_else(Vec::new, |earned| club::earn_parts(program, &earned.parts));
    parts.extend(bonuses.iter().map(|bonus| club::bonus_part(program, bonus.place, bonus.points)));
    let life = Life::of(program, day);
    EarnBreakdown {
        base_rial: earned.map_or(Rial::ZERO, |earned| earned.base),
        unit_rial: program.unit,
        points_per_unit: program.points_per_unit,
        points: Points::new(parts.iter().map(|part| part.points.get()).sum()),
        remainder_rial: earned.map_or(Rial::ZERO, |earned| earned.remainder),
        carried_rial: bill.facts.as_ref().map_or(Rial::ZERO, |facts| facts.carried),
        parts,
        available_from: life.available_from.map(|from| day_view(from, today)),
        expires: life.expires.map(|last| day_view(last, today)),
    }
}

/// Where the sale would lift its customer.
fn tier_after(
    reader: &Reader,
    desk: &Desk,
    bill: &Bill,
    earned: i64,
    today: ShopDay,
) -> Result<(Option<TierStanding>, bool), AppError> {
    let ladder = &desk.version.rules.ladder;
    let Some(member) = desk.member.as_ref().filter(|_| !ladder.is_empty()) else { return Ok((None, false)) };
    let more = match ladder.basis {
        TierBasis::Spend => bill.payable.get(),
        TierBasis::Points => earned,
    };
    let figure = club::qualifying(reader, ladder, member.id, today)?.saturating_add(more);
    let mut view = club::standing_view(ladder, member.tier.as_ref(), figure, today);
    let reached = ladder.reached(figure);
    let rises = ladder.rank(reached.map(|tier| tier.id.as_str())) > ladder.rank(member.tier_id());
    if let (true, Some(view)) = (rises, view.as_mut()) {
        view.tier = club::tier_ref(ladder, reached.map(|tier| tier.id.as_str()));
        view.since = Some(day_view(today, today));
        view.grace_until = None;
    }
    Ok((view, rises))
}

pub(crate) fn read_amount(text: &str, unit: MoneyUnit) -> Result<Rial, AppError> {
    let amount = money::parse_amount(text, unit).map_err(|fault| {
        AppError::new(match fault {
            AmountError::Empty => Code::AmountMissing,
            AmountError::TooLarge => Code::AmountTooLarge,
            AmountError::FractionOfRial => Code::AmountFraction,
            AmountError::NotANumber | AmountError::Grouping => Code::AmountInvalid,
        })
    })?;
    if amount < Rial::ZERO {
        return Err(Code::AmountNegative.into());
    }
    if amount.get() > JS_SAFE_MAX { Err(Code::AmountTooLarge.into()) } else { Ok(amount) }
}

fn read_points(text: &str) -> Result<Points, AppError> {
    if text.trim().is_empty() {
        return Ok(Points::ZERO);
    }
    // Points are whole numbers; reading them as rial accepts the same digits and separators.
    let whole = money::parse_amount(text, MoneyUnit::Rial).map_err(|_| AppError::new(Code::RedeemInvalid))?;
    if whole < Rial::ZERO { Err(Code::RedeemInvalid.into()) } else { Ok(Points::new(whole.get())) }
}

/// Ten times off: seven times the usual basket or more, or a seventh of it or less.
const SLIP_FACTOR: i64 = 7;

fn warning(
    app: &Arc<App>,
    customer: Option<CustomerId>,
    total: Rial,
) -> Result<Option<AmountWarning>, AppError> {
    if total <= Rial::ZERO {
        return Ok(None);
    }
    let usual = usual_basket(&app.shop(), customer)?;
    Ok(usual.filter(|usual| *usual > Rial::ZERO).and_then(|usual_rial| {
        let kind = if total.get() / SLIP_FACTOR >= usual_rial.get() {
            AmountWarningKind::TenTimesMore
        } else if usual_rial.get() / SLIP_FACTOR >= total.get() {
            AmountWarningKind::TenTimesLess
        } else {
            return None;
        };
        Some(AmountWarning { kind, usual_rial })
    }))
}
