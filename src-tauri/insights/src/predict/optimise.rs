//! Minimising a smooth function of a few unknowns: BFGS with a backtracking line search, and Newton steps at the end,
//! because a small gradient alone leaves flat directions unsettled.

pub(super) type Square<const N: usize> = [[f64; N]; N];

const STEPS_MAX: usize = 300;
/// No unknown moves further in one step; unknowns are logarithms.
const STRIDE: f64 = 2.0;
/// e^±30 is beyond every sensible parameter.
const FENCE: f64 = 30.0;
const NEWTON_MAX: usize = 12;
/// A gradient that rounding alone may leave.
const SETTLED: f64 = 1e-13;

#[derive(Debug, Clone, Copy)]
pub(super) struct Found<const N: usize> {
    pub(super) at: [f64; N],
    pub(super) value: f64,
    pub(super) gradient_norm: f64,
    /// The inverse of the curvature, as far as it is known.
    pub(super) inverse: Square<N>,
}

/// `f` gives value and gradient; a value that is not finite is a wall.
pub(super) fn minimise<const N: usize>(
    f: &mut impl FnMut(&[f64; N]) -> (f64, [f64; N]),
    start: [f64; N],
    inverse: Option<Square<N>>,
    tolerance: f64,
) -> Option<Found<N>> {
    let mut at = start;
    let (mut value, mut gradient) = f(&at);
    let mut h = inverse.unwrap_or_else(identity);
    if !value.is_finite() {
        return None;
    }
    for step in 0..STEPS_MAX {
        if norm(&gradient) < tolerance {
            break;
        }
        let mut direction = times(&h, &gradient).map(|d| -d);
        if dot(&direction, &gradient) >= 0.0 {
            h = identity();
            direction = gradient.map(|g| -g);
        }
        let longest = direction.iter().fold(0.0f64, |longest, d| longest.max(d.abs()));
        let shrink = (STRIDE / longest).min(1.0);
        direction = direction.map(|d| d * shrink);
        let Some((next, next_value, next_gradient)) = search(f, &at, value, &gradient, &direction) else {
            // Nothing below here along this way: once more straight down, then this is as low as it gets.
            if h == identity() {
                break;
            }
            h = identity();
            continue;
        };
        let s = minus(&next, &at);
        let y = minus(&next_gradient, &gradient);
        (at, value, gradient) = (next, next_value, next_gradient);
        let sy = dot(&s, &y);
        if sy > 1e-14 * norm(&s) * norm(&y) {
            if step == 0 && inverse.is_none() {
                h = identity().map(|row: [f64; N]| row.map(|v| v * sy / dot(&y, &y)));
            }
            update(&mut h, &s, &y, sy);
        }
    }
    Some(Found { at, value, gradient_norm: norm(&gradient), inverse: h })
}

/// Halves the step until it pays.
fn search<const N: usize>(
    f: &mut impl FnMut(&[f64; N]) -> (f64, [f64; N]),
    at: &[f64; N],
    value: f64,
    gradient: &[f64; N],
    direction: &[f64; N],
) -> Option<([f64; N], f64, [f64; N])> {
    let slope = dot(gradient, direction);
    let mut share = 1.0;
    for _ in 0..40 {
        let next: [f64; N] = std::array::from_fn(|i| (at[i] + share * direction[i]).clamp(-FENCE, FENCE));
        let (next_value, next_gradient) = f(&next);
        if next_value.is_finite() && next_value <= value + 1e-4 * share * slope && next != *at {
            return Some((next, next_value, next_gradient));
        }
        // The minimum of the parabola through what is known, within bounds.
        let fitted = -slope * share * share / (2.0 * (next_value - value - slope * share));
        share = if fitted.is_finite() { fitted.clamp(0.1 * share, 0.5 * share) } else { 0.5 * share };
    }
    None
}

