//! How the money of a return goes back. The first proposal follows how the sale was paid; what a person chooses instead
//! adds up to the refund, to the rial.

use super::super::record::pay_kind;
use super::decide::Plan;
use crate::api::types::PaymentInput;
use crate::error::{AppError, Code};
use crate::till;
use bazgasht_domain::money::{MoneyUnit, Rial, amount_in_words};
use bazgasht_store::sales::{PaymentKind, Sale};
use bazgasht_store::{Reader, credit, returns};

/// The refund the way the sale was paid: what is still owed for it first, then the other payments as they came, each
/// without what went back already; what is left over is cash.
///
/// # Errors
/// What the store says.
pub(super) fn proposal(reader: &Reader, sale: &Sale, refund: Rial) -> Result<Vec<PaymentInput>, AppError> {
    let mut given = returns::refunds_of_sale(reader, sale.header.id)?;
    let mut owed = match sale.header.customer {
        Some(customer) => credit::open(reader, customer)?.get(),
        None => 0,
    };
    let mut paid: Vec<_> = sale.payments.iter().collect();
    paid.sort_by_key(|payment| payment.kind != PaymentKind::Credit);
    let mut left = refund.get();
    let mut parts: Vec<PaymentInput> = Vec::new();
    let mut add = |kind: PaymentKind, rial: i64| match parts
        .iter_mut()
        .find(|part| part.kind == till::pay_kind(kind))
    {
        Some(part) => part.amount_rial = Rial::new(part.amount_rial.get() + rial),
        None => parts.push(PaymentInput { kind: till::pay_kind(kind), amount_rial: Rial::new(rial) }),
    };
    for payment in paid {
        let mut rest = payment.amount.get();
        if let Some((_, gone)) = given.iter_mut().find(|(kind, _)| *kind == payment.kind) {
            let part = rest.min(gone.get());
            *gone = Rial::new(gone.get() - part);
            rest -= part;
        }
        if payment.kind == PaymentKind::Credit {
            // What was settled meanwhile is no debt any more: it goes back as money.
            rest = rest.min(owed.max(0));
            owed -= rest;
        }
        let part = rest.min(left);
        if part > 0 {
            add(payment.kind, part);
            left -= part;
        }
    }
    if left > 0 {
        add(PaymentKind::Cash, left);
    }
    Ok(parts)
}

/// What of the refund is in no part yet; below zero when the parts are more.
///
/// # Errors
/// `amount_too_large`.
pub(super) fn left(parts: &[PaymentInput], plan: &Plan) -> Result<Rial, AppError> {
    let total = Rial::checked_sum(parts.iter().map(|part| part.amount_rial));
    let left = total.and_then(|total| plan.refund().checked_sub(total));
    Ok(left.ok_or(Code::AmountTooLarge)?)
}

/// The parts by kind, without empty ones.
///
/// # Errors
/// `amount_negative` and `credit_needs_customer` beside the kind, `refund_mismatch`, `amount_too_large`.
pub(super) fn checked(
    parts: &[PaymentInput],
    plan: &Plan,
    unit: MoneyUnit,
) -> Result<Vec<(PaymentKind, Rial)>, AppError> {
    let mut sums: Vec<(PaymentKind, Rial)> = Vec::new();
    for part in parts {
        let kind = pay_kind(part.kind);
        let refuse = |code: Code| AppError::new(code).with("field", kind.as_str());
        if part.amount_rial < Rial::ZERO {
            return Err(refuse(Code::AmountNegative));
        }
        let is_owed = kind == PaymentKind::Credit && part.amount_rial > Rial::ZERO;
        if is_owed && plan.sale.header.customer.is_none() {
            return Err(refuse(Code::CreditNeedsCustomer));
        }
        match sums.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => {
                *sum = sum.checked_add(part.amount_rial).ok_or_else(|| refuse(Code::AmountTooLarge))?;
            }
            None => sums.push((kind, part.amount_rial)),
        }
    }
    let left = left(parts, plan)?;
    if left != Rial::ZERO {
        let mismatch = AppError::new(Code::RefundMismatch).with("field", "refund");
        let mismatch = mismatch.with("left_rial", left.get());
        return Err(mismatch.with("refund", amount_in_words(plan.refund(), unit)));
    }
    sums.retain(|(_, amount)| *amount > Rial::ZERO);
    Ok(sums)
}
