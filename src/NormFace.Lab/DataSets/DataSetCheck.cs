using System.Security.Cryptography;
using NormFace.Datasets;

namespace NormFace.DataSets;

/// <summary>How a data set compares with the documented one.</summary>
public enum DataSetState
{
    /// <summary>Nothing of that name is there.</summary>
    Missing,

    /// <summary>Every file has the documented hash.</summary>
    Verified,

    /// <summary>Another copy: the hash differs, but pictures and identities are as many as documented.</summary>
    SameCounts,

    /// <summary>Files are missing or differ, or pictures or identities are fewer or more than documented.</summary>
    Different,
}

/// <summary>What a check of a data set found.</summary>
/// <param name="Set">The set.</param>
/// <param name="State">How it compares.</param>
/// <param name="Detail">What was found, for people.</param>
public sealed record DataSetCheck(DataSet Set, DataSetState State, string Detail)
{
    /// <summary>Checks a set below a root.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">The root.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="IOException">An existing file cannot be read.</exception>
    public static DataSetCheck Run(DataSet set, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var place = Path.Combine(folder, set.Name);
        if (!Path.Exists(place))
        {
            return new DataSetCheck(set, DataSetState.Missing, "not found");
        }

        List<string> missing = [], different = [];
        foreach (var file in set.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Directory.Exists(place) ? Path.Combine(place, file.Name) : place;
            if (!File.Exists(path))
            {
                missing.Add(file.Name);
            }
            else if (Sha256(path) != file.Sha256)
            {
                different.Add(file.Name);
            }
        }

        return missing.Count > 0
            ? new DataSetCheck(set, DataSetState.Different, $"{string.Join(", ", missing)} missing")
            : different.Count == 0 ? new DataSetCheck(set, DataSetState.Verified, "as documented")
            : set.Pictures is null
                ? new DataSetCheck(set, DataSetState.Different, $"other content in {string.Join(", ", different)}")
            : Counted(set, place);
    }

    private static DataSetCheck Counted(DataSet set, string place)
    {
        try
        {
            using var source = PictureSourceCatalogue.Default.Open(place);
            var identities = source.Entries.Select(entry => entry.Identity)
                .Where(identity => identity.Length > 0)
                .Distinct()
                .Count();
            var isSame = source.Entries.Count == set.Pictures && (set.Identities ?? identities) == identities;
            var found = FormattableString.Invariant(
                $"{source.Entries.Count:N0} pictures of {identities:N0} identities");
            return isSame
                ? new DataSetCheck(set, DataSetState.SameCounts, $"another copy: {found}, as documented")
                : new DataSetCheck(set, DataSetState.Different, FormattableString.Invariant(
                    $"{found}; documented are {set.Pictures:N0} of {set.Identities ?? 0:N0}"));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return new DataSetCheck(set, DataSetState.Different, error.Message);
        }
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
