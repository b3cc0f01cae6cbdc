//! A return while it is being chosen. What is wrong stands beside the list of what could come back.

use super::super::record::BASE_RULE;
use super::decide::{self, Plan};
use super::refund;
use crate::api::types::{
    EarnPart, FamilyShare, PaymentInput, PreviewReturn, ReturnPoints, ReturnPreview, ReturnableLine, TierRef,
};
use crate::club;
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use crate::views::day_view;
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::TierBasis;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::{Reader, customers, merges, points};
use std::sync::Arc;

pub(crate) fn preview(
    app: &Arc<App>,
    _: &Session,
    request: PreviewReturn,
) -> Result<ReturnPreview, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let asked = decide::plan(reader, request.sale, Some(&request.what));
        let choice = [Code::ReturnNothing, Code::ReturnTooMuch, Code::ReturnLineUnknown, Code::ReturnByLines];
        match asked {
            Ok(plan) => with_refund(reader, &plan, request.refund.as_deref(), today),
            Err(error) if choice.iter().any(|code| error.is(*code)) => {
                let mut nothing = view(reader, &decide::plan(reader, request.sale, None)?, today)?;
                nothing.problems.push(error.into_problem());
                Ok(nothing)
            }
            Err(error) => Err(error),
        }
    })
}

/// The parts that the person chose, looked at to the rial.
fn with_refund(
    reader: &Reader,
    plan: &Plan,
    parts: Option<&[PaymentInput]>,
    today: ShopDay,
) -> Result<ReturnPreview, AppError> {
    let seen = view(reader, plan, today)?;
    let Some(parts) = parts else { return Ok(seen) };
    let left = refund::left(parts, plan)?;
    let unit = Settings::read(reader)?.money_unit;
    let problem = refund::checked(parts, plan, unit).err().map(AppError::into_problem);
    Ok(ReturnPreview { refund_left_rial: left, problems: problem.into_iter().collect(), ..seen })
}

fn view(reader: &Reader, plan: &Plan, today: ShopDay) -> Result<ReturnPreview, AppError> {
    let header = &plan.sale.header;
    let name = match header.customer {
        Some(customer) => customers::rows(reader, &[customer])?.into_iter().next().map(|row| row.full_name),
        None => None,
    };
    let lines = plan.sale.lines.iter().map(|line| {
        let back = plan.back.iter().find(|back| back.line == line.id);
        ReturnableLine {
            line: line.id,
            product: line.product,
            title: line.title.clone(),
            unit_price_rial: line.unit_price,
            quantity_milli: line.quantity_milli,
            returned_milli: line.returned_milli,
            returning_milli: back.map_or(0, |back| back.quantity_milli),
            goods_rial: back.map_or(Rial::ZERO, |back| back.goods),
        }
    });
    let coupon =
        bazgasht_store::club::coupon_of_sale(reader, header.id)?.filter(|used| plan.full && !used.is_back);
    let reward =
        bazgasht_store::club::reward_of_sale(reader, header.id)?.filter(|used| plan.full && !used.is_back);
    Ok(ReturnPreview {
        sale: header.id,
        invoice_no: header.invoice_no.clone().unwrap_or_default(),
        day: day_view(header.day, today),
        customer: header.customer,
        customer_name: name,
        lines: lines.collect(),
        left_rial: Rial::new(header.total.get() - header.returned.get()),
        goods_rial: plan.goods,
        deducted_rial: plan.deducted,
        refund_rial: plan.refund(),
        refund: refund::proposal(reader, &plan.sale, plan.refund())?,
        refund_left_rial: Rial::ZERO,
        full: plan.full,
        points: points_view(reader, plan, today)?,
        coupon_back: match coupon {
            Some(used) => bazgasht_store::club::coupon(reader, used.coupon)?.map(|coupon| coupon.code),
            None => None,
        },
        reward_back: match reward {
            Some(used) => bazgasht_store::club::reward(reader, used.reward)?.map(|reward| reward.name),
            None => None,
        },
        problems: Vec::new(),
    })
}

