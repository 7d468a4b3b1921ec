using System.Text.Json;
using System.Text.Json.Nodes;

namespace NormFace.TestKit;

/// <summary>What PyTorch computes for the networks of the catalogue, and the numbers it was given:
/// tests/golden/networks.py.</summary>
public static class GoldenNetworks
{
    private static readonly JsonObject File = JsonNode.Parse(
        System.IO.File.ReadAllText(SharedData.InRepository("tests/golden/networks.json")))!.AsObject();

    /// <summary>Number of pictures.</summary>
    public const int PictureCount = 3;

    /// <summary>The networks.</summary>
    public static IReadOnlyList<GoldenNetwork> All { get; } =
    [
        .. File["networks"]!.AsArray().Select(network => new GoldenNetwork(
            network!["network"]!.GetValue<string>(),
            network["options"]!.AsObject(),
            network["features"].Deserialize<double[][]>()!,
            network["state"].Deserialize<Dictionary<string, double?>>()!)),
    ];

    /// <summary>Features of the model that ships.</summary>
    public static double[][] Shipped { get; } = File["shipped"].Deserialize<double[][]>()!;

    /// <summary>Numbers in [-1, 1): murmur3's finaliser of fnv1a(name) + 0x9E3779B1 · place.</summary>
    public static double[] Noise(string name, long count)
    {
        var seed = name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619);
        var numbers = new double[count];
        for (var place = 0u; place < count; place++)
        {
            var x = (place * 0x9E3779B1) + seed;
            x = (x ^ (x >> 16)) * 0x85EBCA6B;
            x = (x ^ (x >> 13)) * 0xC2B2AE35;
            numbers[place] = ((x ^ (x >> 16)) / 2147483648.0) - 1;
        }

        return numbers;
    }

    /// <summary>The numbers of a tensor of the state.</summary>
    public static double[] Filled(string key, IReadOnlyList<long> shape)
    {
        var isAroundOne = new[] { "weight", "running_var" }.Any(end => key.EndsWith(end, StringComparison.Ordinal));
        var (factor, centre) = shape.Count > 1
            ? (Math.Sqrt(3.0 / shape.Skip(1).Aggregate((one, other) => one * other)), 0)
            : (0.5, isAroundOne ? 1 : 0);
        var noise = Noise(key, shape.Aggregate((one, other) => one * other));
        return Array.ConvertAll(noise, number => (number * factor) + centre);
    }
}
