using System.Diagnostics;
using NormFace.Decoding;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>Times detectors in turn on the same pictures, so that all have the same neighbours.</summary>
internal static class DetectorTiming
{
    private const int Rounds = 6;

    /// <summary>Median of a picture, in milliseconds, of each detector. The first round does not count.</summary>
    public static double[] Medians(IReadOnlyList<FaceDetector> detectors, IReadOnlyList<Picture> pictures)
    {
        var times = detectors.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var picture in pictures)
            {
                for (var index = 0; index < detectors.Count; index++)
                {
                    var start = Stopwatch.GetTimestamp();
                    _ = detectors[index].Detect(picture);
                    if (round > 0)
                    {
                        times[index].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                }
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(list.Count / 2))];
    }
}
