using NormFace.Backbones;
using NormFace.Batches;
using NormFace.Datasets;
using NormFace.Distillation;
using NormFace.Embeddings;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>
/// The samples of a recipe: sources opened, identities chosen and labelled, all pictures in one pixel contract, or all
/// rows of one length.
/// </summary>
internal sealed class TrainingData : IDisposable
{
    private readonly List<SampleSource> sources;
    private readonly FaceDataset dataset;
    private readonly PixelPreparation[] preparations; // by part

    private TrainingData(Recipe recipe, PixelContract? contract, Backbone network, List<SampleSource> sources)
    {
        this.sources = sources;
        dataset = FaceDataset.Create(
            [.. recipe.Data.Sources.Zip(sources, (source, opened) => Part(recipe, source, opened))],
            recipe.Data.MinPictures,
            recipe.HoldOut is { } holdOut ? new HeldOutDraw(holdOut.Share, recipe.Seed) : null,
            keepsUnlabelled: recipe.Teacher is not null);
        if (recipe.Teacher is not null && contract is null)
        {
            throw new SettingException("teacher", $"must be left out: {network.Name} takes no pictures.");
        }

        if (recipe.Teacher?.Composites is > 0 and var composites)
        {
            dataset = dataset.With(CompositeParts.Of(dataset, contract!, composites, recipe.Seed));
        }

        if (recipe.HoldOut is not null && dataset.HeldOut.Count < 2)
        {
            throw new SettingException(
                "holdOut", "must keep out at least 2 identities with 2 pictures each, but there are fewer.");
        }

        if (dataset.Labels.Count < 2 && (recipe.Teacher is null || recipe.Losses.Count > 0))
        {
            throw TooFewIdentities(recipe);
        }

        if (recipe.Run.PicturesPerIdentity is not null && dataset.Count > 0
            && dataset.At(dataset.Count - 1).Label == NoLoss.NoLabel)
        {
            throw new SettingException(
                "run.picturesPerIdentity",
                "must be left out where pictures have no identity, or their people too few pictures.");
        }

        Unreadable = new UnreadablePictures(dataset.Count, recipe.Data.IsStrict ? 0 : recipe.Data.UnreadableShare);
        int[] labels = [.. Enumerable.Range(0, dataset.Count).Select(index => dataset.At(index).Label)];
        preparations = contract is null
            ? []
            : [.. dataset.Parts.Select(part => Preparation(part, contract))];
        Samples = contract is null
            ? new FeatureRows(labels, network.Channels, CopyRow)
            : new PictureSet(
                labels,
                contract,
                Prepare,
                Unreadable,
                recipe.Data.Augmentation,
                (long)recipe.Data.CacheMegabytes << 20);
    }

    public FaceDataset Dataset => dataset;

    /// <summary>What is trained on.</summary>
    public SampleSet Samples { get; }

    public UnreadablePictures Unreadable { get; }

    public IdentityLabels Labels => dataset.Labels;

    /// <summary>Identities kept out to measure on.</summary>
    public IdentityLabels HeldOut => dataset.HeldOut;

    /// <summary>They with the number of their pictures.</summary>
    public IEnumerable<(string Identity, int PictureCount)> HeldOutCounts => dataset.HeldOutPictures
        .CountBy(picture => picture.Label)
        .OrderBy(count => count.Key)
        .Select(count => (dataset.HeldOut.IdentityOf(count.Key), count.Value));

    /// <summary>Label among <see cref="HeldOut"/> of each picture of theirs.</summary>
    public IReadOnlyList<int> HeldOutLabels => [.. dataset.HeldOutPictures.Select(picture => picture.Label)];

    public IReadOnlyList<RemovedIdentity> RemovedIdentities => dataset.RemovedIdentities;

    public IReadOnlyList<string> UnknownExclusions => dataset.UnknownExclusions;

    /// <summary>
    /// What the sources are called, without their folders: a model file names no place of one machine.
    /// </summary>
    public IEnumerable<string> SourceNames => sources.Select(source => Path.GetFileName(source.Location.TrimEnd('/')));

    /// <summary>Opens the data of a recipe for a network.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="contract">What the network sees; null if it takes rows of numbers.</param>
    /// <param name="network">The network.</param>
    public static TrainingData Open(Recipe recipe, PixelContract? contract, Backbone network)
    {
        var sources = new List<SampleSource>();
        try
        {
            foreach (var source in recipe.Data.Sources)
            {
                sources.Add(contract is null
                    ? FeatureData.Open(recipe, source, network)
                    : OpenPictures(recipe, source, network));
            }

            return new TrainingData(recipe, contract, network, sources);
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }
    }

