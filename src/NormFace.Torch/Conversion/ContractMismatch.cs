using NormFace.Backbones;
using NormFace.Pictures;

namespace NormFace.Conversion;

/// <summary>Whether a pixel contract describes pictures that a network can read.</summary>
internal static class ContractMismatch
{
    /// <summary>What does not fit, as a sentence; null if all does.</summary>
    public static string? Find(PixelContract contract, Backbone network) =>
        (contract.ChannelCount, contract.Height, contract.Width) == (network.Channels, network.Height, network.Width)
            ? null
            : $"The contract must be for {network.Width}x{network.Height} pixels of {network.Channels} channels, as "
                + $"{network.Name} reads them, but was for {contract.Width}x{contract.Height} of "
                + $"{contract.ChannelCount}.";
}
