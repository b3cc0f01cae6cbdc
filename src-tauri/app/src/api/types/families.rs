//! Households that spend their points together.

use super::DayView;
use bazgasht_domain::ids::{CustomerId, FamilyId};
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The household on the page of one of its people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyPage {
    pub family: Option<FamilyView>,
    /// Who shares a mobile with this person and is in no family yet.
    pub suggested: Vec<PoolPerson>,
    /// What a new family would be called after.
    pub last_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyView {
    pub family: FamilyId,
    pub name: String,
    /// In the order in which they came.
    pub members: Vec<PoolMember>,
    /// What they may spend together: Σ spendable lots − Σ debts − Σ holds.
    pub points: Points,
    pub points_value_rial: Rial,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PoolMember {
    pub person: PoolPerson,
    /// Of their own, if they were alone.
    pub spendable: Points,
    pub held: Points,
    pub debt: Points,
    pub since: DayView,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PoolPerson {
    pub id: CustomerId,
    pub name: String,
    pub initials: String,
    /// National form, ASCII digits.
    pub mobile: Option<String>,
    pub points_balance: Points,
}

/// The household of the person at the counter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyAtCounter {
    pub family: FamilyId,
    pub name: String,
    /// Names of the others, in the order in which they came.
    pub others: Vec<String>,
    pub points: Points,
    pub points_value_rial: Rial,
}

/// The household in a sale that is being typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyInSale {
    pub name: String,
    /// What they may spend together before the sale.
    pub points: Points,
    /// After what this sale spends; what it earns is not in it.
    pub points_after: Points,
    /// Whose points the sale takes, the buyer's first; empty when it spends none.
    pub taken: Vec<FamilyShare>,
}

/// One person's part of what is spent or comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FamilyShare {
    pub customer: CustomerId,
    pub name: String,
    pub points: Points,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeFamily {
    pub request_id: String,
    /// Empty for the family name of the first.
    pub name: String,
    /// Two or more, each once.
    pub members: Vec<CustomerId>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameFamily {
    pub request_id: String,
    pub family: FamilyId,
    pub name: String,
}

/// Somebody comes into a family, or leaves it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FamilyOfMember {
    pub request_id: String,
    pub family: FamilyId,
    pub customer: CustomerId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DissolveFamily {
    pub request_id: String,
    pub family: FamilyId,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FamilyChanged {
    /// None when the last one who was left alone made it end.
    pub family: Option<FamilyId>,
    pub repeated: bool,
}