    /// <summary>The identities that are trained on, as their sources name them.</summary>
    public IEnumerable<string> TrainedIdentities => Enumerable.Range(0, dataset.Count)
        .Select(dataset.At)
        .Select(picture => picture.Source.Entries[picture.Index].Identity)
        .Where(identity => identity.Length > 0)
        .Distinct(StringComparer.Ordinal);

    public string NameOf(int index)
    {
        var picture = dataset.At(index);
        return picture.Source.Entries[picture.Index].Path;
    }

    public void Dispose() => sources.ForEach(source => source.Dispose());

    private SettingException TooFewIdentities(Recipe recipe)
    {
        var (removed, left) = (dataset.RemovedIdentities, dataset.Labels.Count);
        var all = removed.Count + left;
        if (all == 0 && dataset.UnnamedPictureCount > 0)
        {
            var where = string.Join(", ", SourceNames);
            return new SettingException("data.sources", sources.Any(source => source is FeatureSource)
                ? $"must name rows as identity/row, but no name of the {dataset.UnnamedPictureCount} rows of {where} "
                    + "has a '/'. Give identities alone as labels."
                : $"must hold a folder for each identity, as in ID/file.jpg, but all {dataset.UnnamedPictureCount} "
                    + $"pictures of {where} lie in no folder. Sort them into folders, one a person.");
        }

        var scarce = removed.Where(identity => !identity.IsExcluded).ToArray();
        return scarce.Length > 0 && recipe.Data.MinPictures > 1
            ? new SettingException(
                "data.minimumPictures",
                $"must leave at least 2 identities, but {recipe.Data.MinPictures} leaves {left} of {all}: the largest "
                + $"that is left out has {scarce.Max(identity => identity.PictureCount)} pictures. Lower it.")
            : new SettingException("data", $"must leave at least 2 identities, but leaves {left} of {all}.");
    }

    private static PictureSource OpenPictures(Recipe recipe, SourceRecipe source, Backbone network)
    {
        if (source.Open is { } open)
        {
            return open();
        }

        var path = recipe.Existing(source.Path!, "data.sources.path");
        return FeatureData.IsAt(recipe, source)
            ? throw new SettingException(
                "data.sources.path",
                $"must be pictures for {network.Name}, but {path} holds features. Choose a network of features: "
                + "linear or mlp.")
            : recipe.Catalogue.Pictures.Open(path);
    }

    private static DatasetPart Part(Recipe recipe, SourceRecipe source, SampleSource opened) =>
        new(opened, source.Crop?.ToCrop(), source.Prefix)
        {
            Template = source.Template,
            Excluded = [.. source.Excluded.SelectMany(list => Identities(recipe, list))],
        };

    private static PixelPreparation Preparation(DatasetPart part, PixelContract contract)
    {
        try
        {
            return new PixelPreparation(contract, part.Crop, part.Template);
        }
        catch (ArgumentException error)
        {
            throw new SettingException("data.sources.template", $"does not fit: {error.Message}");
        }
    }

    private static IReadOnlyList<string> Identities(Recipe recipe, IdentityListRecipe list)
    {
        var path = recipe.Existing(list.Path, "data.sources.exclude.list");
        if (list.Fold is not { } fold)
        {
            return IdentityList.Read(path);
        }

        var folds = IdentityList.ReadFolds(path);
        return fold <= folds.Count
            ? folds[fold - 1]
            : throw new SettingException(
                "data.sources.exclude.fold",
                $"must be at most {folds.Count}, the folds of {list.Path}, but was {fold}.");
    }

    /// <summary>A picture as it is stored, undecoded.</summary>
    public StoredPicture Stored(int index)
    {
        var picture = dataset.At(index);
        return ((PictureSource)picture.Source).Read(picture.Index);
    }

    /// <summary>Copies a row of an identity that is kept out.</summary>
    public void CopyHeldOut(int index, Span<float> destination)
    {
        var (part, row, _) = dataset.HeldOutPictures[index];
        ((FeatureSource)dataset.Parts[part].Source).CopyRow(row, destination);
    }

    /// <summary>Prepares a picture of an identity that is kept out, as it is embedded: without augmentation.</summary>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public void PrepareHeldOut(int index, Span<byte> destination)
    {
        var (part, place, _) = dataset.HeldOutPictures[index];
        Prepare(part, place, destination);
    }

    private void CopyRow(int index, Span<float> destination)
    {
        var sample = dataset.At(index);
        ((FeatureSource)sample.Source).CopyRow(sample.Index, destination);
    }

    private void Prepare(int index, Span<byte> destination)
    {
        var picture = dataset.At(index);
        Prepare(picture.Part, picture.Index, destination);
    }

    private void Prepare(int part, int place, Span<byte> destination)
    {
        var source = (PictureSource)dataset.Parts[part].Source;
        preparations[part].Prepare(source.Read(place), source.Entries[place].Path, destination);
    }
}
