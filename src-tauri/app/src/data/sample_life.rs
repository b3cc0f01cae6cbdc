//! The learning shop at work: its club, its leads and offers, notes. All of it goes through
//! the same commands as a person's own clicks, so it is never something that a shop could not come to.

use crate::core::App;
use crate::dispatch::dispatch;
use crate::error::AppError;
use crate::permissions::Session;
use bazgasht_domain::calendar::{JalaliDate, ShopDay};
use bazgasht_sample::club;
use serde_json::{Value, json};
use std::sync::Arc;

/// Households of the shop, and those that have spent together.
const FAMILIES: usize = 3;
const FAMILIES_SPENDING: usize = 2;
/// Looked for among so many people with the most points.
const FAMILIES_AMONG: i64 = 400;

/// Puts the shop to work once; a second time changes nothing.
///
/// # Errors
/// What the commands say.
pub fn enliven(app: &Arc<App>) -> Result<(), AppError> {
    // Leads and the best customers are asked of the numbers, which may be of the time before the shop was written.
    app.shop().load_numbers(|| {})?;
    let mut hand = Hand { app, step: 0 };
    hand.set_up_club()?;
    hand.join_families()?;
    hand.talk_to_leads()?;
    hand.quote_and_note()
}

struct Hand<'a> {
    app: &'a Arc<App>,
    step: u32,
}

