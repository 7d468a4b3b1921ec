using NormFace.Backbones;
using NormFace.Batches;
using NormFace.Conversion;
using NormFace.Datasets;
using NormFace.Losses;
using NormFace.Models;
using NormFace.Optimization;
using NormFace.Pictures;
using NormFace.Recipes;
using NormFace.Settings;
using TorchSharp;

namespace NormFace.Training;

/// <summary>Everything a recipe asks for, made: data, network, loss, optimiser.</summary>
public sealed class TrainingSession : IDisposable
{
    private readonly TrainingData data;
    private readonly int threads;

    private TrainingSession(
        Recipe recipe, Backbone network, EmbeddingLoss loss, TrainingData data, Native.ComputeMachine? machine)
    {
        (Recipe, Network, Loss, this.data) = (recipe, network, loss, data);
        (Device, threads) = (machine?.Device ?? CPU, machine?.Threads ?? Environment.ProcessorCount);
        _ = network.to(Device);
        _ = loss.to(Device);
        Optimizer = recipe.Optimizer.Create(Groups(recipe, network, loss));
        Guard = new DivergenceGuard(network, loss, data.NameOf);
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The network.</summary>
    public Backbone Network { get; }

    /// <summary>The loss, with its agents.</summary>
    public EmbeddingLoss Loss { get; }

    /// <summary>The optimiser of both.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Number of training samples: pictures, or rows of features.</summary>
    public int PictureCount => data.Samples.Labels.Count;

    /// <summary>What the network sees; null if it takes rows of features.</summary>
    public PixelContract? Contract => (data.Samples as PictureSet)?.Contract;

    /// <summary>Identities and their labels.</summary>
    public IdentityLabels Identities => data.Labels;

    /// <summary>Number of identities.</summary>
    public int ClassCount => data.Labels.Count;

    /// <summary>Number of identities that are kept out to measure on.</summary>
    public int HeldOutCount => data.HeldOut.Count;

    /// <summary>Identities that were left out, with the reason of each.</summary>
    public IReadOnlyList<RemovedIdentity> RemovedIdentities => data.RemovedIdentities;

    /// <summary>Names to leave out that no source has: perhaps spelt wrongly.</summary>
    public IReadOnlyList<string> UnknownExclusions => data.UnknownExclusions;

    /// <summary>Pictures that could not be read so far.</summary>
    public UnreadablePictures Unreadable => data.Unreadable;

    /// <summary>Where tensors are.</summary>
    public Device Device { get; }

    /// <summary>Whether the network runs in bfloat16; null before <see cref="PrecisionChoice"/> decides.</summary>
    internal bool? IsBFloat16 { get; set; }

    /// <summary>Whether the products of the loss are in bfloat16; null before <see cref="PrecisionChoice"/>
    /// decides.</summary>
    internal bool? HasBFloat16Products
    {
        get;
        set
        {
            field = value;
            foreach (var part in Loss.modules().Prepend(Loss).OfType<AgentLoss>())
            {
                part.HasBFloat16Products = value == true;
            }
        }
    }

    internal DivergenceGuard Guard { get; }

    internal SampleSet Samples => data.Samples;

    internal TrainingData Data => data;

    /// <summary>Makes what a recipe asks for. No file is written.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="machine">Device and number of threads; default: the CPU with all of its threads.</param>
    /// <returns>The session.</returns>
    /// <exception cref="IOException">A source or the start model cannot be read.</exception>
    /// <exception cref="SettingException">
    /// Recipe, start model and data do not fit together; what differs is named.
    /// </exception>
    public static TrainingSession Create(Recipe recipe, Native.ComputeMachine? machine = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        Native.NativeStart.Ensure();
        if (recipe.Losses.Count == 0 && recipe.Teacher is null)
        {
            throw new SettingException(
                "loss", "must be given: an object { ... } or a list of them; or a teacher instead.");
        }

        var (network, contract) = StartNetwork.Of(recipe);
        try
        {
            return Open(recipe, contract, network, machine, classCount => StartLoss.Of(recipe, classCount, network));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Trains a network and a loss of one's own on the data of a recipe. No file is written.</summary>
    /// <param name="recipe">
    /// Data, optimiser, schedule and run; <c>network</c> and <c>loss</c> may be left out and are not read, but for
    /// <c>network.rate</c>.
    /// </param>
    /// <param name="network">The network. The session disposes it.</param>
    /// <param name="loss">The loss, with one class for each identity. The session disposes it.</param>
    /// <param name="machine">Device and number of threads; default: the CPU with all of its threads.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">Network, loss, contract and data do not fit together.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    /// <exception cref="SettingException">Recipe and data do not fit together; what differs is named.</exception>
    public static TrainingSession Create(
        Recipe recipe, Backbone network, EmbeddingLoss loss, Native.ComputeMachine? machine = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        var contract = StartNetwork.ContractFor(recipe, network);
        return Open(recipe, contract, network, machine, classCount => StartLoss.Given(loss, classCount, network));
    }

    /// <summary>Releases network, loss, optimiser and sources.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Loss.Dispose();
        Network.Dispose();
        data.Dispose();
    }

    private static TrainingSession Open(
        Recipe recipe,
        PixelContract? contract,
        Backbone network,
        Native.ComputeMachine? machine,
        Func<int, EmbeddingLoss> loss)
    {
        var data = TrainingData.Open(recipe, contract, network);
        try
        {
            return new TrainingSession(recipe, network, loss(data.Labels.Count), data, machine);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    internal void WriteModel(string path) => ModelFile.Write(path, Header(), StateDict.Save(Network));

    private ModelHeader Header() => new()
    {
        Network = Network.Name,
        Options = Network.Options.ToJson(),
        FeatureSize = Network.FeatureSize,
        Contract = Contract,
        InputSize = Contract is null ? Network.Channels : null,
        Recipe = (System.Text.Json.Nodes.JsonObject)Recipe.Source.DeepClone(),
        Licence = Recipe.Licence,
        Provenance = new ModelProvenance
        {
            ToolVersion = typeof(TrainingSession).Assembly.GetName().Version!.ToString(3),
            TrainingData = [.. data.SourceNames],
        },
        Further = new System.Text.Json.Nodes.JsonObject { [TrainedPeople.FieldName] = People().ToText() },
    };

    // With those whom the start model knows.
    private TrainedPeople People()
    {
        var people = TrainedPeople.Of(data.TrainedIdentities);
        return Recipe.Network?.Start is { } start && Recipe.Resolve(start) is var path && File.Exists(path)
            && TrainedPeople.In(ModelFile.ReadHeader(path), path) is { } known ? people.With(known) : people;
    }

    internal BatchLoader CreateLoader(long firstBatch, int? threads = null)
    {
        var run = Recipe.Run;
        SampleOrder order = run.PicturesPerIdentity is { } pictures
            ? new BalancedOrder(Samples.Labels, run.BatchSize / pictures, pictures, Recipe.Seed)
            : new ShuffledOrder(Samples.Labels.Count, run.BatchSize, Recipe.Seed);
        return new BatchLoader(Samples, order, Recipe.Seed, firstBatch, threads ?? this.threads);
    }

    internal SicknessWatch CreateSicknessWatch()
    {
        var watched = new HeadFigures(Loss).Watched;
        var hasFixedScale = watched is { CurrentScale: not null }
            && !watched.ParameterGroups.Any(group => group.Parameter.numel() == 1);
        return new SicknessWatch(ClassCount, hasFixedScale, Loss is PairTripletLoss triplet ? triplet.Margin : null);
    }

    private static IEnumerable<ParameterGroup> Groups(Recipe recipe, Backbone network, EmbeddingLoss loss)
    {
        var factor = recipe.Network?.RateFactor ?? 1;
        return
        [
            .. network.ParameterGroups.Select(group => group with
            {
                Name = $"network.{group.Name}",
                LearningRateFactor = group.LearningRateFactor * factor,
            }),
            .. loss.ParameterGroups.Select(group => group with { Name = $"loss.{group.Name}" }),
        ];
    }
}
