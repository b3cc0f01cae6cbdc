//! The sample shop: five Jalali years of a neighbourhood shop of food and household goods, for learning,
//! tests and benchmarks.
//!
//! Invariants: the same `Spec` gives the same shop; nothing is read from a clock, a file or the machine;
//! no sale lies after `today`; every person, number and company is made up.
//!
//! Customers differ as real ones do: a gamma distribution of purchase rates and of dropout, regular and
//! irregular rhythms, one-time buyers, businesses and a few very good customers. Days follow the shop's
//! year: Nowruz, Yalda, Thursdays, Fridays.

mod basket;
mod catalog;
pub mod club;
mod customer;
mod dice;
mod kind;
mod mobile;
mod order;
mod person;
mod rhythm;
mod sale;
mod season;
mod shop;
mod spec;
mod taste;
mod till;
mod words;

pub use catalog::Product;
pub use customer::{Channel, Company, Customer, Gender, Group};
pub use sale::{CASHIERS, Line, Payment, PaymentKind, Purchase, Return, ReturnLine, Sale};
pub use shop::{SampleShop, generate};
pub use spec::{Size, Spec};
