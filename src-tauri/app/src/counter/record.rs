//! Recording a sale: load, decide, write sale, lines, payments, coupon, reward, ledger and tier in one transaction.

use super::decide::{self, Asked, Bill};
use super::lines::PricedLine;
use super::load::Desk;
use crate::api::Tag;
use crate::api::types::{LineInput, PayKind, PaymentInput, RecordSale, SaleReceipt};
use crate::club::{self, Judge, Life, Member, Occasion, Poster, Step, Why};
use crate::core::{App, Change, Effect, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::views::{day_view, minute_of_day, time_of_minute};
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_domain::ids::SaleId;
use bazgasht_domain::loyalty::{DueBonus, Remainder};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_domain::text::store_form;
use bazgasht_insights::columns::Purchase;
use bazgasht_store::club::{Reward, RewardUse};
use bazgasht_store::points::EntryKind;
use bazgasht_store::{Tx, points, sales, settings};
use std::sync::Arc;

/// Longest note we keep.
const NOTE_CHARS_MAX: usize = 2_000;
/// The last invoice number given at this counter.
const INVOICE_KEY: &str = "counter.invoice";

pub(crate) fn record(
    app: &Arc<App>,
    session: &Session,
    request: RecordSale,
) -> Result<SaleReceipt, AppError> {
    let shop = app.shop();
    let touched = [Tag::Sales, Tag::Points, Tag::Customers, Tag::Till];
    let request_id = request.request_id.clone();
    let done = transact(app, &shop, session, Op::RecordSale, &request_id, &touched, |tx, change| {
        write(tx, change, session, &request)
    })?;
    Ok(SaleReceipt { repeated: done.repeated, ..done.answer })
}

fn write(
    tx: &Tx,
    change: &mut Change,
    session: &Session,
    request: &RecordSale,
) -> Result<SaleReceipt, AppError> {
    let refused = |(_, error): (_, AppError)| error;
    let day = sale_day(request.day, change.today)?;
    let minute = minute_of_day(change.now);
    let entry_minute = (day == change.today).then_some(minute);
    // Before the balance is read: what the suspended sale reserved is this sale's to spend.
    crate::till::take_up(tx, request.suspended, change.now)?;
    let desk = Desk::open(tx, request.customer, change.now)?;
    let coupon = desk.coupon(tx, &request.coupon_code)?;
    let reward = desk.reward(tx, request.reward)?;
    let lines = desk.lines(tx, &request.lines, coupon.as_ref().map(|(coupon, _)| coupon)).map_err(refused)?;
    let purses = desk.purses(change.today);
    let asked = Asked {
        member: desk.member.as_ref(),
        purses: &purses,
        amount: request.amount_rial,
        lines: &lines,
        discount: request.discount_rial,
        redeem: request.redeem_points,
        coupon: coupon.as_ref().map(|(coupon, uses)| (coupon, *uses)),
        reward: reward.as_ref(),
        day,
        minute: entry_minute,
        now: change.now,
        unit: desk.settings.money_unit,
    };
    let bill = decide::bill(&asked, &desk.version.rules).map_err(refused)?;
    check_payments(&request.payments, bill.payable)?;
    crate::till::refuse_nameless_credit(request.customer, &request.payments)?;
    if request.note.chars().count() > NOTE_CHARS_MAX {
        return Err(AppError::new(Code::TextTooLong).with("max", NOTE_CHARS_MAX));
    }
    let invoice_no = next_invoice(tx)?;
    let note = Some(store_form(&request.note)).filter(|note| !note.is_empty());
    let discount = Rial::new(bill.discount.get() + bill.coupon_off.get());
    let written = request.lines.iter().zip(&lines).map(|(typed, line)| new_line(typed, line));
    let sale = sales::insert(
        tx,
        &sales::NewSale {
            entry_minute,
            invoice_no: Some(invoice_no.clone()),
            discount,
            points_part: bill.points_part(),
            staff: session.staff,
            program_rev: Some(desk.version.revision),
            note,
            lines: written.collect(),
            payments: request.payments.iter().map(payment).collect(),
            ..sales::NewSale::amount(request.customer, day, bill.payable, change.now)
        },
    )?;
    take_coupon(tx, change, &asked, sale, &bill)?;
    let poster = Poster { tx, at: change.now, day, actor: session.staff };
    let mut given = Given::default();
    if let Some(member) = &desk.member {
        let bonuses = desk.within_limits(tx, bill.bonuses.clone())?;
        take_reward(tx, change, member, reward.as_ref(), sale, &bill)?;
        given = credit_and_debit(&poster, &desk, member, (sale, &bill, &bonuses))?;
        let is_limited = coupon.as_ref().is_some_and(|(coupon, _)| coupon.terms.is_limited());
        let carries = desk.version.rules.remainder == Remainder::Carry;
        keep_facts(tx, member, sale, &bill, is_limited || carries)?;
        let judge = Judge {
            tx,
            program: &desk.version.rules,
            revision: desk.version.revision,
            today: change.today,
            at: change.now,
            actor: session.staff,
        };
        if judge.look(member.id, Occasion::Sale { sale: sale.get() })? == Step::Up {
            let standing = bazgasht_store::club::standing(tx, member.id)?;
            let ladder = &desk.version.rules.ladder;
            given.tier = club::tier_ref(ladder, standing.as_ref().map(|standing| standing.tier.as_str()));
        }
        change.effect(Effect::Bought(Purchase { customer: member.id, day, net: bill.payable }));
    } else {
        change.effect(Effect::SoldAnonymously { day, net: bill.payable });
    }
    crate::till::promise_with(tx, sale, request.promised)?;
    if let Some(offer) = request.offer {
        crate::customers::sold_by(tx, change, offer, request.customer, sale)?;
    }
    change.about(
        "sale",
        sale.get(),
        serde_json::json!({ "total_rial": bill.payable, "points": given.earned }),
    );
    let balance_after = desk.member.as_ref().map(|member| points::balance(tx, member.id)).transpose()?;
    let family_points = super::receipt::family_points(tx, request.customer, change.now)?;
    let free_delivery = decide::has_free_delivery(&asked);
    Ok(SaleReceipt {
        sale,
        invoice_no,
        day: day_view(day, change.today),
        time: time_of_minute(minute),
        customer: request.customer,
        customer_name: desk.member.map(|member| member.name),
        total_rial: bill.total,
        payable_rial: bill.payable,
        discount_rial: discount,
        points_rial: bill.points_part(),
        points_earned: given.earned,
        points_redeemed: Points::new(bill.redeem.get() + bill.reward_points.get()),
        balance_after,
        family_points,
        coupon_code: coupon.map(|(coupon, _)| coupon.code),
        reward: reward.map(|reward| reward.name),
        free_delivery,
        tier_reached: given.tier.map(|tier| tier.name),
        repeated: false,
    })
}

/// What the ledger and the ladder gave.
#[derive(Default)]
struct Given {
    earned: Points,
    tier: Option<crate::api::types::TierRef>,
}

fn take_coupon(
    tx: &Tx,
    change: &Change,
    asked: &Asked<'_>,
    sale: SaleId,
    bill: &Bill,
) -> Result<(), AppError> {
    let Some((coupon, _)) = asked.coupon else { return Ok(()) };
    let customer = asked.member.map(|member| member.id);
    let used = (coupon.id, bill.coupon_off);
    if bazgasht_store::club::take_coupon(tx, sale, customer, used, change.now)? {
        Ok(())
    } else {
        Err(AppError::new(Code::CouponUsedUp).with("uses", coupon.uses))
    }
}

fn take_reward(
    tx: &Tx,
    change: &Change,
    member: &Member,
    reward: Option<&Reward>,
    sale: SaleId,
    bill: &Bill,
) -> Result<(), AppError> {
    let Some(reward) = reward else { return Ok(()) };
    let taken = RewardUse { reward: reward.id, points: reward.points, off: bill.reward_off, is_back: false };
    if bazgasht_store::club::take_reward(tx, sale, member.id, &taken, change.now)? {
        Ok(())
    } else {
        Err(Code::RewardGone.into())
    }
}

/// Spends first, from what was there before the sale; then what the sale earned, which pays debts first.
fn credit_and_debit(
    poster: &Poster<'_>,
    desk: &Desk,
    member: &Member,
    (sale, bill, bonuses): (SaleId, &Bill, &[DueBonus]),
) -> Result<Given, AppError> {
    let program = &desk.version.rules;
    let sale = sale.get();
    for (shares, rule) in [(&bill.redeem_from, BASE_RULE), (&bill.reward_from, REWARD_RULE)] {
        for share in shares {
            // The source, rule and kind of an entry are written once: each of a household has a rule of their own.
            let rule =
                if share.owner == member.id { rule.to_owned() } else { format!("{rule}@{}", share.owner) };
            poster.take(share, Why::of_sale(EntryKind::Redeem, sale, &rule))?;
        }
    }
    let life = Life::of(program, poster.day);
    let owes = member.debt() > Points::ZERO;
    let earned = bill.earned.as_ref().map_or(Points::ZERO, |earned| earned.points);
    poster.credit(member.id, earned, Why::of_sale(EntryKind::Earn, sale, BASE_RULE), life, owes)?;
    let mut sum = earned.get();
    for bonus in bonuses {
        let why = Why::of_sale(EntryKind::Bonus, sale, &bonus.rule);
        poster.credit(member.id, bonus.points, why, life, owes)?;
        sum += bonus.points.get();
    }
    Ok(Given { earned: Points::new(sum), tier: None })
}

/// The ledger's name of the base rule, for earning and for redeeming.
pub(super) const BASE_RULE: &str = "base";
/// The ledger's name of points that paid a reward.
pub(super) const REWARD_RULE: &str = "reward";

/// Keeps what the base rule alone would not tell a later return; a plain sale keeps nothing.
fn keep_facts(tx: &Tx, member: &Member, sale: SaleId, bill: &Bill, has_rules: bool) -> Result<(), AppError> {
    let (Some(facts), Some(earned)) = (&bill.facts, &bill.earned) else { return Ok(()) };
    let is_plain = earned.parts.len() == 1 && !has_rules;
    if !is_plain {
        bazgasht_store::club::keep_facts(tx, sale, facts)?;
        bazgasht_store::club::add_carry(tx, member.id, "sale", sale.get(), earned.carry)?;
    }
    Ok(())
}

/// A sale may be back-dated, never post-dated.
pub(super) fn sale_day(asked: Option<ShopDay>, today: ShopDay) -> Result<ShopDay, AppError> {
    let day = asked.unwrap_or(today);
    if JalaliDate::try_from_day(day).is_err() {
        return Err(Code::DateYearOutOfRange.into());
    }
    if day > today { Err(Code::DateInFuture.into()) } else { Ok(day) }
}

fn check_payments(payments: &[PaymentInput], payable: Rial) -> Result<(), AppError> {
    let negative = payments.iter().any(|payment| payment.amount_rial < Rial::ZERO);
    let paid = payments.iter().try_fold(Rial::ZERO, |sum, payment| sum.checked_add(payment.amount_rial));
    if negative || paid != Some(payable) { Err(Code::PaymentsMismatch.into()) } else { Ok(()) }
}

/// Invoice numbers of the counter count up without gaps.
fn next_invoice(tx: &Tx) -> Result<String, AppError> {
    let next = settings::get::<i64>(tx, INVOICE_KEY)?.unwrap_or(0) + 1;
    settings::put(tx, INVOICE_KEY, &next)?;
    Ok(next.to_string())
}

fn new_line(typed: &LineInput, line: &PricedLine) -> sales::NewLine {
    sales::NewLine {
        product: line.product,
        title: line.product.is_none().then(|| store_form(&typed.title)),
        quantity_milli: line.quantity_milli,
        unit_price: line.unit_price,
        discount: line.discount,
        total: line.total,
    }
}

pub(super) fn pay_kind(kind: PayKind) -> sales::PaymentKind {
    match kind {
        PayKind::Card => sales::PaymentKind::Card,
        PayKind::Cash => sales::PaymentKind::Cash,
        PayKind::Transfer => sales::PaymentKind::Transfer,
        PayKind::Credit => sales::PaymentKind::Credit,
    }
}

fn payment(payment: &PaymentInput) -> sales::NewPayment {
    sales::NewPayment { kind: pay_kind(payment.kind), amount: payment.amount_rial, reference: None }
}
