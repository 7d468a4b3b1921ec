using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace NormFace.Settings;

/// <summary>How many elements a list may hold: what its <see cref="LengthAttribute"/> says.</summary>
internal readonly record struct SettingLength(int Min, int? Max)
{
    public static SettingLength Of(PropertyInfo property)
    {
        var length = property.GetCustomAttribute<LengthAttribute>();
        return length is null ? default : new SettingLength(
            length.MinimumLength, length.MaximumLength == int.MaxValue ? null : length.MaximumLength);
    }

    public bool Contains(IEnumerable list)
    {
        var count = list.Cast<object?>().Count();
        return Min <= count && !(count > Max);
    }

    /// <summary>The length as it follows "a list": empty if any will do.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this switch
    {
        { Min: 0, Max: null } => "",
        { Max: null } => $" of at least {Min}",
        _ when Min == Max => $" of {Min}",
        _ => $" of {Min} to {Max}",
    }}");
}
