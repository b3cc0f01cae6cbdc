//! The real program, driven through the dispatcher and looked at through the statement and the file.

use super::rules::{
    COUPON_PERCENT, COUPON_USES, COUPON_USES_EACH, REWARD_POINTS, REWARD_RIAL, REWARD_STOCK, program,
};
use super::{Ledger, Op, PEOPLE, Seen, Sell};
use crate::support::Shop;
use bazgasht_app::Session;
use bazgasht_app::data::import_file;
use bazgasht_app::import::{Choices, Kind, Opened, Report};
use bazgasht_domain::calendar::JalaliDate;
use bazgasht_domain::clock::Clock;
use bazgasht_domain::ids::CustomerId;
use bazgasht_store::points;
use serde_json::{Value, json};

const NAMES: [&str; PEOPLE] = ["نیکنام", "پارسا", "آذری"];
const MOBILES: [&str; PEOPLE] = ["09121726548", "09351908594", "09107263541"];

pub struct Real {
    pub shop: Shop,
    pub people: [i64; PEOPLE],
    revision: i64,
    coupon: Value,
    reward: Value,
    sales: Vec<(i64, Vec<i64>)>,
    suspended: Vec<i64>,
    /// The merge and the request that made it.
    merges: Vec<(i64, String)>,
    imports: usize,
    last: Option<(&'static str, Value)>,
}

impl Real {
    pub fn new() -> Self {
        let shop = Shop::in_memory();
        let people = std::array::from_fn(|n| shop.customer("سارا", NAMES[n], MOBILES[n]));
        let fields = json!({ "name": "x", "benefit": { "kind": "percent", "percent": COUPON_PERCENT, "cap_rial": 0 }, "minimum_rial": 0, "max_uses": COUPON_USES, "max_uses_per_customer": COUPON_USES_EACH, "from": null, "until": null, "products": [], "categories": [], "tiers": [] });
        let coupon = shop.ok("save_coupon", json!({ "request_id": "coupon", "coupon": null, "code": "", "customer": null, "archived": false, "fields": fields }));
        let fields = json!({ "name": "x", "benefit": { "kind": "amount", "rial": REWARD_RIAL }, "points": REWARD_POINTS, "stock": REWARD_STOCK, "from": null, "until": null, "tiers": [], "early_tiers": [], "early_hours": 0 });
        let reward = shop.ok(
            "save_reward",
            json!({ "request_id": "reward", "reward": null, "archived": false, "fields": fields }),
        );
        Self {
            people,
            revision: 1,
            coupon: coupon["code"].clone(),
            reward: reward["reward"].clone(),
            sales: Vec::new(),
            suspended: Vec::new(),
            merges: Vec::new(),
            imports: 0,
            last: None,
            shop,
        }
    }

