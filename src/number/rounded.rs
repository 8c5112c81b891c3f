//! Computed values, such as sums and percentages: how they are added up, printed and told from printed ones.

use std::cmp::Ordering;

use super::Number;

/// A value below 2⁶³ in so many decimals, at most [`Number::MAX_SCALE`]: the nearest number, and of two as near the one
/// with an even last digit. That is what `format!` prints too, which brings along an arithmetic for floating-point
/// numbers of every size.
pub fn rounded(value: f64, decimals: u8) -> String {
    /// The bits of a mantissa behind its leading one.
    const FRACTION: u32 = 52;
    /// The exponent, as it is stored, of values whose mantissa is a whole number.
    const WHOLE: u32 = 1023 + FRACTION;
    let decimals = decimals.min(Number::MAX_SCALE);
    let unit = 10_u128.pow(u32::from(decimals));
    let bits = value.abs().to_bits();
    let exponent = (bits >> FRACTION) as u32;
    let leading = u64::from(exponent > 0) << FRACTION;
    let units = u128::from(bits & ((1 << FRACTION) - 1) | leading) * unit;
    let units = match WHOLE.checked_sub(exponent.max(1)) {
        None => units << (exponent - WHOLE).min(10),
        Some(halvings) => {
            let divisor = 1_u128.checked_shl(halvings).unwrap_or(u128::MAX);
            let (below, rest) = (units / divisor, units % divisor);
            below
                + match (rest * 2).cmp(&divisor) {
                    Ordering::Less => 0,
                    Ordering::Equal => below % 2,
                    Ordering::Greater => 1,
                }
        }
    };
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (whole, rest) = ((units / unit) as u64, (units % unit) as u64);
    let width = usize::from(decimals);
    if decimals > 0 { format!("{sign}{whole}.{rest:0width$}") } else { format!("{sign}{whole}") }
}

/// Whether a printed value is a computed one rounded, or cut off, to its decimals.
pub fn is_rounding(computed: f64, printed: Number) -> bool {
    let unit = 10_f64.powi(-i32::from(printed.decimals()));
    let difference = computed - printed.as_f64();
    // Half a unit above for rounding up; nearly a whole unit below for cutting off.
    (-unit / 2.0 - 1e-9..unit + 1e-9).contains(&difference)
}

/// The sum of some values. However many they are and however large, there is one: the largest that there is at most.
pub fn total(values: impl Iterator<Item = i64>) -> i64 {
    values.fold(0, i64::saturating_add)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_go_to_the_even_digit() {
        assert_eq!(rounded(12.5, 0), "12");
        assert_eq!(rounded(13.5, 0), "14");
        assert_eq!(rounded(0.125, 2), "0.12");
        // A little below the half, as the nearest floating-point number is.
        assert_eq!(rounded(1.005, 2), "1.00");
    }

    #[test]
    fn a_printed_value_is_rounded_or_cut_off() {
        let tenths = |tenths: i64| Number { mantissa: tenths, scale: 1 };
        for (part, printed, fits) in
            [(1.0, 333, true), (2.0, 667, true), (2.0, 666, true), (1.0, 334, false), (2.0, 665, false)]
        {
            assert_eq!(is_rounding(part * 100.0 / 3.0, tenths(printed)), fits, "{printed}");
        }
    }

    #[test]
    fn a_sum_of_however_many_values_is_one() {
        assert_eq!(total([2, 3].into_iter()), 5);
        assert_eq!(total(std::iter::repeat_n(999_999_999_999_999, 10_000)), i64::MAX);
    }

    proptest! {
        #[test]
        fn prints_what_the_standard_library_prints(
            part in 0..1_000_000_000_000_000_i64,
            whole in 1..1_000_000_000_000_i64,
            small in 1..100_000_i64,
            decimals in 0..=Number::MAX_SCALE,
        ) {
            let (a, b, c) = (part as f64, whole as f64, small as f64);
            for value in [a * 100.0, a / b, -a / b, c * 100.0 / b, c / 1024.0, a + 0.5, b / c, 1.0 / a, f64::MIN_POSITIVE] {
                prop_assert_eq!(rounded(value, decimals), format!("{value:.*}", usize::from(decimals)));
            }
        }
    }
}
