namespace NormFace.Models;

/// <summary>Where a model comes from.</summary>
public sealed record ModelProvenance
{
    /// <summary>
    /// Name, without folder, of the foreign file the weights were imported from; null if they were trained here.
    /// </summary>
    public string? SourceFile { get; init; }

    /// <summary>SHA-256 of that file, of a manifest together with its shards in their order; 64 lower-case hexadecimal
    /// digits, null if there is none.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>Version of the program that wrote the model, such as <c>0.1.0</c>; not empty.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Names of the data it was trained on, as far as they are known.</summary>
    public IReadOnlyList<string> TrainingData { get; init; } = [];

    /// <summary>What else a user should know; may be empty.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Throws unless every part is in its range.</summary>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ToolVersion);
        ArgumentNullException.ThrowIfNull(Notes);
        ArgumentNullException.ThrowIfNull(TrainingData);

        if (SourceSha256 is { } hash
            && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit) || hash.Any(char.IsAsciiLetterUpper)))
        {
            throw new ArgumentException(
                $"{nameof(SourceSha256)} must be 64 lower-case hexadecimal digits, but was '{hash}'.");
        }

        if (TrainingData.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"{nameof(TrainingData)} must hold names, but one is empty.");
        }
    }
}
