using System.CommandLine;
using NormFace.Pictures;

namespace NormFace.Cli.Commands;

/// <summary>Options that say where weights expect other pixels than the published network.</summary>
internal sealed class ContractOptions
{
    private readonly Option<ChannelOrder?> channels = new("--channels")
    {
        Description = "Channel order the weights expect. This and the four below default to the published network's.",
    };

    private readonly Option<double[]> mean = new("--mean")
    {
        Description = "Mean subtracted from each byte: one number, or three in the order of the channels.",
        AllowMultipleArgumentsPerToken = true,
        Arity = new ArgumentArity(0, 3),
    };

    private readonly Option<double?> factor = new("--factor")
    {
        Description = "Factor on each byte minus the mean, such as 0.0078125.",
    };

    private readonly Option<string?> template = new("--template")
    {
        Description = "Alignment template; default: the published network's.",
    };

    private readonly Option<string?> crop = new("--crop")
    {
        Description = $"{CropText.Description}; default: the whole of the published network's.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { channels, mean, factor, template, crop })
        {
            command.Add(option);
        }
    }

    /// <summary>The changes that were asked for.</summary>
    /// <exception cref="ArgumentException">The crop cannot be read, or leaves its canvas.</exception>
    public Func<PixelContract, PixelContract> Changes(ParseResult parsed)
    {
        var changedCrop = parsed.GetValue(crop) is { } text ? CropText.Parse(text) : null;
        var changedMean = MeanOf(parsed.GetValue(mean) ?? []);
        return published => published with
        {
            Channels = parsed.GetValue(channels) ?? published.Channels,
            Mean = changedMean ?? published.Mean,
            Factor = parsed.GetValue(factor) ?? published.Factor,
            Template = parsed.GetValue(template) ?? published.Template,
            Crop = changedCrop ?? published.Crop,
        };
    }

    private static ChannelMeans? MeanOf(double[] numbers) => numbers switch
    {
        [] => null,
        [var one] => one,
        [var first, var second, var third] => new ChannelMeans(first, second, third),
        _ => throw new ArgumentException(
            $"--mean must be one number or three, but {numbers.Length} were given."),
    };
}
