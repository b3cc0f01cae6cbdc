//! What customers owe and how they settle it. A settlement is never more than what is owed, read in its transaction;
//! a mistake is taken back by an entry of the opposite sign. When the shop owes the customer the answer says so.

use super::{name_of, note, pay_kind, payment_kind};
use crate::api::Tag;
use crate::api::types::{
    CreditKind, CreditOf, CreditRow, CreditSettled, CreditStatement, DebtorList, DebtorRow, Done, Nothing,
    PayKind, ReverseSettlement, SettleCredit,
};
use crate::core::{App, Change, Op, transact};
use crate::error::{AppError, Code};
use crate::permissions::Session;
use crate::shop::Settings;
use crate::views::{day_view, minute_of_day, national_mobile};
use bazgasht_domain::calendar::ShopDay;
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::money::{JS_SAFE_MAX, Rial, amount_in_words};
use bazgasht_domain::text::initials;
use bazgasht_domain::till::{self, SettleFault};
use bazgasht_store::credit::{self, Movement, NewSettlement, What};
use bazgasht_store::{StoreError, customers};
use std::sync::Arc;

const TOUCHED: [Tag; 2] = [Tag::Till, Tag::Customers];

pub(crate) fn debtors(app: &Arc<App>, _: &Session, _: Nothing) -> Result<DebtorList, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let mut rows = Vec::new();
        for (customer, open, since) in credit::debtors(reader)? {
            let row = customers::rows(reader, &[customer])?.into_iter().next();
            let Some(row) = row else { continue };
            rows.push(DebtorRow {
                customer,
                initials: initials(&row.full_name),
                name: row.full_name,
                mobile: row.phone.as_deref().map(national_mobile),
                open_rial: open,
                since: since.map(|day| day_view(day, today)),
            });
        }
        let owed = rows.iter().map(|row| row.open_rial).filter(|open| *open > Rial::ZERO);
        let total_rial = Rial::checked_sum(owed).ok_or(Code::AmountTooLarge)?;
        Ok(DebtorList { total_rial, rows })
    })
}

pub(crate) fn statement(app: &Arc<App>, _: &Session, request: CreditOf) -> Result<CreditStatement, AppError> {
    let today = app.today();
    app.shop().store().read(|reader| {
        let unit = Settings::read(reader)?.money_unit;
        let mut balance = Rial::ZERO;
        let mut rows = Vec::new();
        for movement in credit::movements(reader, request.customer)? {
            balance = balance.checked_add(movement.amount).ok_or(Code::AmountTooLarge)?;
            rows.push(row(movement, balance, today));
        }
        let open = balance.max(Rial::ZERO);
        Ok(CreditStatement {
            customer: request.customer,
            name: name_of(reader, request.customer)?,
            open_rial: open,
            open_words: amount_in_words(open, unit),
            owed_to_customer_rial: balance.min(Rial::ZERO).checked_neg().ok_or(Code::AmountTooLarge)?,
            rows,
        })
    })
}

fn row(movement: Movement, balance: Rial, today: ShopDay) -> CreditRow {
    let row = CreditRow {
        day: day_view(movement.day, today),
        kind: CreditKind::Sale,
        paid: None,
        invoice_no: None,
        note: None,
        amount_rial: movement.amount,
        balance_rial: balance,
        sale: None,
        settlement: None,
    };
    match movement.what {
        What::Sale { sale, invoice_no } => CreditRow { sale: Some(sale), invoice_no, ..row },
        What::Refund { invoice_no, .. } => CreditRow { kind: CreditKind::Refund, invoice_no, ..row },
        What::Settlement { settlement, kind, is_reversed, note } => CreditRow {
            kind: CreditKind::Settlement,
            paid: Some(pay_kind(kind)),
            note,
            settlement: (!is_reversed).then_some(settlement),
            ..row
        },
        What::Reversal { kind, .. } => {
            CreditRow { kind: CreditKind::Reversal, paid: Some(pay_kind(kind)), ..row }
        }
    }
}

pub(crate) fn settle(
    app: &Arc<App>,
    session: &Session,
    request: SettleCredit,
) -> Result<CreditSettled, AppError> {
    let shop = app.shop();
    let note = note(&request.note)?;
    if request.amount_rial.get() > JS_SAFE_MAX {
        return Err(Code::AmountTooLarge.into());
    }
    if request.kind == PayKind::Credit {
        return Err(AppError::new(Code::BadRequest).with("detail", "kind"));
    }
    let done =
        transact(app, &shop, session, Op::SettleCredit, &request.request_id, &TOUCHED, |tx, change| {
            let customer_name = name_of(tx, request.customer)?;
            let open = credit::open(tx, request.customer)?;
            let open_rial = till::settle(open, request.amount_rial).map_err(refusal)?;
            let entry = NewSettlement {
                kind: payment_kind(request.kind),
                amount: request.amount_rial,
                note,
                ..entry(change, session, request.customer)
            };
            let settlement = credit::settle(tx, &entry)?;
            let payload = serde_json::json!({ "amount_rial": request.amount_rial, "open_rial": open_rial });
            change.about("settlement", settlement.get(), payload);
            change.undo_by("reverse_settlement", serde_json::json!({ "settlement": settlement }));
            Ok(CreditSettled {
                settlement,
                customer_name,
                amount_rial: request.amount_rial,
                open_rial,
                repeated: false,
            })
        })?;
    Ok(CreditSettled { repeated: done.repeated, ..done.answer })
}

fn refusal(fault: SettleFault) -> AppError {
    match fault {
        SettleFault::NotPositive => Code::AmountMissing.into(),
        SettleFault::NothingOwed => Code::NothingOwed.into(),
        SettleFault::MoreThanOwed { open } => {
            AppError::new(Code::SettleOverOpen).with("open_rial", open.get())
        }
    }
}

fn entry(change: &Change, session: &Session, customer: CustomerId) -> NewSettlement {
    NewSettlement {
        customer,
        kind: payment_kind(PayKind::Cash),
        amount: Rial::ZERO,
        day: change.today,
        entry_minute: minute_of_day(change.now),
        at: change.now,
        staff: session.staff,
        note: None,
    }
}

pub(crate) fn reverse(
    app: &Arc<App>,
    session: &Session,
    request: ReverseSettlement,
) -> Result<Done, AppError> {
    let shop = app.shop();
    let op = Op::ReverseSettlement;
    let done = transact(app, &shop, session, op, &request.request_id, &TOUCHED, |tx, change| {
        let found = credit::get(tx, request.settlement)?.ok_or(Code::NotFound)?;
        if found.is_reversed || found.reverses.is_some() {
            return Err(Code::SettlementReversed.into());
        }
        let by = NewSettlement { kind: found.details.kind, ..entry(change, session, found.details.customer) };
        let id = credit::reverse(tx, found.id, &by).map_err(|error| match error {
            StoreError::Duplicate { .. } => AppError::from(Code::SettlementReversed),
            other => other.into(),
        })?;
        change.about("settlement", found.id.get(), serde_json::json!({ "reversed_by": id }));
        Ok(())
    })?;
    Ok(Done { repeated: done.repeated })
}