/// Newton steps from a point that is nearly there, with the curvature that is known, or else with one taken there.
/// Leaves it as it is where no curvature holds.
pub(super) fn polish<const N: usize>(
    f: &mut impl FnMut(&[f64; N]) -> (f64, [f64; N]),
    found: Found<N>,
) -> Found<N> {
    let gradient = f(&found.at).1;
    let (found, gradient) = settle(f, found, gradient);
    if found.gradient_norm < SETTLED {
        return found;
    }
    match curvature(f, &found.at).and_then(|hessian| invert(&hessian)) {
        Some(inverse) => settle(f, Found { inverse, ..found }, gradient).0,
        None => found,
    }
}

/// Steps as long as each at least halves the gradient.
fn settle<const N: usize>(
    f: &mut impl FnMut(&[f64; N]) -> (f64, [f64; N]),
    mut found: Found<N>,
    mut gradient: [f64; N],
) -> (Found<N>, [f64; N]) {
    for _ in 0..NEWTON_MAX {
        let step = times(&found.inverse, &gradient);
        if norm(&gradient) < SETTLED || step.iter().any(|s| s.is_nan() || s.abs() > 0.2) {
            break;
        }
        let next = minus(&found.at, &step);
        let (value, next_gradient) = f(&next);
        let pays = value.is_finite() && norm(&next_gradient) < 0.5 * norm(&gradient);
        if !pays {
            break;
        }
        (found.at, found.value, gradient) = (next, value, next_gradient);
    }
    found.gradient_norm = norm(&gradient);
    (found, gradient)
}

/// Second derivatives by differences of the gradient.
fn curvature<const N: usize>(
    f: &mut impl FnMut(&[f64; N]) -> (f64, [f64; N]),
    at: &[f64; N],
) -> Option<Square<N>> {
    const STEP: f64 = 1e-4;
    let mut hessian = [[0.0; N]; N];
    for (place, row) in hessian.iter_mut().enumerate() {
        let moved = |by: f64| {
            let mut moved = *at;
            moved[place] += by;
            moved
        };
        let (up, down) = (f(&moved(STEP)).1, f(&moved(-STEP)).1);
        *row = minus(&up, &down).map(|d| d / (2.0 * STEP));
    }
    let even: Square<N> =
        std::array::from_fn(|i| std::array::from_fn(|j| (hessian[i][j] + hessian[j][i]) / 2.0));
    even.iter().flatten().all(|v| v.is_finite()).then_some(even)
}

/// The inverse of a symmetric, positive definite and not nearly singular matrix, by its Cholesky factor.
fn invert<const N: usize>(matrix: &Square<N>) -> Option<Square<N>> {
    let mut lower = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let rest = matrix[i][j] - (0..j).map(|k| lower[i][k] * lower[j][k]).sum::<f64>();
            if i == j {
                if rest <= 1e-12 * matrix[i][i].abs() || rest <= 0.0 {
                    return None;
                }
                lower[i][i] = rest.sqrt();
            } else {
                lower[i][j] = rest / lower[j][j];
            }
        }
    }
    // Symmetric: a row of the inverse is a column of it.
    Some(std::array::from_fn(|column| {
        let mut y = [0.0; N];
        for i in 0..N {
            let unit = if i == column { 1.0 } else { 0.0 };
            y[i] = (unit - (0..i).map(|k| lower[i][k] * y[k]).sum::<f64>()) / lower[i][i];
        }
        for i in (0..N).rev() {
            y[i] = (y[i] - (i + 1..N).map(|k| lower[k][i] * y[k]).sum::<f64>()) / lower[i][i];
        }
        y
    }))
}

/// The BFGS update of the inverse curvature.
fn update<const N: usize>(h: &mut Square<N>, s: &[f64; N], y: &[f64; N], sy: f64) {
    let hy = times(h, y);
    let scale = (1.0 + dot(y, &hy) / sy) / sy;
    for i in 0..N {
        for j in 0..N {
            h[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
    }
}

fn identity<const N: usize>() -> Square<N> {
    std::array::from_fn(|i| std::array::from_fn(|j| if i == j { 1.0 } else { 0.0 }))
}
fn times<const N: usize>(matrix: &Square<N>, v: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|i| dot(&matrix[i], v))
}
fn minus<const N: usize>(a: &[f64; N], b: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|i| a[i] - b[i])
}
fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
fn norm<const N: usize>(v: &[f64; N]) -> f64 {
    dot(v, v).sqrt()
}
