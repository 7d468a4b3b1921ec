namespace NormFace.Matlab;

/// <summary>
/// The file that is being read: its byte order, its name for messages, and how much it may still take up in memory.
/// </summary>
internal sealed class MatSource(string path, bool isBigEndian)
{
    /// <summary>
    /// The most bytes that a file may hold, and the most that its content may take up in memory: 1 GiB.
    /// </summary>
    public const long LargestContent = 1L << 30;

    private long room = LargestContent;

    public bool IsBigEndian => isBigEndian;

    /// <summary>Asks for memory before it is taken.</summary>
    public void Charge(long bytes)
    {
        room -= bytes;
        if (bytes < 0 || room < 0)
        {
            throw Wrong($"its content is larger than {LargestContent >> 20} MiB, the most that is read");
        }
    }

    public InvalidDataException Wrong(string reason) => new($"{path}: {reason}.");
}
