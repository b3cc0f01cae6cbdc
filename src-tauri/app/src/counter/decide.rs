//! One decision for preview and record: total, discount, points spent, payable, points earned.

use crate::api::types::{
    AmountWarning, AmountWarningKind, EarnBreakdown, FieldProblem, LineInput, PreviewSale, SaleField,
    SalePreview,
};
use crate::core::App;
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::{self, RedeemFault, earn};
use bazgasht_domain::money::{self, AmountError, JS_SAFE_MAX, MoneyUnit, Rial, amount_in_words};
use bazgasht_domain::points::Points;
use bazgasht_store::{Reader, points};
use std::sync::Arc;

/// What the sale comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bill {
    pub total: Rial,
    pub discount: Rial,
    pub redeem: Points,
    pub redeem_value: Rial,
    pub payable: Rial,
    pub earned: Points,
}

/// What was asked, read into numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub customer: Option<CustomerId>,
    pub amount: Rial,
    pub lines: &'a [LineInput],
    pub discount: Rial,
    pub redeem: Points,
}

/// Decides the bill against a balance that the caller read in the same snapshot or transaction.
///
/// # Errors
/// The field that is wrong, with its code.
pub(super) fn bill(
    asked: &Asked<'_>,
    program: &loyalty::Program,
    balance: Points,
) -> Result<Bill, (SaleField, AppError)> {
    let total =
        if asked.lines.is_empty() { checked_amount(asked.amount)? } else { lines_total(asked.lines)? };
    if asked.discount < Rial::ZERO || asked.discount > total {
        return Err((SaleField::Discount, Code::DiscountTooLarge.into()));
    }
    let after_discount = total.checked_sub(asked.discount).unwrap_or(Rial::ZERO);
    let redeem_value = redeem_value(asked, program, balance, after_discount)?;
    let payable = after_discount.checked_sub(redeem_value).unwrap_or(Rial::ZERO);
    let earned = if asked.customer.is_some() { earn(program, payable) } else { Points::ZERO };
    Ok(Bill { total, discount: asked.discount, redeem: asked.redeem, redeem_value, payable, earned })
}

fn checked_amount(amount: Rial) -> Result<Rial, (SaleField, AppError)> {
    if amount < Rial::ZERO {
        return Err((SaleField::Amount, Code::AmountNegative.into()));
    }
    if amount.get() > JS_SAFE_MAX {
        return Err((SaleField::Amount, Code::AmountTooLarge.into()));
    }
    Ok(amount)
}

/// Lines add up; each has a title, a whole positive quantity and a price that is not negative.
fn lines_total(lines: &[LineInput]) -> Result<Rial, (SaleField, AppError)> {
    let mut total = Rial::ZERO;
    for (line, row) in lines.iter().zip(1_u64..) {
        let bad = |code: Code| (SaleField::Lines, AppError::new(code).with("row", row));
        if line.title.trim().is_empty() {
            return Err(bad(Code::LineTitleEmpty));
        }
        if line.quantity <= 0 {
            return Err(bad(Code::LineQuantityInvalid));
        }
        if line.unit_price_rial < Rial::ZERO {
            return Err(bad(Code::LinePriceInvalid));
        }
        let amount =
            line.unit_price_rial.checked_mul(line.quantity).and_then(|amount| total.checked_add(amount));
        total = amount.filter(|sum| sum.get() <= JS_SAFE_MAX).ok_or_else(|| bad(Code::AmountTooLarge))?;
    }
    Ok(total)
}

fn redeem_value(
    asked: &Asked<'_>,
    program: &loyalty::Program,
    balance: Points,
    after_discount: Rial,
) -> Result<Rial, (SaleField, AppError)> {
    let refuse = |error: AppError| (SaleField::Redeem, error);
    if asked.redeem == Points::ZERO {
        return Ok(Rial::ZERO);
    }
    if asked.redeem < Points::ZERO {
        return Err(refuse(Code::RedeemInvalid.into()));
    }
    if asked.customer.is_none() {
        return Err(refuse(Code::RedeemNeedsCustomer.into()));
    }
    if asked.redeem > balance {
        let short = AppError::new(Code::PointsNotEnough);
        return Err(refuse(short.with("balance", balance.get()).with("wanted", asked.redeem.get())));
    }
    program.redeem(asked.redeem, after_discount).map_err(|fault| {
        refuse(match fault {
            RedeemFault::NotPositive => Code::RedeemInvalid.into(),
            RedeemFault::BelowMinimum { minimum } => {
                AppError::new(Code::RedeemMinimum).with("minimum", minimum.get())
            }
            RedeemFault::NotAMultiple { step } => AppError::new(Code::RedeemStep).with("step", step.get()),
            RedeemFault::AboveCap { .. } => Code::RedeemOverTotal.into(),
        })
    })
}

