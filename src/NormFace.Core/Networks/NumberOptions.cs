using System.ComponentModel.DataAnnotations;
using NormFace.Layers;

namespace NormFace.Networks;

/// <summary>Settings of a network from rows of numbers, such as features of another network, to features.</summary>
public abstract record NumberOptions : NetworkOptions
{
    /// <summary>States the defaults.</summary>
    /// <param name="inputSize">Numbers of a row.</param>
    /// <param name="featureSize">Feature length.</param>
    protected NumberOptions(int inputSize, int featureSize) => (InputSize, FeatureSize) = (inputSize, featureSize);

    /// <summary>Numbers of a row. In a recipe, the length of the data's rows.</summary>
    [Range(1, 65536)]
    public int InputSize { get; init; }

    /// <summary>Feature length <c>D</c>.</summary>
    [Range(1, 16384)]
    public int FeatureSize { get; init; }

    /// <summary>Whether rows are scaled to length 1 first, as features that are compared by cosine.</summary>
    public bool UnitInput { get; init; }

    /// <summary>The input of a plan, scaled where that is asked for.</summary>
    internal PlanValue Input()
    {
        var rows = PlanValue.Numbers(ValueShape.Row(InputSize));
        return UnitInput ? rows.Then("unit-input", new UnitLength()) : rows;
    }
}
