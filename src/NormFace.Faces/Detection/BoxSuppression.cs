using NormFace.Alignment;

namespace NormFace.Detection;

/// <summary>Non-maximum suppression: of boxes that overlap too much, the one with the best score stays.</summary>
internal static class BoxSuppression
{
    /// <summary>Most boxes that are compared, the best ones: each is compared with all that stay.</summary>
    public const int MostBoxes = 20_000;

    /// <summary>Indices of the boxes that stay, best score first; of equal scores the earlier box counts as
    /// better. Beyond <see cref="MostBoxes"/>, the worst are left out.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="overlap">Boxes with more than this share in common with a better one go, in [0, 1].</param>
    /// <param name="bySmaller">Whether the share is of the smaller box; otherwise of what both cover together.</param>
    public static List<int> Keep(
        IReadOnlyList<FaceBox> boxes, IReadOnlyList<float> scores, double overlap, bool bySmaller = false)
    {
        var kept = new List<int>();
        foreach (var index in Enumerable.Range(0, boxes.Count)
            .OrderByDescending(index => scores[index]).Take(MostBoxes)) // stable
        {
            if (kept.TrueForAll(better => Share(boxes[better], boxes[index], bySmaller) <= overlap))
            {
                kept.Add(index);
            }
        }

        return kept;
    }

    /// <summary>The faces that stay, best score first.</summary>
    public static IEnumerable<DetectedFace> Keep(IReadOnlyList<DetectedFace> faces, double overlap) =>
        Keep([.. faces.Select(face => face.Box)], [.. faces.Select(face => (float)face.Score)], overlap)
            .Select(index => faces[index]);

    /// <summary>What two boxes share, of what both cover together or of the smaller one.</summary>
    public static double Share(FaceBox first, FaceBox second, bool bySmaller = false)
    {
        var shared = first.Shared(second);
        return shared <= 0
            ? 0
            : shared / (bySmaller ? Math.Min(first.Area, second.Area) : first.Area + second.Area - shared);
    }
}
