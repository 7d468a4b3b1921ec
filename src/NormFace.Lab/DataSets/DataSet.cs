namespace NormFace.DataSets;

/// <summary>A data set that recipes, studies or tests name.</summary>
public sealed record DataSet
{
    /// <summary>Name below the data root: an archive, a file or a folder.</summary>
    public required string Name { get; init; }

    /// <summary>What is in it.</summary>
    public required string What { get; init; }

    /// <summary>Who owns what it was made from.</summary>
    public required string Owner { get; init; }

    /// <summary>Where the owner publishes that; null if it is not known.</summary>
    public string? Published { get; init; }

    /// <summary>Terms of use in short.</summary>
    public required string Terms { get; init; }

    /// <summary>Paths of the files in it.</summary>
    public required string Layout { get; init; }

    /// <summary>Number of pictures; null if it holds none.</summary>
    public int? Pictures { get; init; }

    /// <summary>Number of identities; null if pictures have none.</summary>
    public int? Identities { get; init; }

    /// <summary>Its files with their hashes: the archive itself, or the files of a folder.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }
}

/// <summary>A file of a data set.</summary>
public sealed record DataFile
{
    /// <summary>Name, below the folder of the set where that is a folder.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