impl Hand<'_> {
    fn ask(&self, command: &str, payload: Value) -> Result<Value, AppError> {
        dispatch(self.app, &Session::OWNER, command, payload)
    }

    fn change(&mut self, command: &str, mut payload: Value) -> Result<Value, AppError> {
        self.step += 1;
        payload["request_id"] = json!(format!("sample-{}", self.step));
        self.ask(command, payload)
    }

    fn set_up_club(&mut self) -> Result<(), AppError> {
        let today = self.app.today();
        let club = self.ask("read_club", json!({}))?;
        let mut program = club["program"].clone();
        program["expiry"] = json!({ "kind": "months", "months": 12 });
        program["ladder"]["tiers"] = club::TIERS
            .iter()
            .map(|(id, name, threshold, percent)| {
                json!({ "id": id, "name": name, "threshold": threshold, "percent": percent })
            })
            .collect();
        program["bonuses"] = json!([
            { "id": "birthday", "name": club::BIRTHDAY_NAME, "points": club::BIRTHDAY_POINTS, "minimum_rial": 0,
              "reason": { "kind": "birthday", "days_before": 3, "days_after": 3 } },
            { "id": "referral", "name": club::REFERRAL_NAME, "points": club::REFERRAL_POINTS, "minimum_rial": 1_000_000,
              "reason": { "kind": "referral", "referrer_points": club::REFERRAL_POINTS, "after_days": 7 } },
        ]);
        self.change("save_program", json!({ "revision": club["revision"], "program": program }))?;
        self.change("review_tiers", json!({}))?;

        let at = |day: ShopDay| json!({ "day": day, "minute": 0 });
        let off = |rial: i64| json!({ "kind": "amount", "rial": rial });
        let gift = json!({ "kind": "gift", "title": club::GIFT_REWARD });
        let tenth = json!({ "kind": "percent", "percent": 10, "cap_rial": 2_000_000 });
        let nobody = json!([]);
        let rewards = [
            (club::AMOUNT_REWARD, off(500_000), 50_000, None, None, None),
            (club::GIFT_REWARD, gift, 120_000, Some(10), None, None),
            (club::DELIVERY_REWARD, json!({ "kind": "free_delivery" }), 40_000, None, None, None),
            (club::TWO_DAYS_REWARD, tenth.clone(), 80_000, Some(30), Some(today), Some(today.plus_days(2))),
        ];
        for (name, benefit, points, stock, from, until) in rewards {
            let is_short = from.is_some();
            self.change(
                "save_reward",
                json!({ "reward": null, "archived": false, "fields": {
                    "name": name, "benefit": benefit, "points": points, "stock": stock,
                    "from": from.map(at), "until": until.map(at), "tiers": nobody,
                    "early_tiers": if is_short { json!([club::TIERS[1].0]) } else { nobody.clone() },
                    "early_hours": if is_short { 24 } else { 0 },
                } }),
            )?;
        }
        self.change(
            "save_coupon",
            json!({ "coupon": null, "code": club::COUPON_CODE, "customer": null, "archived": false, "fields": {
                "name": club::COUPON_NAME, "benefit": tenth, "minimum_rial": 5_000_000, "max_uses": 100,
                "max_uses_per_customer": 1, "from": at(today), "until": at(today.plus_days(30)),
                "products": nobody, "categories": nobody, "tiers": nobody,
            } }),
        )?;
        Ok(())
    }

    /// People on one mobile keep a household; the first two have spent its points already.
    fn join_families(&mut self) -> Result<(), AppError> {
        let people = self.ask(
            "list_customers",
            json!({ "text": "", "filter": "all", "sort": "points", "descending": true, "offset": 0, "limit": FAMILIES_AMONG }),
        )?;
        let mut made = 0;
        for row in people["rows"].as_array().into_iter().flatten() {
            let page = self.ask("read_family", json!({ "customer": row["id"] }))?;
            let others = page["suggested"].as_array().cloned().unwrap_or_default();
            if !page["family"].is_null() || others.is_empty() {
                continue;
            }
            let mut members = vec![row["id"].clone()];
            members.extend(others.iter().map(|other| other["id"].clone()));
            let name = format!("{} {}", club::FAMILY_OF, page["last_name"].as_str().unwrap_or_default());
            self.change("make_family", json!({ "name": name, "members": members }))?;
            made += 1;
            if let (true, Some(buyer)) = (made <= FAMILIES_SPENDING, others.last()) {
                self.spend_together(buyer)?;
            }
            if made == FAMILIES {
                break;
            }
        }
        Ok(())
    }

    /// The one with the fewest points buys with everybody's.
    fn spend_together(&mut self, buyer: &Value) -> Result<(), AppError> {
        let (customer, basket) = (&buyer["id"], club::FAMILY_BASKET);
        let seen = self.ask(
            "preview_sale",
            json!({ "customer": customer, "amount_text": (basket.get() / 10).to_string(), "lines": [],
                    "discount_text": "", "redeem_text": "" }),
        )?;
        let own = buyer["points_balance"].as_i64().unwrap_or_default();
        let wanted = (own + club::FAMILY_SPENDS_BEYOND.get()) / 1_000 * 1_000;
        let points = wanted.min(seen["redeem_points_max"].as_i64().unwrap_or_default());
        let again = self.ask(
            "preview_sale",
            json!({ "customer": customer, "amount_text": (basket.get() / 10).to_string(), "lines": [],
                    "discount_text": "", "redeem_text": points.to_string() }),
        )?;
        self.change(
            "record_sale",
            json!({ "customer": customer, "amount_rial": again["total_rial"], "lines": [], "discount_rial": 0,
                    "redeem_points": points, "day": null, "note": "",
                    "payments": [{ "kind": "card", "amount_rial": again["payable_rial"] }] }),
        )?;
        Ok(())
    }

    /// One lead in each stage, as far as there are leads.
    fn talk_to_leads(&mut self) -> Result<(), AppError> {
        let found = self.ask("read_leads", json!({ "stage": "new", "offset": 0, "limit": 4 }))?;
        let leads: Vec<Value> = found["columns"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|column| column["rows"].as_array().into_iter().flatten())
            .map(|row| row["customer"].clone())
            .collect();
        let stages = [("contacted", ""), ("offer", ""), ("lost", club::LOST_REASON)];
        for (lead, (stage, reason)) in leads.iter().zip(stages) {
            if stage == "offer" {
                self.offer(lead, "basket", 1, club::OFFER_NOTE)?;
            }
            self.change("set_lead_stage", json!({ "customer": lead, "stage": stage, "reason": reason }))?;
        }
        Ok(())
    }

    fn quote_and_note(&mut self) -> Result<(), AppError> {
        let best = self.ask(
            "list_customers",
            json!({ "text": "", "filter": "all", "sort": "value", "descending": true, "offset": 0, "limit": 3 }),
        )?;
        let best: Vec<Value> =
            best["rows"].as_array().into_iter().flatten().map(|row| row["id"].clone()).collect();
        for (customer, text) in best.iter().zip(club::BEST_NOTES) {
            self.change("add_note", json!({ "customer": customer, "text": text }))?;
        }
        match best.first() {
            Some(customer) => self.offer(customer, "quote", 0, club::QUOTE_NOTE),
            None => Ok(()),
        }
    }

    /// An offer of three goods, to be reminded of in `in_days`.
    fn offer(&mut self, customer: &Value, kind: &str, in_days: i32, note: &str) -> Result<(), AppError> {
        let goods = json!({ "text": "", "category": null, "archived": false, "offset": 40, "limit": 3 });
        let goods = self.ask("list_products", goods)?;
        let lines: Value = goods["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|product| {
                json!({ "product": product["id"], "title": product["name"], "quantity": 2,
                        "unit_price_rial": product["price_rial"] })
            })
            .collect();
        let remind = JalaliDate::from_day(self.app.today().plus_days(in_days)).format_slashes();
        self.change(
            "save_offer",
            json!({ "offer": null, "customer": customer, "kind": kind, "lines": lines, "remind": remind, "note": note }),
        )?;
        Ok(())
    }
}
