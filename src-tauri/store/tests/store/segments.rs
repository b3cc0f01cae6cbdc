//! Segments in the file: versions, sizes, members of a moment; and that a change names everybody whose data it wrote.

use crate::support::{AT, DAY, cash, customer, line, profile, sale, shop};
use bazgasht_domain::ids::CustomerId;
use bazgasht_domain::loyalty::EntryKind;
use bazgasht_domain::money::Rial;
use bazgasht_domain::points::Points;
use bazgasht_store::club::{self, Standing};
use bazgasht_store::credit::{self, NewSettlement};
use bazgasht_store::customers::{self, Consent, Interest, InterestKind, Profile};
use bazgasht_store::facts::{self, Attributes};
use bazgasht_store::leads::{self, Move, Stage};
use bazgasht_store::points::{self, Cause, Effect, NewEntry};
use bazgasht_store::sales::{self, NewPayment, PaymentKind};
use bazgasht_store::segments::{self, NewSegment, Size};
use bazgasht_store::{Reader, Result, StoreError, Touched, Tx};
use std::collections::BTreeMap;

type Everybody = BTreeMap<CustomerId, (Attributes, Vec<facts::Line>)>;

fn everybody(reader: &Reader) -> Result<Everybody> {
    let mut found = BTreeMap::new();
    facts::attributes(reader, |id, attributes| {
        found.insert(id, (attributes, Vec::new()));
    })?;
    facts::lines(reader, |line| found.entry(line.customer).or_default().1.push(line))?;
    for (id, (attributes, lines)) in &mut found {
        lines.sort_by_key(|line| (line.day, line.sale));
        let alone = facts::attributes_of(reader, *id)?;
        assert_eq!(alone.as_ref(), Some(&*attributes), "{id} alone is {id} among everybody");
        let mut of_one = facts::lines_of(reader, *id)?;
        of_one.sort_by_key(|line| (line.day, line.sale));
        assert_eq!(&of_one, lines, "and their orders too");
    }
    Ok(found)
}

#[test]
fn a_change_names_everybody_whose_data_it_wrote() {
    let shop = shop();
    let people =
        shop.write(|tx| (0..4).map(|n| customer(tx, &format!("نام {n}"))).collect::<Result<Vec<_>>>());
    let check = |why: &str, change: &dyn Fn(&Tx) -> Result<()>| {
        let before = shop.read(everybody);
        let touched: Touched = shop.write(|tx| {
            change(tx)?;
            Ok(tx.take_touched())
        });
        let after = shop.read(everybody);
        assert_ne!(before, after, "canary: {why} changes something");
        let all = before.keys().chain(after.keys());
        for id in all.filter(|id| before.get(id) != after.get(id)) {
            assert!(touched.everybody || touched.people.contains(id), "{why}: {id} is not named");
        }
    };
    let [one, two, three, four] = people[..] else { panic!("four people") };
    let edited = Profile {
        tags: vec!["وفادار".into()],
        city: Some("قم".into()),
        interests: vec![Interest { kind: InterestKind::Category, target: 5 }],
        ..profile("نام دیگر")
    };
    check("an edit", &|tx| customers::update(tx, one, &edited));
    let consent = Consent { channel: "sms".into(), granted: true, at: AT, origin: "form".into() };
    check("a consent", &|tx| customers::set_consent(tx, two, &consent));
    check("a forgotten consent", &|tx| customers::remove_consent(tx, two, "sms"));
    check("a referrer", &|tx| club::set_referrer(tx, two, Some(one)));
    let standing = Standing { tier: "gold".into(), since: DAY, below: None };
    check("a tier", &|tx| club::put_tier(tx, three, Some(&standing)));
    check("no tier", &|tx| club::put_tier(tx, three, None));
    let step = Move { customer: four, to: Stage::Offer, reason: "", at: AT, day: DAY, actor: None };
    check("a stage", &|tx| leads::set(tx, &step).map(drop));
    check("no stage", &|tx| leads::remove(tx, four));
    check("an order", &|tx| {
        let mut order = sale(Some(one), DAY, 900);
        order.lines = vec![line("چای", 1_000, 900)];
        order.payments = vec![NewPayment { kind: PaymentKind::Credit, ..cash(900) }];
        sales::insert(tx, &order).map(drop)
    });
    let settlement = NewSettlement {
        customer: one,
        kind: PaymentKind::Cash,
        amount: Rial::new(400),
        day: DAY,
        entry_minute: 0,
        at: AT,
        staff: None,
        note: None,
    };
    check("a settlement", &|tx| credit::settle(tx, &settlement).map(drop));
    let entry = NewEntry {
        customer: two,
        kind: EntryKind::Earn,
        points: Points::new(50),
        day: DAY,
        at: AT,
        cause: Cause { source_kind: "sale".into(), source_id: 1, rule: "base".into() },
        actor: None,
        note: None,
    };
    let open = Effect::Open { expires: Some(DAY.plus_days(9)), available_from: None };
    check("points", &|tx| points::post(tx, &entry, open).map(drop));
    check("an order that is taken back", &|tx| {
        let id = sales::of_customer(tx, one, 1, 0)?[0].id;
        sales::cancel(tx, id, AT)
    });
    check("a record that is discarded", &|tx| customers::remove(tx, four));
    let first = shop.write(|tx| {
        customer(tx, "نو")?;
        Ok(tx.take_touched())
    });
    assert_eq!(first.people.len(), 1, "a new one");
    assert_eq!(
        shop.write(|tx| Ok(tx.take_touched())),
        Touched::default(),
        "the next change starts with nobody"
    );
}

