using System.CommandLine;
using NormFace.Cli.Commands.Evaluation;
using NormFace.Cli.Output;
using NormFace.Embeddings;
using NormFace.Models;
using NormFace.Storage;

namespace NormFace.Cli.Commands;

/// <summary><c>normface embed</c> of a file of features: features in, features out.</summary>
internal static class FeatureEmbedding
{
    /// <summary>Embeds every row and writes the features.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file of features.</param>
    /// <param name="labels">Labels of the rows of a <c>.npy</c>; those beside it if null.</param>
    /// <param name="modelPath">The model.</param>
    /// <param name="engine">What computes it.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="names">Where to write the names for a <c>.npy</c>; null for a file that holds them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Run(
        ParseResult parsed,
        string path,
        string? labels,
        string modelPath,
        EngineOptions engine,
        FileInfo output,
        FileInfo? names,
        CancellationToken cancellation)
    {
        using var source = FeatureSource.Open(path, labels);
        var (network, owned) = engine.OpenRows(parsed, modelPath);
        FeatureSet features;
        try
        {
            using var progress = new ConsoleProgress("rows", source.Entries.Count);
            features = FeatureEmbedder.Embed(network, source, progress: progress, cancellationToken: cancellation);
        }
        finally
        {
            foreach (var part in owned)
            {
                part.Dispose();
            }
        }

        if (names is null)
        {
            FeatureFile.Write(output.FullName, features, Origin(modelPath, path));
        }
        else
        {
            FeatureFile.CheckNames(features.Names);
            FeatureFile.WriteNpy(output.FullName, features.Values, features.Size);
            AtomicFile.WriteText(names.FullName, string.Concat(features.Names.Select(name => name + "\n")));
        }

        ConsoleReport.Line($"{features.Count:N0} rows, features of {features.Size}: "
            + $"{output}{(names is null ? "" : $", {names}")}");
        JsonOutput.Write(parsed, new
        {
            Out = output.ToString(),
            Names = names?.ToString(),
            RowCount = features.Count,
            FeatureSize = features.Size,
        });
    }

    private static Dictionary<string, string> Origin(string modelPath, string path)
    {
        var model = KnownModel.Read(modelPath);
        Dictionary<string, string> origin = new()
        {
            [EmbeddingOrigin.Model] = Path.GetFileName(modelPath),
            [EmbeddingOrigin.ModelSha256] = model.Sha256,
            ["features"] = Path.GetFileName(path),
        };
        if (model.People is { } people)
        {
            origin[TrainedPeople.FieldName] = people.ToText();
        }

        return origin;
    }
}
