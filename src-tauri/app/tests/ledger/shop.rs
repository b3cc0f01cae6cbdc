//! The real program, driven through the dispatcher and looked at through the statement and the file.

use super::model::{program, redeem_wanted};
use super::{Ledger, Op, PEOPLE, Seen};
use crate::support::Shop;
use bazgasht_domain::clock::Clock;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::points;
use serde_json::{Value, json};

pub struct Real {
    pub shop: Shop,
    pub people: [i64; PEOPLE],
    which: usize,
    revision: i64,
    sales: Vec<(i64, Vec<i64>)>,
    last: Option<(&'static str, Value)>,
}

impl Real {
    pub fn new() -> Self {
        let shop = Shop::in_memory();
        let people = [0, 1].map(|n| shop.customer("سارا", ["نیکنام", "پارسا"][n], ""));
        Self { shop, people, which: 0, revision: 1, sales: Vec::new(), last: None }
    }

    fn change(&mut self, command: &'static str, request: Value) -> Result<Value, String> {
        let answer = self.shop.call(command, request.clone()).map_err(|error| error.code)?;
        if matches!(command, "record_sale" | "record_return" | "cancel_sale" | "adjust_points") {
            self.last = Some((command, request));
        }
        Ok(answer)
    }

    /// The place of the last sale.
    pub fn newest(&self) -> usize {
        self.sales.len() - 1
    }

    fn sale(&self, sale: usize) -> Option<(i64, Vec<i64>)> {
        if self.sales.is_empty() { None } else { self.sales.get(sale % self.sales.len()).cloned() }
    }

    fn sell(&mut self, who: usize, lines: &[(i64, i64)], percent: i64, days_ago: i32) -> Result<(), String> {
        let price: i64 = lines.iter().map(|(pieces, price)| pieces * price * 100_000).sum();
        let request = json!({ "customer": self.people[who], "skip": 0, "limit": 1 });
        let spendable = self.shop.ok("points_statement", request)["spendable"].as_i64().expect("a number");
        let (redeem, value) = redeem_wanted(self.which, spendable, price, percent);
        let line = |(pieces, price): &(i64, i64)| json!({ "product": null, "title": "x", "quantity": pieces, "unit_price_rial": price * 100_000 });
        let receipt = self.change(
            "record_sale",
            json!({
                "request_id": self.shop.request_id(), "customer": self.people[who], "amount_rial": 0,
                "lines": lines.iter().map(line).collect::<Vec<_>>(), "discount_rial": 0, "redeem_points": redeem,
                "payments": [{ "kind": "card", "amount_rial": price - value }],
                "day": self.shop.today().plus_days(-days_ago).get(), "note": "",
            }),
        )?;
        let sale = receipt["sale"].as_i64().expect("an id");
        let request = json!({ "sale": sale, "what": { "kind": "lines", "lines": [] } });
        let preview = self.shop.ok("preview_return", request);
        let lines = preview["lines"].as_array().expect("lines").iter();
        self.sales.push((sale, lines.map(|line| line["line"].as_i64().expect("an id")).collect()));
        Ok(())
    }

