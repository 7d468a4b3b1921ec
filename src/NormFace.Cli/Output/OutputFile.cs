namespace NormFace.Cli.Output;

/// <summary>Files the program writes: whole, or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the place, brings it to the disk, then puts it there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
