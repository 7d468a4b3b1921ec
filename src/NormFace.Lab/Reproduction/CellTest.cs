using System.Numerics.Tensors;
using System.Security.Cryptography;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Extraction;
using NormFace.Native;
using NormFace.PairLists;
using NormFace.Protocols.PairSets;
using NormFace.Recipes;
using NormFace.Studies;
using NormFace.Synthesis;

namespace NormFace.Reproduction;

/// <summary>Tests the models of a study on the people whom they never saw.</summary>
internal sealed class CellTest : IDisposable
{
    private readonly Study study;
    private readonly ComputeMachine machine;
    private readonly string machineName;
    private readonly SampleSource samples;
    private readonly FeatureSource? mirrored;
    private readonly IReadOnlyList<IReadOnlyList<string>> people;
    private readonly PairList? pairs;

    /// <summary>Opens what is tested, so that what is missing is said before any training.</summary>
    public CellTest(Study study, ComputeMachine machine, string machineName)
    {
        (this.study, this.machine, this.machineName) = (study, machine, machineName);
        string?[] needed = [study.PicturesPath, study.MirrorPath, study.PeoplePath, study.PairsPath];
        if (needed.FirstOrDefault(place => place is not null && !Path.Exists(place)) is { } absent)
        {
            throw new FileNotFoundException(
                $"Study '{study.Name}' needs data that is missing: {absent}. Give the data folder with --data "
                + $"or {DataRoot.Variable}; docs/data.md describes the sets.",
                absent);
        }

        people = IdentityList.ReadFolds(study.PeoplePath);
        pairs = study.PairsPath is { } path ? PairProtocols.Default.Find("lfw").Read(path) : null;
        var last = study.Folds.Concat(study.ComponentFolds).Max();
        if (last > people.Count || last > pairs?.FoldCount)
        {
            throw new InvalidDataException(
                $"Study '{study.Name}' tests fold {last}, but {study.PeoplePath} has {people.Count} "
                + $"folds{(pairs is null ? "" : $" and {study.PairsPath} has {pairs.FoldCount}")}.");
        }

        samples = File.Exists(study.PicturesPath) && FeatureSource.IsAt(study.PicturesPath)
            ? FeatureSource.Open(study.PicturesPath)
            : PictureSourceCatalogue.Default.Open(study.PicturesPath);
        mirrored = study.MirrorPath is { } mirror ? FeatureSource.Open(mirror) : null;
        if (mirrored is not null && !mirrored.Entries.SequenceEqual(samples.Entries))
        {
            throw new InvalidDataException(
                $"{study.MirrorPath} must have the rows and names of {study.PicturesPath}, but has others.");
        }
    }

    /// <summary>Tests a model.</summary>
    public CellResult Run(
        StudyCell cell, string modelPath, IReadOnlyList<CurvePoint> curve, CancellationToken cancellation)
    {
        var recipe = CellRecipe.Of(study, cell, cell.Row.IsFromScratch ? null : "base");
        return new CellResult
        {
            Study = study.Name,
            Row = cell.Row.Name,
            Seed = cell.Seed,
            Machine = machineName,
            Steps = cell.Row.IsUntouched
                ? 0
                : Recipe.Read(recipe, Path.GetDirectoryName(study.RecipePath)!, LabRecipes.Catalogue).Steps,
            Curve = curve,
            RecipeSha256 = CellRecipe.Sha256Of(study, cell),
            ModelSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(modelPath))),
            Folds = Figures(modelPath, study.FoldsOf(cell), cancellation),
        };
    }

    public void Dispose()
    {
        samples.Dispose();
        mirrored?.Dispose();
    }

    private Dictionary<int, IReadOnlyDictionary<string, CellFigures>> Figures(
        string modelPath, IReadOnlyList<int> folds, CancellationToken cancellation)
    {
        using var model = TrainedNetwork.Read(modelPath);
        int[] others = study.IsInTurn ? [.. study.ComponentFolds.Except(folds)] : [.. study.ComponentFolds];
        var components = Embed(model, others, cancellation);
        return folds.ToDictionary(fold => fold, fold =>
        {
            var tested = Embed(model, [fold], cancellation);
            var listed = pairs is null
                ? null
                : new PairList(
                    pairs.Location,
                    [.. pairs.Pairs.Where(pair => pair.Fold == fold - 1).Select(pair => pair with { Fold = 0 })]);
            Dictionary<string, CellFigures> figures = [];
            foreach (var (name, features) in tested)
            {
                figures.Add(name, CellEvaluation.Of(features, listed));
                if (components.TryGetValue(name, out var fitted))
                {
                    figures.Add(name + "-pca", CellEvaluation.Of(ProjectedFeatures.Of(features, fitted), listed));
                }
            }

            return (IReadOnlyDictionary<string, CellFigures>)figures;
        });
    }

    // Features of some folds' people: of rows; or of the front image alone, and with the mirror image summed.
    private Dictionary<string, FeatureSet> Embed(
        TrainedNetwork model, int[] folds, CancellationToken cancellation)
    {
        if (folds.Length == 0)
        {
            return [];
        }

        var wanted = folds.SelectMany(fold => people[fold - 1]).ToHashSet(StringComparer.Ordinal);
        if (samples is FeatureSource rows)
        {
            int[] indices =
                [.. rows.Entries.Index().Where(row => wanted.Contains(row.Item.Identity)).Select(row => row.Index)];
            using var linear = new TorchFeatures(model, machine);
            var front = FeatureEmbedder.Embed(linear, rows, indices, cancellationToken: cancellation);
            return mirrored is null
                ? new Dictionary<string, FeatureSet> { ["front"] = front }
                : new Dictionary<string, FeatureSet>
                {
                    ["front"] = front,
                    ["mirror"] = Sum(
                        front, FeatureEmbedder.Embed(linear, mirrored, indices, cancellationToken: cancellation)),
                };
        }

        using var chosen = ((PictureSource)samples).Where(entry => wanted.Contains(entry.Identity));
        using var network = new TorchEmbedding(model, machine);
        var embedder = new PictureEmbedder(network, study.Crop)
        {
            Mirror = MirrorMerge.Concat,
            Threads = machine.Threads,
        };
        var both = embedder.Embed(
            chosen, new UnreadablePictures(chosen.Entries.Count, 0), cancellationToken: cancellation).ToSet();
        var size = both.Size / 2;
        var (asIs, mirror) = (new float[both.Count * size], new float[both.Count * size]);
        for (var row = 0; row < both.Count; row++)
        {
            both.Row(row)[..size].CopyTo(asIs.AsSpan(row * size));
            both.Row(row)[size..].CopyTo(mirror.AsSpan(row * size));
        }

        FeatureSet pictures = new(asIs, both.Names);
        return new Dictionary<string, FeatureSet>
        {
            ["front"] = pictures,
            ["mirror"] = Sum(pictures, new(mirror, both.Names)),
        };
    }

    private static FeatureSet Sum(FeatureSet one, FeatureSet other)
    {
        var sum = new float[one.Count * one.Size];
        for (var row = 0; row < one.Count; row++)
        {
            TensorPrimitives.Add(one.Row(row), other.Row(row), sum.AsSpan(row * one.Size, one.Size));
        }

        return new FeatureSet(sum, one.Names);
    }
}
