using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NormFace.Training;

/// <summary>Chooses the identities that are kept out of training: by seed and name, whatever their order.</summary>
/// <param name="Share">Share of the identities, in (0, 1).</param>
/// <param name="Seed">Seed of the draw.</param>
internal sealed record HeldOutDraw(double Share, long Seed)
{
    private const int FewestIdentities = 2; // for impostor pairs
    private const int FewestPictures = 2; // for a genuine pair of each

    /// <summary>The identities that are kept out.</summary>
    /// <param name="identities">All of them.</param>
    /// <param name="pictureCount">Pictures of one; those with a single one make no genuine pair and stay.</param>
    /// <returns>A share of all, at least two where there are as many.</returns>
    public IEnumerable<string> Of(IReadOnlyCollection<string> identities, Func<string, int> pictureCount)
    {
        var wanted = Math.Max(FewestIdentities, (int)Math.Round(Share * identities.Count));
        return identities.Where(identity => pictureCount(identity) >= FewestPictures)
            .OrderBy(Rank, StringComparer.Ordinal)
            .Take(wanted);
    }

    private string Rank(string identity) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}/{identity}"))));
}
