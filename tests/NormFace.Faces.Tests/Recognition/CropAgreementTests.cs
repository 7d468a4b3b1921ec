using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using Xunit;

namespace NormFace.Recognition;

/// <summary>Crops that others made of LFW, beside ours of the whole pictures.</summary>
public class CropAgreementTests
{
    // The others took the template's numbers, which count from 1, as counted from 0: everything lies a pixel to the
    // right and below.
    [Fact]
    public void Our_crops_differ_from_the_published_ones_by_the_one_pixel_that_the_templates_differ_by()
    {
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
        using var crops = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-112x112.zip"));
        var places = crops.Entries.Select((entry, index) => (entry.Path, index))
            .ToDictionary(pair => pair.Path, pair => pair.index);
        var (right, down, apart) = (new List<double>(), new List<double>(), new List<double>());

        for (var index = 0; index < photographs.Entries.Count; index += 13)
        {
            var path = photographs.Entries[index].Path;
            var photograph = Picture.Decode(photographs.Read(index), path);
            var face = FaceChoosing.Choose(
                SharedFaces.Detector.Detect(photograph), FaceChoice.Central, photograph.Width, photograph.Height)!;
            var ours = face.Landmarks.Mapped(AlignmentTemplate.FivePoint96x112.TransformFor(face.Landmarks)).ToArray();
            var framed = PictureWarp.Apply(
                Picture.Decode(crops.Read(places[path]), path), new SimilarityTransform(1, 0, 60, 60), 232, 232);
            if (FaceChoosing.Choose(SharedFaces.Detector.Detect(framed), FaceChoice.Central, 232, 232) is not { } other)
            {
                continue;
            }

            foreach (var (mine, theirs) in ours.Zip(
                other.Landmarks.ToArray(), (mine, theirs) => (mine, new PixelPoint(theirs.X - 60, theirs.Y - 60))))
            {
                right.Add(theirs.X - mine.X);
                down.Add(theirs.Y - mine.Y);
                apart.Add(mine.DistanceTo(new PixelPoint(theirs.X - 1, theirs.Y - 1)));
            }
        }

        Assert.True(right.Count > 5 * 50);
        Assert.Equal(1, Median(right), 0.25);
        Assert.Equal(1, Median(down), 0.25);
        Assert.InRange(Median(apart), 0, 1.5); // of 35 pixels between the eyes
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
