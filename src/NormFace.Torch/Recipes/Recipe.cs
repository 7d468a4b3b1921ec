using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NormFace.Datasets;
using NormFace.Distillation;
using NormFace.Losses;
using NormFace.Schedules;
using NormFace.Settings;

namespace NormFace.Recipes;

/// <summary>A complete, named training configuration, checked before anything is loaded.</summary>
public sealed record Recipe : IValidatedOptions
{
    private Recipe()
    {
    }

    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Description: purpose, required data, expected result.</summary>
    public string About { get; init; } = "";

    /// <summary>Terms of use of the trained model; stored in the model file.</summary>
    public string Licence { get; init; } = "not stated";

    /// <summary>Seed of weights, agents, order and augmentation.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Steps of the run.</summary>
    public long Steps => Run.Steps;

    /// <summary>Pictures of one step.</summary>
    public int PicturesPerStep => Run.BatchSize * Run.Accumulate;

    /// <summary>The data.</summary>
    [JsonInclude, Required]
    internal DataRecipe Data { get; init; } = null!;

    /// <summary>The network; optional if the training program provides one.</summary>
    [JsonInclude]
    internal NetworkRecipe? Network { get; init; }

    /// <summary>The loss, or a list of losses to sum; optional if the training program provides one.</summary>
    [JsonInclude, JsonPropertyName("loss")]
    internal IReadOnlyList<LossRecipe> Losses { get; init; } = [];

    /// <summary>A trained model whose features the network learns to have, besides or instead of the loss; default:
    /// none. Pictures without an identity, and of identities with too few pictures, are then used as well.</summary>
    [JsonInclude]
    internal TeacherRecipe? Teacher { get; init; }

    /// <summary>The optimiser.</summary>
    [JsonInclude]
    internal OptimizerRecipe Optimizer { get; init; } = OptimizerRecipe.Default;

    /// <summary>The learning rate of every step.</summary>
    [JsonInclude, Required]
    internal LearningRateSchedule Schedule { get; init; } = null!;

    /// <summary>Steps, batches, precision, checkpoints.</summary>
    [JsonInclude, Required]
    internal RunRecipe Run { get; init; } = null!;

    /// <summary>People to keep out and to measure on; default: none.</summary>
    [JsonInclude]
    internal HoldOutRecipe? HoldOut { get; init; }

    /// <summary>The recipe as written, with all changes applied: what a run folder and a model file keep.</summary>
    [JsonIgnore]
    public JsonObject Source { get; private init; } = [];

    /// <summary>Folder of the recipe: data is looked for there where the root has none of its name.</summary>
    [JsonIgnore]
    public string Folder { get; private init; } = ".";

    /// <summary>Root below which data sets are found by name; that of the environment by default.</summary>
    [JsonIgnore]
    public DataRoot DataRoot { get; init; } = DataRoot.FromEnvironment();

    /// <summary>What it may name.</summary>
    [JsonIgnore]
    internal RecipeCatalogue Catalogue { get; private init; } = RecipeCatalogue.Default;

    /// <summary>Checks a recipe.</summary>
    /// <param name="source">The recipe as JSON.</param>
    /// <param name="folder">Folder of the recipe.</param>
    /// <param name="catalogue">What it may name; <see cref="RecipeCatalogue.Default"/> if null.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="SettingException">A key is unknown, missing or out of range; it is named.</exception>
    public static Recipe Read(JsonObject source, string folder, RecipeCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(folder);
        catalogue ??= RecipeCatalogue.Default;
        source = (JsonObject)JsonNode.Parse(source.ToJsonString())!; // a copy whose numbers are JSON's and nothing else
        var recipe = OptionsSection.Read<Recipe>(source, "", catalogue.Read);
        return recipe with { Source = source, Folder = folder, Catalogue = catalogue };
    }

    /// <summary>
    /// Finds what a name or path of the recipe means: below the data root, in the recipe's folder, in the current one.
    /// </summary>
    /// <param name="path">The name or path as written.</param>
    /// <returns>A full path.</returns>
    public string Resolve(string path) => DataRoot.Find(path, Folder);

    /// <summary>Full path of data that a recipe names.</summary>
    /// <exception cref="SettingException">There is none; the places where it was looked for are named.</exception>
    internal string Existing(string name, string key)
    {
        var path = Resolve(name);
        return Path.Exists(path) ? path : throw new SettingException(key, DataRoot.Missing(name, Folder));
    }

    /// <summary>Makes the loss, or the weighted sum of the losses.</summary>
    /// <param name="classCount">Number of classes <c>C</c>, at least 1.</param>
    /// <param name="featureSize">Feature length <c>D</c>, at least 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">
    /// The recipe names no loss, or one that cannot be made for so many classes.
    /// </exception>
    public EmbeddingLoss CreateLoss(int classCount, int featureSize) =>
        LossRecipe.Create(Losses, classCount, featureSize, Seed, Teacher is null ? null : NoLoss.NoLabel);

    /// <inheritdoc />
    public void Validate()
    {
        if (Schedule.WarmUp >= Run.Steps)
        {
            throw new SettingException(
                "schedule.warmUp", $"must be below the {Run.Steps} steps of the run, but was {Schedule.WarmUp}.");
        }
    }
}
