using System.Text.Json.Nodes;
using NormFace.Datasets;
using NormFace.Schedules;

namespace NormFace.Recipes;

/// <summary>A complete, named training configuration, checked before anything is loaded.</summary>
public sealed record Recipe
{
    private const long LongestSchedule = 1_000_000_000;

    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, what it needs and what to expect; for people.</summary>
    public required string About { get; init; }

    /// <summary>Terms under which a model trained so may be used; goes into the model file.</summary>
    public required string Licence { get; init; }

    /// <summary>Seed of weights, agents, order and augmentation.</summary>
    public required long Seed { get; init; }

    /// <summary>The data.</summary>
    public required DataRecipe Data { get; init; }

    /// <summary>The network.</summary>
    public required NetworkRecipe Network { get; init; }

    /// <summary>The losses that are summed.</summary>
    public required IReadOnlyList<LossRecipe> Losses { get; init; }

    /// <summary>The optimiser.</summary>
    public required OptimizerRecipe Optimizer { get; init; }

    /// <summary>The learning rate of every step.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Steps, batches, precision, checkpoints.</summary>
    public required RunRecipe Run { get; init; }

    /// <summary>The recipe as it was written, with all changes applied: what a run folder and a model file keep.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>Folder of the recipe: data is looked for there where the root has none of its name.</summary>
    public required string Folder { get; init; }

    /// <summary>Root below which data sets are found by name; that of the environment by default.</summary>
    public DataRoot DataRoot { get; init; } = DataRoot.FromEnvironment();

    /// <summary>Checks a recipe.</summary>
    /// <param name="source">The recipe as JSON.</param>
    /// <param name="folder">Folder against which paths are read.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="RecipeException">A key is unknown, missing or out of range; it is named.</exception>
    public static Recipe Read(JsonObject source, string folder)
    {
        ArgumentNullException.ThrowIfNull(source);
        source = (JsonObject)JsonNode.Parse(source.ToJsonString())!; // a copy of the caller's, in which numbers are JSON numbers and nothing else
        var fields = new RecipeFields(source, "");
        var seed = fields.Whole("seed", long.MinValue, long.MaxValue, 1);
        var losses = fields.Sections("loss").Select(loss => LossRecipe.Read(loss, seed)).ToArray();
        var run = RunRecipe.Read(fields.RequiredSection("run"));
        var recipe = new Recipe
        {
            Name = fields.Text("name"),
            About = fields.Text("about", ""),
            Licence = fields.Text("licence", "not stated"),
            Seed = seed,
            Data = DataRecipe.Read(fields.RequiredSection("data")),
            Network = NetworkRecipe.Read(fields.RequiredSection("network")),
            Losses = losses.Length > 0 ? losses : throw new RecipeException("loss", $"must hold at least one loss of {string.Join(", ", LossRecipe.Names)}."),
            Optimizer = OptimizerRecipe.Read(fields.Section("optimizer") ?? new RecipeFields([], "optimizer")),
            Schedule = ReadSchedule(fields.RequiredSection("schedule"), run.Steps),
            Run = run,
            Source = source,
            Folder = folder,
        };
        fields.Finish();
        return recipe;
    }

    /// <summary>Finds what a name or path of the recipe means: below the data root, in the recipe's folder, in the current one.</summary>
    /// <param name="path">The name or path as written.</param>
    /// <returns>A full path.</returns>
    public string Resolve(string path) => DataRoot.Find(path, Folder);

    private static LearningRateSchedule ReadSchedule(RecipeFields fields, long steps)
    {
        var rate = fields.Number("rate", 0, 1000, isLowestAllowed: false);
        var shape = fields.OneOf("shape", ["constant", "multistep", "polynomial", "cosine"], "constant");
        var falls = fields.Wholes("falls");
        var factor = fields.Number("factor", 0, 1, 0.1, isLowestAllowed: false);
        var power = fields.Number("power", 0, 100, 1, isLowestAllowed: false);
        var warmUp = fields.Whole("warmUp", 0, LongestSchedule, 0);
        fields.Finish();

        try
        {
            return (shape switch
            {
                "multistep" => LearningRateSchedule.Multistep(rate, steps, falls, factor),
                "polynomial" => LearningRateSchedule.Polynomial(rate, steps, power),
                "cosine" => LearningRateSchedule.Cosine(rate, steps),
                _ => LearningRateSchedule.Constant(rate, steps),
            }).WithWarmUp(warmUp);
        }
        catch (ArgumentException error)
        {
            throw new RecipeException(fields.Path, $"is not possible: {error.Message}");
        }
    }
}
