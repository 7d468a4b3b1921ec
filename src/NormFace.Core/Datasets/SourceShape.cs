namespace NormFace.Datasets;

/// <summary>Which source reads what lies at a path, told by names and first bytes.</summary>
internal static class SourceShape
{
    private const string Accepted =
        "a folder ID/file.jpg, a .zip or .tar of such a folder, InsightFace records (.rec/.idx/.lst), InsightFace pairs (.bin), "
        + "a list 'path label' (.txt, .csv, .tsv, .lst), or idx files of MNIST";

    public static PictureSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.rec").Any() ? new RecordSource(path)
                : MnistFiles.IsIn(path) ? new MnistSource(path)
                : new FolderSource(path);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"path must be pictures that exist, but there is nothing at '{path}'. Accepted: {Accepted}.", path);
        }

        return MnistFiles.IsImages(path) ? new MnistSource(path) : Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".zip" => new ZipSource(path),
            ".tar" or ".gz" or ".tgz" => new TarSource(path), // which explains what to do about a compressed one
            ".rec" or ".idx" => new RecordSource(path),
            ".lst" => File.Exists(Path.ChangeExtension(path, ".rec")) ? new RecordSource(path) : new ListSource(path),
            ".bin" => new PairFileSource(path),
            ".txt" or ".csv" or ".tsv" => new ListSource(path),
            _ => throw new InvalidDataException($"{path}: expected pictures in a form that is read here, found another. Accepted: {Accepted}."),
        };
    }
}
