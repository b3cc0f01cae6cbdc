//! What a prediction says of each row. Without one, or where it says nothing of a row, the answer is unknown.

use bazgasht_domain::segment::Forecast;

/// Columns by row; a value that is not a number, or a row beyond the end, is "nothing said".
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forecasts {
    /// 0–1
    pub p_alive: Vec<f32>,
    /// 0–1
    pub p_buy: Vec<f32>,
    /// Rial; negative is "nothing said".
    pub expected_value_rial: Vec<i64>,
}

impl Forecasts {
    /// In whole percent or rial.
    pub(super) fn value(&self, forecast: Forecast, row: u32) -> Option<i64> {
        let percent = |column: &[f32]| {
            let share = column.get(row as usize).copied().filter(|share| (0.0..=1.0).contains(share))?;
            // Within 0..=100.
            Some((f64::from(share) * 100.0).round() as i64)
        };
        match forecast {
            Forecast::Alive => percent(&self.p_alive),
            Forecast::Buy => percent(&self.p_buy),
            Forecast::Value => {
                self.expected_value_rial.get(row as usize).copied().filter(|value| *value >= 0)
            }
        }
    }
}
