namespace NormFace.Detection;

/// <summary>Order of the planes of a network's input.</summary>
internal static class PlaneOrder
{
    /// <summary>Red, green, blue as blue, green, red, and the reverse.</summary>
    public static void SwapEnds(Span<float> planes)
    {
        var first = planes[..(planes.Length / 3)];
        var last = planes[(2 * first.Length)..];
        for (var index = 0; index < first.Length; index++)
        {
            (first[index], last[index]) = (last[index], first[index]);
        }
    }
}
