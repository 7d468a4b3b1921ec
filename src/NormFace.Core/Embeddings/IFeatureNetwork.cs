namespace NormFace.Embeddings;

/// <summary>A trained network from rows of numbers to raw features, whatever engine computes it.</summary>
public interface IFeatureNetwork
{
    /// <summary>Numbers of a row.</summary>
    int InputSize { get; }

    /// <summary>Feature length <c>D</c>.</summary>
    int FeatureSize { get; }

    /// <summary>Raw features of rows.</summary>
    /// <param name="rows">Whole rows one after the other, at least one. Shape <c>[N, InputSize]</c>.</param>
    /// <returns>Features row by row, as long as they come out of the network. Shape <c>[N, D]</c>.</returns>
    /// <exception cref="ArgumentException">The numbers are not a whole number of rows, or none.</exception>
    float[] Features(ReadOnlySpan<float> rows);
}
