using NormFace.Backbones;
using NormFace.Pictures;

namespace NormFace.Conversion;

/// <summary>Whether a pixel contract, or a length of rows, describes what a network takes.</summary>
internal static class ContractMismatch
{
    /// <summary>What does not fit, as a sentence; null if all does.</summary>
    public static string? Find(PixelContract contract, Backbone network) =>
        network.Input.IsMap && (contract.ChannelCount, contract.Height, contract.Width)
            == (network.Channels, network.Height, network.Width)
            ? null
            : $"The contract must be for {Wanted(network)}, as {network.Name} reads them, but was for "
                + $"{contract.Width}x{contract.Height} pixels of {contract.ChannelCount} channels.";

    /// <summary>What does not fit, as a sentence; null if all does.</summary>
    public static string? Find(int inputSize, Backbone network) =>
        !network.Input.IsMap && network.Channels == inputSize
            ? null
            : $"The input must be {Wanted(network)}, as {network.Name} reads them, but was rows of {inputSize} "
                + "numbers.";

    private static string Wanted(Backbone network) => network.Input.IsMap
        ? $"{network.Width}x{network.Height} pixels of {network.Channels} channels"
        : $"rows of {network.Channels} numbers";
}
