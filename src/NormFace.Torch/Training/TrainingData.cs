using NormFace.Batches;
using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>
/// The pictures of a recipe: sources opened, identities chosen and labelled, all in one pixel contract.
/// </summary>
internal sealed class TrainingData : IDisposable
{
    private readonly List<PictureSource> sources;
    private readonly FaceDataset dataset;
    private readonly PixelPreparation[] preparations; // by part

    private TrainingData(Recipe recipe, PixelContract contract, List<PictureSource> sources)
    {
        this.sources = sources;
        dataset = FaceDataset.Create(
            [.. recipe.Data.Sources.Zip(sources, (source, opened) => Part(recipe, source, opened))],
            recipe.Data.MinPictures);
        if (dataset.Labels.Count < 2)
        {
            var all = dataset.RemovedIdentities.Count + dataset.Labels.Count;
            throw new SettingException(
                "data", $"must leave at least 2 identities, but leaves {dataset.Labels.Count} of {all}.");
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

    /// <summary>
    /// What the sources are called, without their folders: a model file names no place of one machine.
    /// </summary>
    public IEnumerable<string> SourceNames => sources.Select(source => Path.GetFileName(source.Location.TrimEnd('/')));

    public static TrainingData Open(Recipe recipe, PixelContract contract)
    {
        var sources = new List<PictureSource>();
        try
        {
            foreach (var source in recipe.Data.Sources)
            {
                sources.Add(Open(recipe, source));
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

    private static PictureSource Open(Recipe recipe, SourceRecipe source) => source.Open is { } open
        ? open()
        : recipe.Catalogue.Pictures.Open(Existing(recipe, source.Path!, "data.sources.path"));

    private static DatasetPart Part(Recipe recipe, SourceRecipe source, PictureSource opened) =>
        new(opened, source.Crop?.ToCrop(), source.Prefix)
        {
            Excluded = [.. source.Excluded.SelectMany(list => Identities(recipe, list))],
        };

    private static string Existing(Recipe recipe, string name, string key)
    {
        var path = recipe.Resolve(name);
        return Path.Exists(path)
            ? path
            : throw new SettingException(key, recipe.DataRoot.Missing(name, recipe.Folder));
    }

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
            : throw new SettingException(
                "data.sources.exclude.fold",
                $"must be at most {folds.Count}, the folds of {list.Path}, but was {fold}.");
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
        var path = picture.Source.Entries[picture.Index].Path;
        preparations[picture.Part].Prepare(picture.Source.Read(picture.Index), path, destination);
    }
}