/// Spendable points of a customer.
pub(super) fn balance_of(reader: &Reader, customer: Option<CustomerId>) -> Result<Points, AppError> {
    customer.map_or(Ok(Points::ZERO), |customer| Ok(points::balance(reader, customer)?))
}

pub(crate) fn preview(app: &Arc<App>, _: &Session, request: PreviewSale) -> Result<SalePreview, AppError> {
    let shop = app.shop();
    let (settings, balance) = shop.store().read(|reader| -> Result<_, AppError> {
        Ok((Settings::read(reader)?, balance_of(reader, request.customer)?))
    })?;
    let mut problems = Vec::new();
    let mut note = |field: SaleField, error: AppError| {
        problems.push(FieldProblem { field, problem: error.into_problem() });
    };
    let unit = settings.money_unit;
    let typed = |text: &str| if text.trim().is_empty() { Ok(Rial::ZERO) } else { read_amount(text, unit) };
    let amount = if request.lines.is_empty() {
        if request.amount_text.trim().is_empty() {
            note(SaleField::Amount, Code::AmountMissing.into());
        }
        typed(&request.amount_text).unwrap_or_else(|error| {
            note(SaleField::Amount, error);
            Rial::ZERO
        })
    } else {
        Rial::ZERO
    };
    let discount = typed(&request.discount_text).unwrap_or_else(|error| {
        note(SaleField::Discount, error);
        Rial::ZERO
    });
    let redeem = read_points(&request.redeem_text).unwrap_or_else(|error| {
        note(SaleField::Redeem, error);
        Points::ZERO
    });
    let program = settings.program.rules;
    let asked = Asked { customer: request.customer, amount, lines: &request.lines, discount, redeem };
    let decided = bill(&asked, &program, balance).or_else(|(field, error)| {
        note(field, error);
        // The rest of the bill is still worth seeing.
        bill(&Asked { discount: Rial::ZERO, redeem: Points::ZERO, ..asked }, &program, balance)
    });
    let bill = decided.unwrap_or(Bill {
        total: Rial::ZERO,
        discount: Rial::ZERO,
        redeem: Points::ZERO,
        redeem_value: Rial::ZERO,
        payable: Rial::ZERO,
        earned: Points::ZERO,
    });
    let after_discount = bill.total.checked_sub(bill.discount).unwrap_or(Rial::ZERO);
    let balance_after = balance.get().saturating_sub(bill.redeem.get()).saturating_add(bill.earned.get());
    Ok(SalePreview {
        total_rial: bill.total,
        line_discount_rial: Rial::ZERO,
        discount_rial: bill.discount,
        coupon: None,
        reward: None,
        free_delivery: false,
        redeem_points: bill.redeem,
        redeem_rial: bill.redeem_value,
        payable_rial: bill.payable,
        total_words: amount_in_words(bill.total, unit),
        payable_words: amount_in_words(bill.payable, unit),
        earn: request.customer.map(|_| breakdown(&program, &bill)),
        balance_after: request.customer.map(|_| Points::new(balance_after)),
        tier: None,
        tier_reached: false,
        pending_points: Points::ZERO,
        held_points: Points::ZERO,
        debt_points: Points::ZERO,
        redeem_points_max: program.redeemable(balance, after_discount),
        amount_warning: warning(app, request.customer, bill.total)?,
        problems,
    })
}

fn breakdown(program: &loyalty::Program, bill: &Bill) -> EarnBreakdown {
    EarnBreakdown {
        base_rial: bill.payable,
        unit_rial: program.unit,
        points_per_unit: program.points_per_unit,
        points: bill.earned,
        remainder_rial: program.unearned_rial(bill.payable),
        carried_rial: Rial::ZERO,
        parts: Vec::new(),
        available_from: None,
        expires: None,
    }
}

fn read_amount(text: &str, unit: MoneyUnit) -> Result<Rial, AppError> {
    let amount = money::parse_amount(text, unit).map_err(|fault| {
        AppError::new(match fault {
            AmountError::Empty => Code::AmountMissing,
            AmountError::TooLarge => Code::AmountTooLarge,
            AmountError::FractionOfRial => Code::AmountFraction,
            AmountError::NotANumber | AmountError::Grouping => Code::AmountInvalid,
        })
    })?;
    checked_amount(amount).map_err(|(_, error)| error)
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
    if total <= Rial::ZERO || !app.shop().numbers_cell().is_ready() {
        return Ok(None);
    }
    let usual =
        app.shop().numbers_cell().with(|numbers| Ok(super::person::usual_basket(numbers, customer)))?;
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
