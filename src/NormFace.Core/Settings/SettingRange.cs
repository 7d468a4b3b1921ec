using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace NormFace.Settings;

/// <summary>The numbers a property accepts: what its <see cref="RangeAttribute"/> says, and never NaN.</summary>
internal readonly record struct SettingRange(double Min, double Max, bool IsMinExclusive, bool IsMaxExclusive)
{
    public static SettingRange Of(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? new SettingRange(
            Number(range.Minimum), Number(range.Maximum), range.MinimumIsExclusive, range.MaximumIsExclusive)
        : new SettingRange(double.NegativeInfinity, double.PositiveInfinity, false, false);

    private bool IsUnbounded => double.IsInfinity(Min) && double.IsInfinity(Max);

    // The largest number of a type means "any finite number".
    private bool HasMax => Max is not (double.MaxValue or int.MaxValue or double.PositiveInfinity);

    public bool Contains(double value) =>
        (IsMinExclusive ? value > Min : value >= Min) && (IsMaxExclusive ? value < Max : value <= Max);

    /// <summary>The range as it follows "a number": empty if any will do.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this switch
    {
        { IsUnbounded: true } => "",
        { HasMax: false } => $" {(IsMinExclusive ? "above" : "of at least")} {Text(Min)}",
        _ => $" in {(IsMinExclusive ? '(' : '[')}{Text(Min)}, {Text(Max)}{(IsMaxExclusive ? ')' : ']')}",
    }}");

    private static string Text(double value) =>
        value == Math.PI / 2 ? "π/2" : value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);
}
