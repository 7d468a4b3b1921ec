using System.Security.Cryptography;
using NormFace.Datasets;
using NormFace.Distillation;
using NormFace.Extraction;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Recipes;
using NormFace.Settings;
using NormFace.Storage;

namespace NormFace.Training;

/// <summary>Computes the teacher's features of all training pictures, or finds them in the cache.</summary>
internal sealed class TeacherFeatures
{
    private const int SaveEvery = 4096; // pictures: an interrupted run loses no more

    private readonly TeacherRecipe options;
    private readonly IEmbeddingNetwork network;
    private readonly FaceDataset dataset;
    private readonly PixelContract studentContract;
    private readonly FeatureCache cache;
    private readonly TrainingObserver observer;

    private TeacherFeatures(
        TeacherRecipe options,
        IEmbeddingNetwork network,
        string hash,
        string folder,
        FaceDataset dataset,
        PixelContract studentContract,
        TrainingObserver observer)
    {
        (this.options, this.network, this.dataset) = (options, network, dataset);
        (this.studentContract, this.observer) = (studentContract, observer);
        cache = new FeatureCache(folder, $"{hash} {options.Mirror} {network.Contract}", network.FeatureSize);
    }

    /// <summary>The teacher of a recipe, ready to be asked.</summary>
    /// <param name="session">The training.</param>
    /// <param name="observer">Is told of progress.</param>
    /// <param name="cancellation">Stops; what is computed stays in the cache.</param>
    /// <returns>The teacher; null if the recipe has none.</returns>
    /// <exception cref="SettingException">The model is missing or does not fit the network.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static Teacher? Of(TrainingSession session, TrainingObserver observer, CancellationToken cancellation)
    {
        var recipe = session.Recipe;
        if (recipe.Teacher is not { } options)
        {
            return null;
        }

        var path = recipe.Resolve(options.Model);
        if (!File.Exists(path))
        {
            throw new SettingException("teacher.model", recipe.DataRoot.Missing(options.Model, recipe.Folder));
        }

        var network = recipe.Catalogue.OpenTeacher(path);
        using var owned = network as IDisposable;
        if (network.FeatureSize != session.Network.FeatureSize)
        {
            throw new SettingException(
                "teacher.model",
                $"must have as many features as the network, {session.Network.FeatureSize}, but has "
                + $"{network.FeatureSize}. Set featureSize of the network.");
        }

        var folder = options.Cache is { } named
            ? Path.GetFullPath(named, Path.GetFullPath(recipe.Folder))
            : FeatureCache.DefaultFolder;
        var features = new TeacherFeatures(
            options, network, Hash(path), folder, session.Data.Dataset, session.Contract!, observer).All(cancellation);
        return new Teacher(features, network.FeatureSize, options.Weight, session.Device);
    }

    private float[] All(CancellationToken cancellation)
    {
        var parts = dataset.Parts.Select(Place).ToArray();
        var keys = new UInt128?[dataset.Count];
        _ = Parallel.For(0, dataset.Count, new ParallelOptions { CancellationToken = cancellation }, index =>
        {
            var picture = dataset.At(index);
            try
            {
                keys[index] = FeatureCache.KeyOf(
                    ((PictureSource)picture.Source).Read(picture.Index), parts[picture.Part]);
            }
            catch (PictureException)
            {
                // The loader reports it, and shows another.
            }
        });

        var missing = Enumerable.Range(0, dataset.Count)
            .Where(index => keys[index] is { } key && !cache.Has(key))
            .DistinctBy(index => keys[index]!.Value)
            .ToArray();
        var done = dataset.Count - missing.Length;
        foreach (var part in missing.GroupBy(index => dataset.At(index).Part))
        {
            var preparation = Preparation(dataset.Parts[part.Key]);
            foreach (var some in part.Chunk(SaveEvery))
            {
                Compute(some, keys, preparation, done, cancellation);
                cache.Save();
                done += some.Length;
            }
        }

        var features = new float[(long)dataset.Count * network.FeatureSize];
        for (var index = 0; index < dataset.Count; index++)
        {
            if (keys[index] is { } key)
            {
                _ = cache.TryCopy(key, features.AsSpan(index * network.FeatureSize, network.FeatureSize));
            }
        }

        return features;
    }

    private void Compute(
        int[] indices, UInt128?[] keys, PixelPreparation preparation, int done, CancellationToken cancellation)
    {
        using var pictures = new ChosenPictures(dataset, indices);
        var unreadable = new UnreadablePictures(indices.Length, allowedShare: 1);
        var embedder = new PictureEmbedder(network, preparation.Prepare) { Mirror = options.Mirror };
        var embedded = embedder.Embed(
            pictures,
            unreadable,
            new Told(count => observer.Taught(done + count, dataset.Count)),
            cancellation);
        var size = network.FeatureSize;
        for (var row = 0; row < embedded.Entries.Count; row++)
        {
            var index = ChosenPictures.IndexOf(embedded.Entries[row]);
            cache.Add(keys[index]!.Value, embedded.Values.AsSpan(row * size, size));
        }
    }

    private PixelPreparation Preparation(DatasetPart part)
    {
        try
        {
            return new PixelPreparation(
                network.Contract, part.Crop ?? OwnCrop(part), part.Template ?? studentContract.Template);
        }
        catch (ArgumentException error)
        {
            throw new SettingException(
                "teacher.model", $"cannot read the pictures of {part.Source.Location}: {error.Message}");
        }
    }

    // Where the pictures' template lies if the source does not say it: as in the network's contract.
    private PictureCrop? OwnCrop(DatasetPart part) => part.Template is null ? studentContract.Crop : null;

    private string Place(DatasetPart part) =>
        $"{part.Template ?? studentContract.Template} {part.Crop ?? OwnCrop(part)}";

    private static string Hash(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private sealed class Told(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }

    /// <summary>Pictures of the data set by their numbers, under which they are found again.</summary>
    private sealed class ChosenPictures(FaceDataset dataset, int[] indices) : PictureSource
    {
        public override string Location => "the training pictures";

        public override IReadOnlyList<PictureEntry> Entries { get; } =
            [.. indices.Select(index => new PictureEntry(FormattableString.Invariant($"{index}"), ""))];

        public static int IndexOf(PictureEntry entry) =>
            int.Parse(entry.Path, System.Globalization.CultureInfo.InvariantCulture);

        public override StoredPicture Read(int index)
        {
            var picture = dataset.At(indices[index]);
            return ((PictureSource)picture.Source).Read(picture.Index);
        }
    }
}