    fn give_back(&mut self, sale: usize, part: Option<(usize, i64)>) -> Result<(), String> {
        let (sale, lines) = self.sale(sale).ok_or("nothing")?;
        let what = match part {
            Some((line, pieces)) => {
                let line = lines[line % lines.len()];
                json!({ "kind": "lines", "lines": [{ "line": line, "quantity_milli": pieces * 1_000 }] })
            }
            None => json!({ "kind": "all" }),
        };
        let preview = self.shop.call("preview_return", json!({ "sale": sale, "what": what }));
        let preview = preview.map_err(|error| error.code)?;
        if let Some(problem) = preview["problems"].as_array().and_then(|problems| problems.first()) {
            return Err(problem["code"].as_str().unwrap_or_default().to_owned());
        }
        let receipt = self.change(
            "record_return",
            json!({
                "request_id": self.shop.request_id(), "sale": sale, "what": what, "reason": "x",
                "refund": preview["refund"], "day": null,
            }),
        )?;
        let same = ["goods_rial", "deducted_rial", "refund_rial", "full", "points"];
        for field in same {
            assert_eq!(receipt[field], preview[field], "the return is what its preview promised: {field}");
        }
        let after = receipt["points"]["balance_after"].as_i64();
        let customer = receipt["customer"].as_i64().expect("an id");
        assert_eq!(after, Some(self.shop.balance_in_file(customer)), "the balance that was promised");
        Ok(())
    }
}

impl Ledger for Real {
    fn apply(&mut self, op: &Op) -> Result<(), String> {
        let id = self.shop.request_id();
        match op {
            Op::Sell { who, lines, redeem_percent, days_ago } => {
                self.sell(*who, lines, *redeem_percent, *days_ago)
            }
            Op::Return { sale, part } => self.give_back(*sale, *part),
            Op::Cancel { sale } => {
                let (sale, _) = self.sale(*sale).ok_or("nothing")?;
                self.change("cancel_sale", json!({ "request_id": id, "sale": sale, "reason": "x" })).map(drop)
            }
            Op::Adjust { who, points } => {
                let request = json!({ "request_id": id, "customer": self.people[*who], "points": points, "reason": "x" });
                self.change("adjust_points", request).map(drop)
            }
            Op::Pass { days } | Op::SetClock { days } => {
                let now = self.shop.clock.now().get();
                self.shop.set_now(now + days * 86_400_000);
                self.shop.app.tick();
                Ok(())
            }
            Op::ConfirmClock => self.change("confirm_clock", json!({ "request_id": id })).map(drop),
            Op::SaveProgram { which } => {
                let request =
                    json!({ "request_id": id, "revision": self.revision, "program": program(*which) });
                let saved = self.change("save_program", request)?;
                self.revision = saved["revision"].as_i64().expect("a number");
                self.which = *which;
                Ok(())
            }
            Op::ReviewTiers => self.change("review_tiers", json!({ "request_id": id })).map(drop),
            Op::Repeat => {
                let Some((command, request)) = self.last.clone() else { return Ok(()) };
                let again = self.shop.call(command, request).map_err(|error| error.code)?;
                assert_eq!(again["repeated"], true, "{command} again is a no-op");
                Ok(())
            }
        }
    }

    fn seen(&self, who: usize) -> Seen {
        let customer = CustomerId::new(self.people[who]);
        let request = json!({ "customer": customer, "skip": 0, "limit": 1 });
        let statement = self.shop.ok("points_statement", request);
        let number = |value: &Value| value.as_i64().expect("a number");
        let kinds = statement["by_kind"].as_array().expect("a list").iter();
        let by_kind = kinds
            .map(|total| (total["kind"].as_str().unwrap_or_default().to_owned(), number(&total["points"])));
        let newest = statement["entries"].as_array().and_then(|entries| entries.first().cloned());
        if let Some(newest) = newest {
            assert_eq!(newest["balance_after"], statement["balance"], "the statement ends at the balance");
        }
        let store = self.shop.app.shop();
        let (lots, wrong) = store
            .store()
            .read(|reader| -> Result<_, bazgasht_store::StoreError> {
                Ok((points::open_lots(reader, customer)?, points::audit(reader)?))
            })
            .expect("the file can be read");
        assert_eq!(wrong, [], "the ledger adds up for everybody");
        Seen {
            balance: number(&statement["balance"]),
            debt: number(&statement["debt"]),
            lots: lots
                .iter()
                .map(|lot| (lot.open.get(), lot.size.get(), lot.expires.map(|day| day.get())))
                .collect(),
            by_kind: by_kind.filter(|(_, sum)| *sum != 0).collect(),
        }
    }
}
