using System.Text.Json.Nodes;

namespace NormFace.TestKit;

/// <summary>A network with settings, its features, and a number for each tensor of its state after a training
/// step.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Features">Features of the noise of <c>pictures</c>.</param>
/// <param name="State">By key and shape, as <c>fc.weight [6, 8]</c>.</param>
public sealed record GoldenNetwork(
    string Name, JsonObject Options, double[][] Features, IReadOnlyDictionary<string, double?> State);