/// What the return does to points; read before anything of it is written.
pub(super) fn points_view(reader: &Reader, plan: &Plan, today: ShopDay) -> Result<ReturnPoints, AppError> {
    let Some(customer) = plan.sale.header.customer else { return Ok(ReturnPoints::default()) };
    let sum_of = |reversed: &decide::Reversed| {
        let found = reversed.found;
        found.taken.get() + found.expired.get() + found.spent().get()
    };
    let part = |reversed: &decide::Reversed| {
        let points = Points::new(-sum_of(reversed));
        let rule = &reversed.entry.cause.rule;
        let program = plan.counted_by.as_ref().filter(|_| rule != BASE_RULE);
        club::part_of_rule(program, rule, points)
    };
    let reversed: Vec<EarnPart> = plan.reversed.iter().map(part).collect();
    let sum = |back: &decide::GivenBack| back.to.iter().map(|(_, part)| part.get()).sum::<i64>();
    let given_back: i64 = plan.given_back.iter().map(sum).sum();
    let (mut own, mut to_others) = (0, Vec::<FamilyShare>::new());
    for back in &plan.given_back {
        let home = merges::home(reader, back.customer)?;
        if home == merges::home(reader, customer)? {
            own += sum(back);
        } else if let Some(known) = to_others.iter_mut().find(|known| known.customer == home) {
            known.points = Points::new(known.points.get() + sum(back));
        } else {
            let name = customers::rows(reader, &[home])?.into_iter().next().map(|row| row.full_name);
            let (name, points) = (name.unwrap_or_default(), Points::new(sum(back)));
            to_others.push(FamilyShare { customer: home, name, points });
        }
    }
    let posted: i64 = plan.reversed.iter().map(|r| r.found.taken.get() + r.found.debt.get()).sum();
    let spent: i64 = plan.reversed.iter().map(|reversed| reversed.found.spent().get()).sum();
    let ended = ended_by(reader, plan, customer, today)?;
    let balance = points::balance(reader, customer)?.get() + own - posted - ended;
    let (tier_after, tier_changes) = tier_after(reader, plan, customer, (posted, today))?;
    Ok(ReturnPoints {
        reversed_points: Points::new(plan.reversed.iter().map(sum_of).sum()),
        reversed,
        spent: Points::new(spent),
        spent_policy: plan.policy,
        given_back: Points::new(given_back),
        given_back_to_others: to_others,
        balance_after: Some(Points::new(balance)),
        tier_after,
        tier_changes,
    })
}

/// What ends because points go back into lots that are over: the rest of such a lot, unless it ended today already.
fn ended_by(reader: &Reader, plan: &Plan, customer: CustomerId, today: ShopDay) -> Result<i64, AppError> {
    let mut ended = 0;
    let mut seen = Vec::new();
    let lots = plan.given_back.iter().flat_map(|back| back.to.iter().map(|(lot, _)| (back.customer, *lot)));
    for (owner, lot) in lots {
        if merges::home(reader, owner)? != customer {
            continue;
        }
        let found = points::lot_of(reader, owner, lot)?;
        let over =
            found.filter(|lot| lot.expires.is_some_and(|last| last < today) && !seen.contains(&lot.entry));
        let Some(over) = over else { continue };
        seen.push(over.entry);
        let rule = today.get().to_string();
        let before = points::entries_of_source(reader, "expiry", over.entry.get())?;
        if !before.iter().any(|entry| entry.cause.rule == rule) {
            ended += over.open.get();
        }
    }
    Ok(ended)
}

fn tier_after(
    reader: &Reader,
    plan: &Plan,
    customer: CustomerId,
    (posted, today): (i64, ShopDay),
) -> Result<(Option<TierRef>, bool), AppError> {
    let program = bazgasht_store::club::current(reader)?.rules;
    let ladder = &program.ladder;
    let standing = bazgasht_store::club::standing(reader, customer)?;
    let at = ladder.rank(standing.as_ref().map(|standing| standing.tier.as_str()));
    let Some(rank) = at else { return Ok((None, false)) };
    let before = club::qualifying(reader, ladder, customer, today)?;
    let in_window = plan.sale.header.day >= ladder.window_start(today);
    let less = match ladder.basis {
        TierBasis::Spend if in_window => plan.goods.get(),
        TierBasis::Spend => 0,
        TierBasis::Points => posted,
    };
    let threshold = ladder.tiers.get(rank).map_or(0, |tier| tier.threshold);
    let falls = before >= threshold && before - less < threshold;
    let after = ladder.reached(before - less);
    let view = after.map(|tier| TierRef { id: tier.id.clone(), name: tier.name.clone() });
    Ok(if falls { (view, true) } else { (None, false) })
}
