using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Options records as sections of JSON. The record is the one description of its settings.</summary>
/// <remarks>
/// A property with a setter or an initializer is a setting. Its key is its name with a small first letter, or what
/// <see cref="System.Text.Json.Serialization.JsonPropertyNameAttribute"/> says; its range is what
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> says; its default is its initializer; a
/// <c>required</c> property, or one with <see cref="System.ComponentModel.DataAnnotations.RequiredAttribute"/>, must be
/// given; one that is not public is a setting where <see cref="System.Text.Json.Serialization.JsonIncludeAttribute"/>
/// says so. Choices of an enumeration are written in kebab case. A property whose type
/// is itself an options record is a nested section, and a list of such records may be written as one object where it
/// has one element. Rules between properties are an <see cref="IValidatedOptions"/>.
/// </remarks>
public static class OptionsSection
{
    /// <summary>Reads options strictly: every key must be known, every value of its kind and in its range.</summary>
    /// <typeparam name="T">
    /// The options; a class with a constructor without parameters, which may be private.
    /// </typeparam>
    /// <param name="section">The JSON object.</param>
    /// <param name="path">Dotted key of the object, for messages; empty for the root.</param>
    /// <param name="reader">Reads nested sections whose type alone does not say what is in them; null for none.</param>
    /// <returns>The options; what is left out has its default.</returns>
    /// <exception cref="SettingException">
    /// A key is unknown, missing, of the wrong kind or out of range; it is named.
    /// </exception>
    public static T Read<[DynamicallyAccessedMembers(SettingMembers.Kept)] T>(
        JsonObject section, string path = "", SectionReader? reader = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(path);
        return (T)new OptionsReader(section, path, [], reader).Read(typeof(T));
    }

    /// <summary>Reads options of a type that is known at run time.</summary>
    /// <param name="type">
    /// The type of the options; a class with a constructor without parameters, which may be private.
    /// </param>
    /// <param name="section">The JSON object.</param>
    /// <param name="path">Dotted key of the object, for messages; empty for the root.</param>
    /// <param name="ownKeys">Keys of the object that its caller reads itself.</param>
    /// <returns>The options; what is left out has its default.</returns>
    /// <exception cref="SettingException">
    /// A key is unknown, missing, of the wrong kind or out of range; it is named.
    /// </exception>
    public static object Read(
        [DynamicallyAccessedMembers(SettingMembers.Kept)] Type type,
        JsonObject section,
        string path,
        params IReadOnlyList<string> ownKeys)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(ownKeys);
        return new OptionsReader(section, path, ownKeys).Read(type);
    }

    /// <summary>Checks options made in code by the same rules.</summary>
    /// <typeparam name="T">The type of the options.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The options themselves.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A property, also one of a nested record, is out of its range; it is named.
    /// </exception>
    /// <exception cref="ArgumentException">A rule between properties is broken.</exception>
    public static T Check<[DynamicallyAccessedMembers(SettingMembers.Kept)] T>(T options)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Run(options);
        return options;
    }

    /// <summary>Writes options as JSON. What is null is left out.</summary>
    /// <param name="options">The options.</param>
    /// <returns>An object that <see cref="Read{T}"/> turns into equal options.</returns>
    public static JsonObject Write(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OptionsWriter.Write(options);
    }

    /// <summary>Describes the settings of a type, nested ones included, in the order of declaration.</summary>
    /// <param name="type">The type of the options.</param>
    /// <returns>The settings.</returns>
    public static IReadOnlyList<SettingDescription> Describe(
        [DynamicallyAccessedMembers(SettingMembers.Kept)] Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return [.. OptionsWriter.Describe(type)];
    }
}
