using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Settings;

namespace NormFace.Studies;

/// <summary>
/// Makes the recipe of a cell: the study's, with the row's changes, the folds left out, the seed, and the base to start
/// from.
/// </summary>
public static class CellRecipe
{
    /// <summary>Makes a recipe.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="basePath">
    /// Path of the base's model, as written into the recipe; null for a row that starts from random weights.
    /// </param>
    /// <returns>The recipe, whose paths are read against the folder of <see cref="Study.RecipePath"/>.</returns>
    /// <exception cref="InvalidDataException">The study's recipe is no JSON object, or leaves out no fold.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonObject Of(Study study, StudyCell cell, string? basePath)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(cell);
        var recipe = JsonText.ReadObject(study.RecipePath);
        Merge(recipe, cell.Row.IsFromScratch ? study.Base.Changes : study.FineTuning);
        Merge(recipe, cell.Row.Changes);
        recipe["name"] = $"{study.Name}/{cell.Id}";
        recipe["seed"] = cell.Seed;
        if (basePath is not null)
        {
            recipe["network"] = new JsonObject { ["start"] = basePath };
        }

        var sources = (recipe["data"]?["sources"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Where(source => source["exclude"] is JsonObject exclude && exclude.ContainsKey("fold"))
            .ToArray();
        if (sources.Length == 0)
        {
            throw new InvalidDataException(
                $"{study.RecipePath}: a study tests people who were left out of training, but no source of the recipe "
                + $"leaves out a fold.");
        }

        foreach (var source in sources)
        {
            source["exclude"] = new JsonArray(
                [.. study.FoldsOf(cell).Select(fold => WithFold(source["exclude"]!, fold))]);
        }

        return recipe;
    }

    /// <summary>
    /// What tells a cell's result from any other: the hash of its recipe, of the recipe of its base, and of how it is
    /// tested.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>
    /// SHA-256 in lower-case hexadecimal digits. Where files lie does not matter, nor what the recipe says <c>about</c>
    /// itself.
    /// </returns>
    /// <exception cref="InvalidDataException">As for <see cref="Of"/>.</exception>
    /// <exception cref="IOException">A recipe, or the model that the study starts from, cannot be read.</exception>
    public static string Sha256Of(Study study, StudyCell cell)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(cell);
        var trained = TrainingOf(study, cell);

        // The model's own crop and a list of pairs are the usual test, which adds nothing.
        return study is { Crop: null, PairsPath: not null }
            ? trained
            : Hash(Encoding.UTF8.GetBytes(
                $"{trained}, {study.Crop}, {(study.PairsPath is null ? "all pairs" : "listed pairs")}"));
    }

    private static string TrainingOf(Study study, StudyCell cell)
    {
        if (cell.Row.IsFromScratch)
        {
            return Hash(Of(study, cell, null));
        }

        // thresholds change no feature
        var start = study.BaseOf(cell) is { } from
            ? TrainingOf(study, from)
            : ModelFile.Read(study.StartPath!).Sha256Without(
                CalibrationRecord.FieldName, SourceCorrection.FieldName);
        return cell.Row.IsUntouched ? start : Hash(Of(study, cell, start));
    }

    private static string Hash(JsonObject recipe)
    {
        recipe.Remove("about");
        return Hash(Encoding.UTF8.GetBytes(recipe.ToJsonString()));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JsonNode WithFold(JsonNode exclude, int fold)
    {
        var copy = exclude.DeepClone();
        copy["fold"] = fold;
        return copy;
    }

    // Objects merge, null takes away, all else replaces (RFC 7396).
    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            switch (value)
            {
                case null:
                    target.Remove(key);
                    break;
                case JsonObject inner when target[key] is JsonObject there:
                    Merge(there, inner);
                    break;
                default:
                    target[key] = value.DeepClone();
                    break;
            }
        }
    }
}
