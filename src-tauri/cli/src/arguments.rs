//! What can be asked on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Bazgasht without a window.
///
/// A shop without locks is used as its owner. In a shop with locks say who you are with --as NAME; the PIN or password is
/// read from the environment variable BAZGASHT_SECRET, or else as one line from standard input.
#[derive(Debug, Parser)]
#[command(name = "bazgasht-cli", version)]
pub struct Arguments {
    /// The shop's data folder; made when absent.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Who works, in a shop with locks; the secret comes from BAZGASHT_SECRET or standard input.
    #[arg(long = "as", value_name = "NAME", global = true)]
    pub name: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Call any command of the window: rpc find_people '{"text":"hgd","limit":5}'
    Rpc { command: String, payload: Option<String> },
    /// List every command.
    Commands,
    /// Import a file of another program.
    Import(Import),
    /// Write everything that is known of one customer into a folder: one file for programs, one for people.
    ExportPerson {
        /// The customer's number, as `rpc find_people` tells it.
        customer: i64,
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// The owner of the shop, with the program closed.
    Owner {
        #[command(subcommand)]
        what: Owner,
    },
    /// Retention figures as of a day.
    Kpi(Kpi),
    /// Models of what customers will do.
    Model {
        #[command(subcommand)]
        what: ModelAsked,
    },
    /// Fill an empty data folder with the sample shop (it becomes a shop of its own, to learn or to measure).
    Sample {
        #[arg(long, value_enum, default_value_t = SampleSize::Learning)]
        size: SampleSize,
    },
}

#[derive(Debug, Subcommand)]
pub enum ModelAsked {
    /// Parameters and log likelihood; time is in weeks, money in rial.
    Fit {
        #[arg(long, value_enum, default_value_t = FitModel::Mbgnbd)]
        model: FitModel,
        /// The last day that the model sees, Jalali or Gregorian; today when absent.
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// Print one JSON object (the only form there is; kept explicit for scripts).
        #[arg(long)]
        json: bool,
    },
    /// Fit to what was until a day and hold the weeks after it against what happened. AUC ranks by expected purchases;
    /// AUC_p_buy by the chance of a purchase, AUC_p_alive by the chance of still being a customer.
    Predict {
        #[arg(long, value_enum, default_value_t = FitModel::Mbgnbd)]
        model: FitModel,
        /// The last day that the model sees, Jalali or Gregorian; today when absent.
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        #[arg(long, value_name = "WEEKS", default_value_t = 13)]
        horizon_weeks: u32,
        /// Print one JSON object (the only form there is; kept explicit for scripts).
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FitModel {
    Nbd,
    Bgnbd,
    Mbgnbd,
    /// With the regularity that the data is most likely under.
    Mbgcnbdk,
    Gammagamma,
}

#[derive(Debug, Subcommand)]
pub enum Owner {
    /// A new secret for an owner who forgot theirs; it comes from BAZGASHT_SECRET or standard input. The journal keeps
    /// that it was done.
    Reset {
        /// Which owner, when there are several.
        #[arg(long)]
        name: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_enum)]
    pub kind: ImportKind,
    pub file: PathBuf,
    /// What a column is, when its header does not say: date=3, amount="ستون ۴", none=5 leaves one aside. A column is
    /// its header or its place from 1; repeat for each.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// The unit of the amounts; what the headers say when absent.
    #[arg(long, value_enum)]
    pub unit: Option<FileUnit>,
    /// There is no header: the first row is data.
    #[arg(long)]
    pub no_header: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Show progress on standard error.
    #[arg(long)]
    pub progress: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    Customers,
    Sales,
    Returns,
    Orders,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileUnit {
    Rial,
    Toman,
}

#[derive(Debug, Args)]
pub struct Kpi {
    /// A Jalali season: 1376-3 is autumn of 1376.
    #[arg(long, conflicts_with_all = ["month", "year", "range", "summary"])]
    pub season: Option<String>,
    /// A Jalali month: 1376-07.
    #[arg(long, conflicts_with_all = ["year", "range", "summary"])]
    pub month: Option<String>,
    /// A Jalali year.
    #[arg(long, conflicts_with_all = ["range", "summary"])]
    pub year: Option<String>,
    /// Two days, both included: 1376/07/01..1376/09/30
    #[arg(long, conflicts_with = "summary")]
    pub range: Option<String>,
    /// The lifetime figures of the shop.
    #[arg(long)]
    pub summary: bool,
    /// W: how many days without an order make a customer inactive. The shop's own when absent.
    #[arg(long, value_name = "DAYS")]
    pub window: Option<u32>,
    /// A day, Jalali or Gregorian; today when absent.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
    /// Print one JSON object (the only form there is; kept explicit for scripts).
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SampleSize {
    Learning,
    S,
    M,
    L,
}
