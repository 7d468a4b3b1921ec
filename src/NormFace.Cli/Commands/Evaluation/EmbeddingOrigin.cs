using NormFace.Cli.Output;
using NormFace.Embeddings;
using NormFace.Models;
using NormFace.Weights;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>What a file of embeddings says about their origin; nothing for a .npy file and for a pipe.</summary>
internal sealed class EmbeddingOrigin
{
    /// <summary>Key of the model's file name.</summary>
    public const string Model = "model";

    /// <summary>Key of the model's hash.</summary>
    public const string ModelSha256 = "modelSha256";

    private readonly FileInfo file;
    private readonly IReadOnlyDictionary<string, string> texts;

    private EmbeddingOrigin(FileInfo file, IReadOnlyDictionary<string, string> texts) =>
        (this.file, this.texts) = (file, texts);

    /// <summary>Whom the model was trained on; null if that is not said.</summary>
    public TrainedPeople? People =>
        texts.TryGetValue(TrainedPeople.FieldName, out var text) ? TrainedPeople.Parse(text, file.Name) : null;

    /// <summary>Reads it.</summary>
    public static EmbeddingOrigin Of(FileInfo file) => new(
        file,
        file.Extension.Equals(".npy", StringComparison.OrdinalIgnoreCase) || IsPipe(file)
            ? new Dictionary<string, string>()
            : SafetensorsFile.Read(file.FullName).Metadata);

    // A pipe is read once, for its numbers.
    private static bool IsPipe(FileInfo file) =>
        file.ToString() == InputFile.StandardInput || InputFile.MayBePipe(file.FullName);

    /// <summary>Refuses embeddings that another model made; says so where that cannot be known.</summary>
    /// <exception cref="ArgumentException">Another model made them.</exception>
    public void RequireModel(FileInfo model, KnownModel known)
    {
        if (!texts.TryGetValue(ModelSha256, out var hash))
        {
            ConsoleReport.Note($"{file} does not say which model made it: it must have been {model}.");
        }
        else if (hash != known.Sha256 && hash != KnownModel.FileSha256(model.FullName))
        {
            var maker = texts.TryGetValue(Model, out var name) ? name : "another model";
            throw new ArgumentException(
                $"--model must be the model that made the embeddings, but {file} was made by {maker} (SHA-256 "
                + $"{hash[..Math.Min(12, hash.Length)]}...), and {model} is another. Embed the pictures with {model}.");
        }
    }

    /// <summary>Warns where people of a set are people that a model was trained on, by their names.</summary>
    public static void Warn(PictureRows set, TrainedPeople? people)
    {
        string[] known = [.. set.Identities.Identities.Where(identity =>
            identity.Length > 0 && people?.Contains(identity) == true)];
        if (known.Length > 0)
        {
            ConsoleReport.Note(
                FormattableString.Invariant(
                    $"Warning: {known.Length:N0} of {set.Identities.Count:N0} people have the names of people the ")
                + $"model was trained on, such as '{known[0]}'. If they are the same, these figures flatter the model: "
                + "on new people it does worse. Test on people it has not seen.");
        }
    }
}
