//! The drawer's own moves: cash in and out for something other than a sale, each with its reason.

use super::DayView;
use bazgasht_domain::ids::DrawerMoveId;
use bazgasht_domain::money::Rial;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which way cash goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DrawerWay {
    In,
    Out,
}

/// Cash put into the drawer or taken out of it, for something other than a sale.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveCash {
    pub request_id: String,
    pub way: DrawerWay,
    /// Above zero.
    pub amount_rial: Rial,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CashMoved {
    pub movement: DrawerMoveId,
    pub way: DrawerWay,
    pub amount_rial: Rial,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReverseCashMove {
    pub request_id: String,
    pub movement: DrawerMoveId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveUndone {
    /// The move of the opposite sign.
    pub by: DrawerMoveId,
    pub repeated: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CashMoveView {
    pub id: DrawerMoveId,
    pub way: DrawerWay,
    pub amount_rial: Rial,
    pub reason: String,
    pub day: DayView,
    /// HH:MM in Tehran.
    pub time: String,
    pub staff_name: Option<String>,
    /// Taken back in the same record.
    pub undone: bool,
    /// Takes back a move of an earlier record.
    pub reversal: bool,
}
