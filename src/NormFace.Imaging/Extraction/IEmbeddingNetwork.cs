using NormFace.Models;
using NormFace.Pictures;

namespace NormFace.Extraction;

/// <summary>A trained network that turns prepared pictures into raw features, whatever engine computes it.</summary>
public interface IEmbeddingNetwork
{
    /// <summary>What the network expects of its pixels.</summary>
    PixelContract Contract { get; }

    /// <summary>Feature length <c>D</c>.</summary>
    int FeatureSize { get; }

    /// <summary>Thresholds that were calibrated for the network; null if none were.</summary>
    ModelCalibration? Calibration => null;

    /// <summary>Takes off embeddings what pictures of one source have in common; null if there is no such
    /// correction, or the calibration was made without it.</summary>
    SourceCorrection? Correction => null;

    /// <summary>Raw features of prepared pictures.</summary>
    /// <param name="pixels">Whole pictures one after the other, each as <see cref="Preparation.PixelPreparation"/>
    /// makes it; at least one.</param>
    /// <returns>Features row by row, as long as they come out of the network. Shape <c>[N, D]</c>.</returns>
    /// <exception cref="ArgumentException">The bytes are not a whole number of pictures, or none.</exception>
    float[] Features(ReadOnlySpan<byte> pixels);
}
