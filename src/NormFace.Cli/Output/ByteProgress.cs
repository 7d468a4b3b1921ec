namespace NormFace.Cli.Output;

/// <summary>Progress of bytes, in megabytes.</summary>
/// <param name="total">How many bytes there are.</param>
internal sealed class ByteProgress(long total) : IProgress<long>, IDisposable
{
    private const int Megabyte = 1_000_000;

    private readonly ConsoleProgress megabytes = new("MB", total / Megabyte);

    public void Report(long value) => megabytes.Report(value / Megabyte);

    public void Dispose() => megabytes.Dispose();
}
