using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace NormFace.Settings;

/// <summary>Types of options and of their nested sections.</summary>
internal static class OptionsType
{
    /// <summary>Options with every default; members that must be given are still empty.</summary>
    public static object Create([DynamicallyAccessedMembers(SettingMembers.Kept)] Type type) =>
        Activator.CreateInstance(type, nonPublic: true)!;

    /// <summary>Whether a type is an options record: one whose settings can all be left out at first.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "See Kept.")]
    public static bool IsOptions(Type type) =>
        type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null;

    /// <summary>The settings of given options.</summary>
    public static IReadOnlyList<Setting> SettingsOf(object options) => Setting.Of(Kept(options.GetType()));

    /// <summary>A type that trimming cannot follow to its members.</summary>
    /// <remarks>
    /// Options that a trimmed program reads are flat (networks'), and their types are named where they are
    /// registered. Nested sections belong to recipes, which only NormFace.Torch reads, and that is not made for
    /// trimming.
    /// </remarks>
    [UnconditionalSuppressMessage("Trimming", "IL2068", Justification = "See remarks.")]
    [return: DynamicallyAccessedMembers(SettingMembers.Kept)]
    public static Type Kept(Type type) => type;
}
