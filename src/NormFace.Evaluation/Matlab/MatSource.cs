namespace NormFace.Matlab;

/// <summary>The file that is being read: its byte order, its name for messages, and how much it may still take up in memory.</summary>
internal sealed class MatSource(string path, bool isBigEndian)
{
    private long room = MatFile.LargestContent;

    public bool IsBigEndian => isBigEndian;

    /// <summary>Asks for memory before it is taken.</summary>
    public void Charge(long bytes)
    {
        room -= bytes;
        if (bytes < 0 || room < 0)
        {
            throw Wrong($"its content is larger than {MatFile.LargestContent >> 20} MiB, the most that is read");
        }
    }

    public InvalidDataException Wrong(string reason) => new($"{path}: {reason}.");
}
