//! Who brings the revenue: customers in descending order of their net, and what the first of them bring together.

use crate::kpi::Pareto;

/// Steps of the curve.
const STEPS: usize = 50;

/// The first `customers` together bring `share` of all revenue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    pub customers: u32,
    /// May pass 1 where some customers' nets are below zero.
    pub share: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    pub pareto: Pareto,
    /// From nobody to everybody; empty unless there is revenue.
    pub curve: Vec<CurvePoint>,
}

impl Concentration {
    /// `nets` of every customer with an order, in any order.
    pub(super) fn of(mut nets: Vec<i64>, pareto: Pareto) -> Self {
        nets.sort_unstable_by(|a, b| b.cmp(a));
        let total: i64 = nets.iter().sum();
        if total <= 0 {
            return Self { pareto, curve: Vec::new() };
        }
        let (mut running, mut taken) = (0i64, 0usize);
        let steps = STEPS.min(nets.len());
        let curve = (0..=steps).map(|step| {
            let upto = nets.len() * step / steps;
            running += nets[taken..upto].iter().sum::<i64>();
            taken = upto;
            CurvePoint {
                customers: u32::try_from(upto).unwrap_or(u32::MAX),
                share: running as f64 / total as f64,
            }
        });
        Self { pareto, curve: curve.collect() }
    }
}
