namespace NormFace.Protocols.Blufr;

/// <summary>How much one trial compared.</summary>
/// <param name="TestPictures">Pictures whose pairs were compared.</param>
/// <param name="GenuinePairs">Pairs of one identity.</param>
/// <param name="ImpostorPairs">Pairs of two identities.</param>
/// <param name="GalleryPictures">Pictures enrolled.</param>
/// <param name="GenuineProbes">Probes of enrolled people.</param>
/// <param name="ImpostorProbes">Probes of others.</param>
internal sealed record BlufrCounts(
    int TestPictures, long GenuinePairs, long ImpostorPairs, int GalleryPictures, int GenuineProbes,
    int ImpostorProbes);