    fn change(&mut self, command: &'static str, mut request: Value) -> Result<Value, String> {
        request["request_id"] = json!(self.shop.request_id());
        let answer = self.shop.call(command, request.clone()).map_err(|error| error.code)?;
        let is_kept = matches!(
            command,
            "record_sale"
                | "record_return"
                | "cancel_sale"
                | "adjust_points"
                | "merge_customers"
                | "survey_answered"
                | "make_family"
                | "add_to_family"
        );
        if is_kept {
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

    fn family_of(&self, customer: i64) -> Option<Value> {
        let page = self.shop.ok("read_family", json!({ "customer": customer }));
        Some(page["family"].clone()).filter(|family| !family.is_null())
    }

    fn sell(&mut self, sell: &Sell) -> Result<(), String> {
        let line = |(pieces, price): &(i64, i64)| json!({ "product": null, "title": "x", "quantity": pieces, "unit_price_rial": price * 100_000 });
        let kind = if sell.on_credit { "credit" } else { "card" };
        let receipt = self.change(
            "record_sale",
            json!({
                "customer": self.people[sell.who], "amount_rial": 0,
                "lines": sell.lines.iter().map(line).collect::<Vec<_>>(), "discount_rial": sell.asked.discount,
                "redeem_points": sell.asked.redeem,
                "payments": [{ "kind": kind, "amount_rial": sell.asked.payable }],
                "day": self.shop.today().plus_days(-sell.days_ago).get(), "note": "",
                "coupon_code": if sell.coupon { self.coupon.clone() } else { json!("") },
                "reward": if sell.reward { self.reward.clone() } else { json!(null) },
                "suspended": sell.suspended.map(|place| self.suspended[place]),
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
            json!({ "sale": sale, "what": what, "reason": "x", "refund": preview["refund"], "day": null }),
        )?;
        let same = ["goods_rial", "deducted_rial", "refund_rial", "full"];
        for field in same {
            assert_eq!(receipt[field], preview[field], "the return is what its preview promised: {field}");
        }
        for field in ["reversed", "reversed_points", "spent", "given_back"] {
            let (points, promised) = (&receipt["points"], &preview["points"]);
            assert_eq!(points[field], promised[field], "its points are what the preview promised: {field}");
        }
        let after = receipt["points"]["balance_after"].as_i64();
        let customer = receipt["customer"].as_i64().expect("an id");
        assert_eq!(after, Some(self.shop.balance_in_file(customer)), "the balance that is told");
        Ok(())
    }

    fn unmerge(&mut self, merge: usize, by_undo: bool) -> Result<(), String> {
        if self.merges.is_empty() {
            return Err("nothing".to_owned());
        }
        let (merge, of) = self.merges[merge % self.merges.len()].clone();
        // Something else about the customer may have come after it: then only its own command is left.
        if by_undo
            && self.change("undo_change", json!({ "of": of })).is_ok_and(|done| done["repeated"] == false)
        {
            return Ok(());
        }
        self.change("undo_merge", json!({ "merge": merge })).map(drop)
    }

    /// A file comes in; the second time nothing of it is new.
    fn import(&mut self, kind: Kind, content: &str, is_new: impl Fn(&Report) -> bool) {
        let path = self.shop.app.folder().join("file.csv");
        std::fs::write(&path, content).expect("a file");
        let choices = Choices { kind: Some(kind), ..Choices::default() };
        for is_again in [false, true] {
            let mut file = Opened::open(&path).expect("a table");
            let report = import_file(&self.shop.app, &Session::OWNER, &mut file, &choices, &mut |_| {});
            let report = report.expect("an import");
            assert_eq!(report.rejected_rows, 0, "every row is read: {report:?}");
            assert!(!(is_again && is_new(&report)), "the same file again brings nothing: {report:?}");
        }
    }
}

impl Ledger for Real {
    fn apply(&mut self, op: &Op) -> Result<(), String> {
        match op {
            Op::Sell(sell) => self.sell(sell),
            Op::Return { sale, part } => self.give_back(*sale, *part),
            Op::Cancel { sale } => {
                let (sale, _) = self.sale(*sale).ok_or("nothing")?;
                self.change("cancel_sale", json!({ "sale": sale, "reason": "x" })).map(drop)
            }
            Op::Adjust { who, points } => {
                let request = json!({ "customer": self.people[*who], "points": points, "reason": "x" });
                self.change("adjust_points", request).map(drop)
            }
            Op::Pass { days } | Op::SetClock { days } => {
                let now = self.shop.clock.now().get();
                self.shop.set_now(now + days * 86_400_000);
                self.shop.app.tick();
                Ok(())
            }
            Op::ConfirmClock => self.change("confirm_clock", json!({})).map(drop),
            Op::SaveProgram { which } => {
                let request = json!({ "revision": self.revision, "program": program(*which) });
                let saved = self.change("save_program", request)?;
                self.revision = saved["revision"].as_i64().expect("a number");
                Ok(())
            }
            Op::ReviewTiers => self.change("review_tiers", json!({})).map(drop),
            Op::Merge { kept, gone } => {
                let (kept, gone) = (self.people[*kept], self.people[*gone]);
                let request = json!({ "kept": kept, "gone": gone, "from_gone": [] });
                let merged = self.change("merge_customers", request)?;
                let request = self.last.as_ref().map(|(_, request)| request["request_id"].clone());
                let request = request.and_then(|id| id.as_str().map(str::to_owned)).expect("just made");
                self.merges.push((merged["merge"].as_i64().expect("an id"), request));
                Ok(())
            }
            Op::Unmerge { merge, by_undo } => self.unmerge(*merge, *by_undo),
            Op::Suspend { who, points } => {
                let request = json!({ "suspended": null, "label": "", "customer": self.people[*who], "body": "{}", "total_rial": 0, "lines": 0, "redeem_points": points });
                let kept = self.change("suspend_sale", request)?;
                self.suspended.push(kept["id"].as_i64().expect("an id"));
                Ok(())
            }
            Op::Drop { suspended } => {
                let many = self.suspended.len().max(1);
                let one = self.suspended.get(suspended % many).copied().ok_or("suspended_ended")?;
                self.change("drop_suspended", json!({ "suspended": one })).map(drop)
            }
            Op::Join { who, with } => {
                let (who, with) = (self.people[*who], self.people[*with]);
                match self.family_of(with) {
                    Some(family) => {
                        let request = json!({ "family": family["family"], "customer": who });
                        self.change("add_to_family", request).map(drop)
                    }
                    None => {
                        self.change("make_family", json!({ "name": "", "members": [with, who] })).map(drop)
                    }
                }
            }
            Op::Leave { who, all } => {
                let who = self.people[*who];
                let family = self.family_of(who).ok_or("nothing")?["family"].clone();
                if *all {
                    self.change("dissolve_family", json!({ "family": family })).map(drop)
                } else {
                    self.change("leave_family", json!({ "family": family, "customer": who })).map(drop)
                }
            }
            Op::Survey { who } => {
                self.change("survey_answered", json!({ "customer": self.people[*who] })).map(drop)
            }
            Op::Refer { who, by } => {
                let by = by.map(|by| self.people[by]);
                let request = json!({ "customer": self.people[*who], "referrer": by });
                self.change("set_referrer", request).map(drop)
            }
            Op::ImportSale { who, days_ago } => {
                self.imports += 1;
                let day = JalaliDate::from_day(self.shop.today().plus_days(-days_ago)).format_slashes();
                let (number, mobile) = (self.imports, MOBILES[*who]);
                let text = format!("شماره فاکتور;تاریخ;موبایل;مبلغ\nx{number};{day};{mobile};500000\n");
                self.import(Kind::Sales, &text, |report| report.created.sales > 0);
                Ok(())
            }
            Op::ImportPoints { who, points } => {
                let (name, mobile) = (NAMES[*who], MOBILES[*who]);
                let text = format!("نام;نام خانوادگی;موبایل;امتیاز\nسارا;{name};{mobile};{points}\n");
                self.import(Kind::Customers, &text, |report| report.created.opening_points > 0);
                Ok(())
            }
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
        let lots = store.store().read(|reader| points::open_lots(reader, customer));
        let lots = lots.expect("the file can be read");
        let told: i64 =
            statement["lots"].as_array().expect("lots").iter().map(|lot| number(&lot["open"])).sum();
        let open: i64 = lots.iter().map(|lot| lot.open.get()).sum();
        assert_eq!(told, open, "the statement's lots are the ledger's");
        let family = self.family_of(customer.get());
        let place = |member: &Value| {
            let id = number(&member["person"]["id"]);
            self.people.iter().position(|known| *known == id).expect("one of us")
        };
        let mut members = match &family {
            Some(family) => family["members"].as_array().expect("members").iter().map(place).collect(),
            None => vec![who],
        };
        members.sort_unstable();
        Seen {
            family: members,
            pool: number(family.as_ref().map_or(&statement["spendable"], |family| &family["points"])),
            balance: number(&statement["balance"]),
            debt: number(&statement["debt"]),
            spendable: number(&statement["spendable"]),
            held: number(&statement["held"]),
            lots: lots
                .iter()
                .map(|lot| (lot.open.get(), lot.size.get(), lot.expires.map(|day| day.get())))
                .collect(),
            by_kind: by_kind.filter(|(_, sum)| *sum != 0).collect(),
        }
    }

    fn liability(&self) -> (i64, i64) {
        let store = self.shop.app.shop();
        let wrong = store.store().read(points::audit).expect("the file can be read");
        assert_eq!(wrong, [], "the ledger adds up for everybody");
        let told = self.shop.ok("read_liability", json!({}));
        let number = |value: &Value| value.as_i64().expect("a number");
        let months: i64 =
            told["months"].as_array().expect("months").iter().map(|one| number(&one["points"])).sum();
        assert_eq!(months, number(&told["open"]), "the months of the liability add up");
        (number(&told["open"]), number(&told["rial"]))
    }
}
