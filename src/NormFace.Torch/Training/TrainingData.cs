using NormFace.Batches;
using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Recipes;
using NormFace.Synthesis;

namespace NormFace.Training;

/// <summary>The pictures of a recipe: sources opened, identities chosen and labelled, everything brought to one contract.</summary>
internal sealed class TrainingData : IDisposable
{
    private readonly List<PictureSource> sources;
    private readonly FaceDataset dataset;
    private readonly PixelPreparation[] preparations; // by part

    private TrainingData(Recipe recipe, PixelContract contract, List<PictureSource> sources)
    {
        this.sources = sources;
        dataset = FaceDataset.Create(
            [.. recipe.Data.Sources.Zip(sources, (source, opened) => new DatasetPart(opened, source.Crop, source.Prefix)
            {
                Excluded = [.. source.Excluded.SelectMany(list => Identities(recipe, list))],
            })],
            recipe.Data.MinimumPictures);
        if (dataset.Labels.Count < 2)
        {
            throw new RecipeException("data", $"must leave at least 2 identities, but leaves {dataset.Labels.Count} of {dataset.RemovedIdentities.Count + dataset.Labels.Count}.");
        }

        preparations = [.. dataset.Parts.Select(part => new PixelPreparation(contract, part.Crop))];
        Unreadable = new UnreadablePictures(dataset.Count, recipe.Data.IsStrict ? 0 : recipe.Data.UnreadableShare);
        Pictures = new PictureSet(
            [.. Enumerable.Range(0, dataset.Count).Select(index => dataset.At(index).Label)],
            contract,
            Prepare,
            Unreadable,
            recipe.Data.Augmentation,
            (long)recipe.Data.CacheMegabytes << 20);
    }

    public PictureSet Pictures { get; }

    public UnreadablePictures Unreadable { get; }

    public IdentityLabels Labels => dataset.Labels;

    public IReadOnlyList<RemovedIdentity> RemovedIdentities => dataset.RemovedIdentities;

    public IReadOnlyList<string> UnknownExclusions => dataset.UnknownExclusions;

    /// <summary>What the sources are called, without their folders: a model file names no place of one machine.</summary>
    public IEnumerable<string> SourceNames => sources.Select(source => Path.GetFileName(source.Location.TrimEnd('/')));

    public static TrainingData Open(Recipe recipe, PixelContract contract, PictureSourceCatalogue? catalogue)
    {
        var sources = new List<PictureSource>();
        try
        {
            foreach (var source in recipe.Data.Sources)
            {
                sources.Add(Open(recipe, source, catalogue ?? PictureSourceCatalogue.Default));
            }

            return new TrainingData(recipe, contract, sources);
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }
    }

    public string NameOf(int index)
    {
        var picture = dataset.At(index);
        return picture.Source.Entries[picture.Index].Path;
    }

    public void Dispose() => sources.ForEach(source => source.Dispose());

    private static PictureSource Open(Recipe recipe, SourceRecipe source, PictureSourceCatalogue catalogue) =>
        source.Synthetic is { } drawn
            ? new SyntheticSource(drawn.Seed, drawn.Identities, drawn.Pictures, firstIdentity: drawn.First)
            : catalogue.Open(Existing(recipe, source.Path!, "data.sources.path"));

    private static string Existing(Recipe recipe, string name, string key) => recipe.Resolve(name) is var path && Path.Exists(path)
        ? path
        : throw new RecipeException(key, recipe.DataRoot.Missing(name, recipe.Folder));

    private static IReadOnlyList<string> Identities(Recipe recipe, IdentityListRecipe list)
    {
        var path = Existing(recipe, list.Path, "data.sources.exclude.list");
        if (list.Fold is not { } fold)
        {
            return IdentityList.Read(path);
        }

        var folds = IdentityList.ReadFolds(path);
        return fold <= folds.Count
            ? folds[fold - 1]
            : throw new RecipeException("data.sources.exclude.fold", $"must be at most {folds.Count}, the folds of {list.Path}, but was {fold}.");
    }

    /// <summary>A picture as it is stored, undecoded.</summary>
    public StoredPicture Stored(int index)
    {
        var picture = dataset.At(index);
        return picture.Source.Read(picture.Index);
    }

    private void Prepare(int index, Span<byte> destination)
    {
        var picture = dataset.At(index);
        preparations[picture.Part].Prepare(picture.Source.Read(picture.Index), picture.Source.Entries[picture.Index].Path, destination);
    }
}
