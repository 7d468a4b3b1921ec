using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Models;
using Xunit;

namespace NormFace.Recognition;

public class FaceCorrectionTests
{
    private static readonly SourceCorrection Street = new([0.1f, 0, 0], [], ["street"], 10);

    private static readonly SourceCorrection Studio = new([0, 0.1f, 0], [], ["studio"], 10);

    [Fact]
    public void Faces_corrected_in_different_ways_are_not_compared()
    {
        Assert.Throws<ArgumentException>(() => Face(Street).Cosine(Face(Studio)));
        Assert.Throws<ArgumentException>(() => Face(Street).Cosine(Face(null)));
        Assert.Equal(1, Face(Street).Cosine(Face(Street)), 6);
        Assert.Equal(1, Face(null).Cosine(Face(null)), 6);
    }

    [Fact]
    public void A_calibration_is_refused_for_faces_corrected_in_another_way()
    {
        var (plain, corrected) = (Calibration(null), Calibration(Street.Origin));

        Assert.True(FaceComparison.Of(Face(null), Face(null), plain).IsSame);
        Assert.True(FaceComparison.Of(Face(Street), Face(Street), corrected).IsSame);
        Assert.Throws<ArgumentException>(() => FaceComparison.Of(Face(Street), Face(Street), plain));
        Assert.Throws<ArgumentException>(() => FaceComparison.Of(Face(null), Face(null), corrected));
        Assert.Throws<ArgumentException>(() => FaceComparison.Of(Face(Studio), Face(Studio), corrected));
    }

    [Fact]
    public void A_correction_that_was_moved_home_keeps_its_calibration()
    {
        var home = Street.MovedTo(new([0, 0, 1, 0, 1, 0], ["a/1.jpg", "b/1.jpg"]));

        Assert.True(FaceComparison.Of(Face(home), Face(home), Calibration(Street.Origin)).IsSame);
        Assert.Throws<ArgumentException>(() => Face(home).Cosine(Face(Street)));
    }

    private static FaceEmbedding Face(SourceCorrection? correction) => new(
        new float[] { 0.6f, 0.8f, 0 },
        new DetectedFace(new FaceBox(0, 0, 8, 8), default!, 1),
        Picture.FromPixels(new byte[8 * 8 * 3], 8, 8, stride: 24),
        0.1)
    {
        Correction = correction,
    };

    private static ModelCalibration Calibration(string? correction)
    {
        ConfidenceInterval none = new(0, 0, 0.01, 0.95), all = new(1, 0.9, 1, 0.95);
        return new([new CalibrationRecord
        {
            ScoreKind = "cosine",
            Source = "hand-made",
            Seed = 1,
            ReplicateCount = 1,
            IdentityCount = 10,
            GenuineCount = 10,
            ImpostorCount = 1000,
            Thresholds = [new MatchThreshold(0.001, 0.5, 0, 1000, none, all, null)],
            Ratio = new LogLikelihoodRatio(1, 0),
            Cllr = 0.1,
            MinimumCllr = 0.1,
            Correction = correction,
        }]);
    }
}