#[test]
fn a_rule_is_kept_in_every_version() {
    let shop = shop();
    let new = |name: &'static str, rule: &'static str| NewSegment {
        name,
        treatment: "",
        rule,
        ready: Some("vip"),
        at: AT,
        actor: None,
    };
    let id = shop.write(|tx| segments::insert(tx, new("ویژه", "{1}")));
    let revision = |rule| shop.write(|tx| segments::update(tx, id, new("ویژه‌ها", rule)));
    assert_eq!(
        (revision("{1}"), revision("{2}"), revision("{2}")),
        (1, 2, 2),
        "another rule, another version"
    );
    let found = shop.read(|r| segments::get(r, id)).unwrap();
    assert_eq!((found.name.as_str(), found.rule.as_str()), ("ویژه‌ها", "{2}"));
    let size = |members| Size { segment: id, day: DAY, revision: 2, members, unknown: 1 };
    shop.write(|tx| segments::put_size(tx, &size(4)));
    shop.write(|tx| segments::put_size(tx, &size(5)));
    assert_eq!(shop.read(|r| segments::sizes(r, DAY)), [size(5)], "the last look of a day");
    assert!(shop.read(|r| segments::sizes(r, DAY.plus_days(1))).is_empty(), "since a day");
    let people: Vec<CustomerId> = (1..4).map(CustomerId::new).collect();
    let kept = shop.write(|tx| segments::insert_snapshot(tx, &found, DAY, AT, &people, 2, None));
    assert_eq!(shop.read(|r| segments::snapshot_members(r, kept)), people, "who was in it then");
    let snapshots = shop.read(|r| segments::snapshots(r, id, 9));
    assert_eq!((snapshots.len(), snapshots[0].members, snapshots[0].unknown), (1, 3, 2));
    shop.write(|tx| segments::set_archived(tx, id, Some(AT)));
    assert_eq!(shop.read(segments::all)[0].archived_at, Some(AT), "put away, not lost");
    let missing =
        shop.store.write(|tx| segments::set_archived(tx, bazgasht_domain::ids::SegmentId::new(7), None));
    assert!(matches!(missing, Err(StoreError::NotFound { entity: "segment", id: 7 })), "{missing:?}");
}
