using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Models;
using static TorchSharp.torch;

namespace NormFace.TestKit;

/// <summary>Model files of networks with weights drawn at random, normalisations included: fresh ones are the identity, which would hide how they are treated.</summary>
public static class RandomModel
{
    /// <summary>Writes a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Name in the catalogue.</param>
    /// <param name="options">Its settings; its own if null.</param>
    public static void Write(string path, string network, BackboneOptions? options = null)
    {
        using var scope = NewDisposeScope();
        using var gradientOff = no_grad();
        using var backbone = BackboneCatalogue.Create(network, (options ?? new BackboneOptions()) with { Seed = 3 });
        using var generator = new Generator(5, CPU);
        foreach (var (key, values) in backbone.state_dict())
        {
            if (values.dim() == 1)
            {
                var isPositive = key.EndsWith("running_var", StringComparison.Ordinal) || key.EndsWith("weight", StringComparison.Ordinal);
                values.copy_(rand(values.shape, generator: generator) + (isPositive ? 0.5 : -0.5));
            }
            else if (values.dim() == 4)
            {
                // A hundred layers neither fade nor overflow.
                values.copy_(randn(values.shape, generator: generator) / Math.Sqrt(values.shape[1] * values.shape[2] * values.shape[3]));
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
            Licence = "MIT",
            Provenance = new ModelProvenance { ToolVersion = "0.1.0" },
        };
    }
}
