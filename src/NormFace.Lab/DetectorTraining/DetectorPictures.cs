using NormFace.Datasets;
using NormFace.Decoding;

namespace NormFace.DetectorTraining;

/// <summary>The pictures of a training, decoded, with their faces.</summary>
/// <param name="Faces">Pictures with at least one face to learn, set by set.</param>
/// <param name="Backgrounds">Pictures without.</param>
internal sealed record DetectorPictures(
    IReadOnlyList<IReadOnlyList<LabelledPicture>> Faces, IReadOnlyList<LabelledPicture> Backgrounds)
{
    /// <summary>Reads the pictures of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">Folder of the picture sets, each a zip.</param>
    /// <param name="labels">Folder of their labels.</param>
    public static DetectorPictures Read(DetectorRecipe recipe, string data, string labels)
    {
        var sets = recipe.Faces.Append(recipe.Backgrounds)
            .ToDictionary(name => name, name => LabelFile.Read(Path.Combine(labels, $"{name}.jsonl")));
        var agreement = TeacherAgreement.Of(recipe.Faces.SelectMany(name => sets[name]));
        var (faces, backgrounds) = (new List<IReadOnlyList<LabelledPicture>>(), new List<LabelledPicture>());
        foreach (var (name, set) in sets)
        {
            var leftOut = name == recipe.Backgrounds ? recipe.BackgroundsLeftOut : recipe.LeftOut;
            using var source = PictureSourceCatalogue.Default.Open(Path.Combine(data, $"{name}.zip"));
            if (set.Count != source.Entries.Count)
            {
                throw new InvalidDataException(
                    $"{name} must have labels for all of its {source.Entries.Count} pictures, but has {set.Count}. "
                    + "Run 'normface detector label' first.");
            }

            var pictures = new LabelledPicture?[set.Count];
            _ = Parallel.For(0, set.Count, index =>
            {
                if (leftOut == 0 || index % leftOut != leftOut - 1)
                {
                    var (path, given) = (source.Entries[index].Path, set[index]);
                    var isOfAnimals = path.Contains("animals/", StringComparison.Ordinal);
                    pictures[index] = new LabelledPicture(
                        new MippedPicture(Picture.Decode(source.Read(index), path)),
                        agreement.Faces(given, isOfAnimals))
                    {
                        Lures = isOfAnimals ? agreement.Lures(given) : [],
                    };
                }
            });
            var withFaces = pictures.OfType<LabelledPicture>().Where(picture => picture.Learned.Count > 0).ToArray();
            if (name != recipe.Backgrounds)
            {
                faces.Add(withFaces);
                continue;
            }

            backgrounds.AddRange(pictures.OfType<LabelledPicture>().Where(picture => picture.Learned.Count == 0));
        }

        return new DetectorPictures(faces, backgrounds);
    }
}
