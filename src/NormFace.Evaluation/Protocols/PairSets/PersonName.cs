namespace NormFace.Protocols.PairSets;

/// <summary>Who a picture of LFW's kin shows where no folder says so.</summary>
internal static class PersonName
{
    /// <summary>The part before the number: <c>Name</c> of <c>Name_0001.jpg</c>; empty if there is none.</summary>
    public static string Of(string picture)
    {
        var stem = Path.GetFileNameWithoutExtension(picture);
        var end = stem.LastIndexOf('_');
        return end > 0 && end < stem.Length - 1 && stem.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? stem[..end]
            : "";
    }
}
