using System.Security.Cryptography;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Native;
using NormFace.PairLists;
using NormFace.Recipes;
using NormFace.Studies;

namespace NormFace.Cli.Reproduction;

/// <summary>Tests the models of a study on the people whom they never saw.</summary>
internal sealed class CellTest : IDisposable
{
    private readonly Study study;
    private readonly ComputeMachine machine;
    private readonly PictureSource pictures;
    private readonly IReadOnlyList<IReadOnlyList<string>> people;
    private readonly PairList pairs;

    /// <summary>Opens what is tested, so that what is missing is said before any training.</summary>
    public CellTest(Study study, ComputeMachine machine)
    {
        (this.study, this.machine) = (study, machine);
        people = IdentityList.ReadFolds(study.PeoplePath);
        pairs = LfwPairFile.Read(study.PairsPath);
        var last = study.Cells().Max(cell => cell.Fold);
        if (last > people.Count || last > pairs.FoldCount)
        {
            throw new InvalidDataException($"Study '{study.Name}' tests fold {last}, but {study.PeoplePath} has {people.Count} folds and {study.PairsPath} has {pairs.FoldCount}.");
        }

        pictures = PictureSource.Open(study.PicturesPath);
    }

    /// <summary>Tests a model.</summary>
    public CellResult Run(StudyCell cell, string modelPath, double? lastLoss, CancellationToken cancellation)
    {
        var recipe = CellRecipe.Of(study, cell, cell.Row.IsFromScratch ? null : "base");
        return new CellResult
        {
            Study = study.Name,
            Row = cell.Row.Name,
            Fold = cell.Fold,
            Seed = cell.Seed,
            Steps = Recipe.Read(recipe, Path.GetDirectoryName(study.RecipePath)!).Run.Steps,
            LastLoss = lastLoss,
            RecipeSha256 = Hash(System.Text.Encoding.UTF8.GetBytes(recipe.ToJsonString())),
            ModelSha256 = Hash(File.ReadAllBytes(modelPath)),
            Figures = new Dictionary<string, CellFigures>
            {
                ["front"] = Figures(cell, modelPath, MirrorMerge.None, cancellation),
                ["mirror"] = Figures(cell, modelPath, MirrorMerge.Sum, cancellation),
            },
        };
    }

    public void Dispose() => pictures.Dispose();

    private CellFigures Figures(StudyCell cell, string modelPath, MirrorMerge mirror, CancellationToken cancellation)
    {
        var tested = people[cell.Fold - 1].ToHashSet(StringComparer.Ordinal);
        using var model = TrainedNetwork.Read(modelPath);
        using var chosen = pictures.Where(entry => tested.Contains(entry.Identity));
        var embedder = new PictureEmbedder(model) { Mirror = mirror, Machine = machine };
        var features = embedder.Embed(chosen, new UnreadablePictures(chosen.Entries.Count, 0), cancellation).ToSet();
        var listed = pairs.Pairs.Where(pair => pair.Fold == cell.Fold - 1).Select(pair => pair with { Fold = 0 });
        return CellEvaluation.Of(features, new PairList(pairs.Location, [.. listed]));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
