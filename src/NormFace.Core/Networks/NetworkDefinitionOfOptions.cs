using System.Diagnostics.CodeAnalysis;
using NormFace.Layers;
using NormFace.Settings;

namespace NormFace.Networks;

/// <summary>Base of a network: derive, state name and description, and write down its layers.</summary>
/// <typeparam name="TOptions">Its settings.</typeparam>
/// <param name="name">Name to ask for it by, in small letters.</param>
/// <param name="description">One line for people: what it is, and what it reads.</param>
public abstract class NetworkDefinition<[DynamicallyAccessedMembers(SettingMembers.Kept)] TOptions>(
    string name, string description)
    : NetworkDefinition(name, description)
    where TOptions : NetworkOptions, new()
{
    /// <inheritdoc />
    [DynamicallyAccessedMembers(SettingMembers.Kept)]
    public sealed override Type OptionsType => typeof(TOptions);

    /// <inheritdoc />
    public sealed override NetworkOptions Defaults => new TOptions();

    /// <inheritdoc />
    public sealed override NetworkPlan PlanFor(NetworkOptions? options = null)
    {
        var own = (options ?? Defaults) as TOptions ?? throw new ArgumentException(
            $"The settings of {Name} must be {typeof(TOptions).Name}, but were {options!.GetType().Name}.",
            nameof(options));
        _ = OptionsSection.Check(own);
        try
        {
            return NetworkPart.Of(Plan(own), own.After, own.Until);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"{Name} cannot be made with these settings: {error.Message}", error);
        }
    }

    /// <summary>Writes down the layers.</summary>
    /// <param name="options">The settings, in range.</param>
    /// <returns>The plan. The first output of an embedding network is its feature, a row <c>[D]</c>.</returns>
    protected abstract NetworkPlan Plan(TOptions options);
}
