using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.Cli.Faces;

/// <summary>Counts the photographs in which another detector finds more than one face.</summary>
/// <param name="inner">The other detector, which the caller disposes.</param>
internal sealed class CountingDetector(FaceDetector inner) : FaceDetector(inner.Identity)
{
    private int severalFacesCount;

    /// <summary>Photographs so far that showed several faces.</summary>
    public int SeveralFacesCount => severalFacesCount;

    /// <inheritdoc/>
    public override double SureScore => inner.SureScore;

    protected override IReadOnlyList<DetectedFace> Find(Picture picture)
    {
        var faces = inner.Detect(picture);
        if (faces.Count > 1)
        {
            _ = Interlocked.Increment(ref severalFacesCount);
        }

        return faces;
    }
}
