//! The figures of a drawer's record as the window shows them: one shape for the open record and for a kept close.

use super::pay_kind;
use crate::api::types::{TillFigures, TillKind};
use crate::error::{AppError, Code};
use bazgasht_domain::money::Rial;
use bazgasht_domain::till::CashFlow;
use bazgasht_store::dayclose::{Figures, Flow};
use bazgasht_store::sales::PaymentKind;

const KINDS: [PaymentKind; 4] =
    [PaymentKind::Cash, PaymentKind::Card, PaymentKind::Transfer, PaymentKind::Credit];
const PERMILLE: i128 = 1_000;

/// # Errors
/// `amount_too_large`.
pub(super) fn figures(found: &Figures) -> Result<TillFigures, AppError> {
    let total = |flow: Flow| found.total(flow).ok_or_else(|| AppError::from(Code::AmountTooLarge));
    let sales = total(Flow::Sale)?;
    Ok(TillFigures {
        sales: found.sales_count,
        sales_rial: sales,
        anonymous: found.anonymous_count,
        anonymous_rial: found.anonymous,
        anonymous_permille: permille(found.anonymous_count, found.sales_count),
        discount_rial: found.discount,
        points_rial: found.points_part,
        returns: found.returns_count,
        refunds_rial: total(Flow::Refund)?,
        cancelled: found.cancelled_count,
        cancelled_rial: total(Flow::Cancelled)?,
        points_issued: found.points_issued,
        points_redeemed: found.points_redeemed,
        points_reversed: found.points_reversed,
        credit_given_rial: found.amount(Flow::Sale, PaymentKind::Credit),
        credit_settled_rial: total(Flow::Settlement)?,
        put_in_rial: total(Flow::PutIn)?,
        taken_out_rial: total(Flow::TakenOut)?,
        kinds: KINDS.iter().map(|kind| row(found, *kind)).collect::<Result<_, _>>()?,
    })
}

fn row(found: &Figures, kind: PaymentKind) -> Result<TillKind, AppError> {
    // The drawer's own moves are told beside the table: they are nobody's payment.
    let flow = CashFlow { put_in: Rial::ZERO, taken_out: Rial::ZERO, ..flow_of(found, kind, Rial::ZERO) };
    Ok(TillKind {
        kind: pay_kind(kind),
        sales_rial: flow.sales,
        settlements_rial: flow.settlements,
        refunds_rial: flow.refunds,
        cancelled_rial: flow.cancelled,
        net_rial: flow.expected().ok_or(Code::AmountTooLarge)?,
    })
}

fn flow_of(found: &Figures, kind: PaymentKind, opening: Rial) -> CashFlow {
    CashFlow {
        opening,
        sales: found.amount(Flow::Sale, kind),
        settlements: found.amount(Flow::Settlement, kind),
        refunds: found.amount(Flow::Refund, kind),
        cancelled: found.amount(Flow::Cancelled, kind),
        put_in: found.amount(Flow::PutIn, kind),
        taken_out: found.amount(Flow::TakenOut, kind),
    }
}

/// What should lie in the drawer.
///
/// # Errors
/// `amount_too_large`.
pub(super) fn expected_cash(found: &Figures, opening: Rial) -> Result<Rial, AppError> {
    Ok(flow_of(found, PaymentKind::Cash, opening).expected().ok_or(Code::AmountTooLarge)?)
}

fn permille(part: i64, whole: i64) -> Option<i64> {
    let share = (whole > 0).then(|| i128::from(part) * PERMILLE / i128::from(whole))?;
    i64::try_from(share).ok()
}
