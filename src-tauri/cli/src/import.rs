//! Importing from a shell, and filling an empty folder with the sample shop.

use crate::arguments::{FileUnit, Import, ImportKind, SampleSize};
use crate::{mapping, pretty, words};
use bazgasht_app::api::Permission;
use bazgasht_app::data::{enliven, import_file, write_sample};
use bazgasht_app::import::{Choices, Kind, Opened};
use bazgasht_app::{App, AppError, Code, permitted};
use bazgasht_domain::money::MoneyUnit;
use bazgasht_sample::{SampleShop, Size, Spec};
use serde_json::{Map, Value};
use std::sync::Arc;

const SEED: u64 = 1405;

pub fn run(app: &Arc<App>, asked: &Import) -> Result<String, AppError> {
    let session = permitted(app, Permission::ManageData)?;
    let kind = match asked.kind {
        ImportKind::Customers => Kind::Customers,
        ImportKind::Sales => Kind::Sales,
        ImportKind::Returns => Kind::Returns,
        ImportKind::Orders => Kind::Orders,
    };
    let mut file = Opened::open(&asked.file)?;
    let mut choices = Choices {
        kind: Some(kind),
        money_unit: asked.unit.map(|unit| match unit {
            FileUnit::Rial => MoneyUnit::Rial,
            FileUnit::Toman => MoneyUnit::Toman,
        }),
        first_row_is_data: asked.no_header.then_some(true),
        ..Choices::default()
    };
    mapping::apply(&asked.map, &mut file, &mut choices)?;
    let loud = asked.progress;
    let report = import_file(app, &session, &mut file, &choices, &mut |progress| {
        if loud {
            let total = progress.rows_total.map_or_else(String::new, |total| format!(" / {total}"));
            eprint!("\r{:?} {}{total}   ", progress.phase, progress.rows_done);
        }
    });
    app.close();
    if loud {
        eprintln!();
    }
    let report = report.map_err(|error| mapping::explained(error, &mut file, &choices))?;
    let mut report = serde_json::to_value(&report).map_err(AppError::internal)?;
    for list in ["rejected", "set_aside"] {
        with_reasons(&mut report[list]);
    }
    Ok(pretty(&report))
}

/// Beside each code its Persian sentence.
fn with_reasons(issues: &mut Value) {
    for issue in issues.as_array_mut().into_iter().flatten() {
        let none = Map::new();
        let code = issue["code"].as_str().unwrap_or_default();
        let reason = words::told(code, issue["params"].as_object().unwrap_or(&none));
        issue["reason"] = Value::from(reason);
    }
}

/// The folder becomes a shop of its own; one that has customers is left alone.
pub fn sample(app: &Arc<App>, size: SampleSize) -> Result<String, AppError> {
    permitted(app, Permission::ManageData)?;
    let shop = app.shop();
    if shop.store().read(bazgasht_store::customers::count)? > 0 {
        return Err(Code::ShopExists.into());
    }
    let size = match size {
        SampleSize::Learning => Size::Tiny,
        SampleSize::S => Size::S,
        SampleSize::M => Size::M,
        SampleSize::L => Size::L,
    };
    let spec =
        Spec { with_lines: matches!(size, Size::Tiny | Size::S), ..Spec::new(size, SEED, app.today()) };
    let generated = SampleShop::new(spec);
    write_sample(shop.store(), &generated, app.now(), &mut |_| true)?;
    if size == Size::Tiny {
        enliven(app)?;
    }
    app.close();
    Ok(pretty(&serde_json::json!({
        "customers": generated.customer_count(),
        "purchases": generated.purchase_count(),
        "anonymous": generated.anonymous_count(),
    })))
}
