using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Models;
using NormFace.Networks;
using static TorchSharp.torch;

namespace NormFace.TestKit;

/// <summary>Model files of networks with weights drawn at random, normalisations included: fresh ones are the identity,
/// which would hide how they are treated.</summary>
public static class RandomModel
{
    /// <summary>Writes a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="definition">The network.</param>
    /// <param name="options">Its settings; the defaults if null.</param>
    public static void Write(string path, NetworkDefinition definition, NetworkOptions? options = null)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var backbone = new PlannedBackbone(definition, (options ?? definition.Defaults) with { Seed = 3 });
        using var generator = new Generator(5, CPU);
        foreach (var (key, values) in backbone.state_dict())
        {
            if (values.dim() == 1)
            {
                string[] positive = ["running_var", "weight"];
                var isPositive = positive.Any(end => key.EndsWith(end, StringComparison.Ordinal));
                values.copy_(rand(values.shape, generator: generator) + (isPositive ? 0.5 : -0.5));
            }
            else if (values.dim() == 4)
            {
                // A hundred layers neither fade nor overflow.
                var products = values.numel() / values.shape[0];
                values.copy_(randn(values.shape, generator: generator) / Math.Sqrt(products));
            }
        }

        ModelFile.Write(path, HeaderOf(backbone), StateDict.Save(backbone));
    }

    /// <summary>A header that fits a network.</summary>
    /// <param name="backbone">The network.</param>
    /// <returns>The header.</returns>
    public static ModelHeader HeaderOf(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return new ModelHeader
        {
            Network = backbone.Name,
            Options = backbone.Options.ToJson(),
            FeatureSize = backbone.FeatureSize,
            Contract = backbone.DefaultContract,
            InputSize = backbone.DefaultContract is null ? backbone.Channels : null,
            Licence = "MIT",
            Provenance = new ModelProvenance { ToolVersion = "0.1.0" },
        };
    }
}
