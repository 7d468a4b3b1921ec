namespace NormFace.Matlab;

/// <summary>
/// The file that is being read: its byte order, its name for messages, and how much it may still take up in memory.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="isBigEndian">Its byte order.</param>
/// <param name="length">Its length, in proportion to which it may take up memory.</param>
internal sealed class MatSource(string path, bool isBigEndian, long length)
{
    /// <summary>
    /// The most bytes that a file may hold, and the most that its content may take up in memory: 1 GiB.
    /// </summary>
    public const long LargestContent = 1L << 30;

    private const long HarmlessContent = 64 << 20; // of any file
    private const long HighestRatio = 100; // beyond that; published lists of pairs take up 20 times their bytes

    private readonly long limit = Math.Min(LargestContent, HarmlessContent + (HighestRatio * length));
    private long taken;

    public bool IsBigEndian => isBigEndian;

    /// <summary>Asks for memory before it is taken.</summary>
    public void Charge(long bytes)
    {
        taken += bytes;
        if (bytes < 0 || taken > limit)
        {
            throw TooLarge(limit);
        }
    }

    public InvalidDataException TooLarge(long most) =>
        Wrong($"its content is larger than {most >> 20} MiB, the most that is read of a file of its length");

    public InvalidDataException Wrong(string reason) => new($"{path}: {reason}.");
}
