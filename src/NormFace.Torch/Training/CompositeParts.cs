using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Distillation;
using NormFace.Pictures;

namespace NormFace.Training;

/// <summary>Composite pictures for a data set: of each source as many as it has pictures, in proportion.</summary>
internal static class CompositeParts
{
    /// <summary>Describes them.</summary>
    /// <param name="dataset">The pictures to make them of.</param>
    /// <param name="contract">What the network sees.</param>
    /// <param name="count">How many to make, about.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <returns>Parts whose pictures have the size of what they are made of.</returns>
    public static IReadOnlyList<DatasetPart> Of(FaceDataset dataset, PixelContract contract, int count, long seed) =>
    [
        .. from pictures in Enumerable.Range(0, dataset.Count).Select(dataset.At).GroupBy(picture => picture.Part)
           let part = dataset.Parts[pictures.Key]
           let indices = pictures.Select(picture => picture.Index).ToArray()
           where indices.Length > 1
           let source = (PictureSource)part.Source
           let crop = CropOf(part, source, contract, indices[0])
           let share = (int)((long)count * indices.Length / dataset.Count)
           select new DatasetPart(
               new CompositePictures(source, indices, crop, share, seed + pictures.Key),
               PictureCrop.Whole(crop.Width, crop.Height))
           {
               Template = part.Template ?? contract.Template,
           },
    ];

    // Pictures may be the template alone, without the canvas that the crop speaks of.
    private static PictureCrop CropOf(DatasetPart part, PictureSource source, PixelContract contract, int first)
    {
        var picture = Picture.Decode(source.Read(first), source.Entries[first].Path);
        var crop = part.Crop ?? (part.Template is null ? contract.Crop : null);
        return crop is not null && (picture.Width, picture.Height) == (crop.CanvasWidth, crop.CanvasHeight)
            ? crop
            : PictureCrop.Whole(picture.Width, picture.Height);
    }
}
