using NormFace.Backbones;
using NormFace.Distillation;
using NormFace.Losses;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>The loss a run starts with: the recipe's, or one that is passed in.</summary>
internal static class StartLoss
{
    /// <summary>Makes the recipe's.</summary>
    /// <exception cref="SettingException">The recipe names none, or it cannot be made for so many classes.</exception>
    public static EmbeddingLoss Of(Recipe recipe, int classCount, Backbone network)
    {
        try
        {
            return recipe.Losses.Count == 0 ? new NoLoss() : recipe.CreateLoss(classCount, network.FeatureSize);
        }
        catch (ArgumentException error)
        {
            throw new SettingException("loss", $"is not possible with {classCount} identities: {error.Message}");
        }
    }

    /// <summary>The one that is passed in, if it fits.</summary>
    /// <exception cref="ArgumentException">It has another number of classes or takes other features.</exception>
    public static EmbeddingLoss Given(EmbeddingLoss loss, int classCount, Backbone network)
    {
        if (loss.FeatureSize is { } size && size != network.FeatureSize)
        {
            throw new ArgumentException(
                $"loss must take the {network.FeatureSize} values of a feature of {network.Name}, but takes {size}.",
                nameof(loss));
        }

        return loss.ClassCount is { } classes && classes != classCount
            ? throw new ArgumentException(
                $"loss must have {classCount} classes, one for each identity, but has {classes}.", nameof(loss))
            : loss;
    }
}
