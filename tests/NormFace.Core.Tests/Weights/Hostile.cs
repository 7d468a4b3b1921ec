using System.Diagnostics;
using Xunit;

namespace NormFace.Weights;

/// <summary>Tries a reader on hundreds of damaged files.</summary>
internal static class Hostile
{
    /// <summary>
    /// Fails unless every damage is read as something else or refused as bad data, in bounded time and memory.
    /// </summary>
    public static void Vary(byte[] good, Action<byte[]> read, int flipCount = 400)
    {
        var random = new Random(20260101);
        var clock = Stopwatch.StartNew();
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var refused = 0;
        read(good);

        for (var index = 0; index < flipCount; index++)
        {
            var bytes = (byte[])good.Clone();
            for (var flips = 1 + (index % 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            refused += Try(read, bytes);
        }

        var step = Math.Max(1, good.Length / 120);
        for (var length = 0; length < good.Length; length += step)
        {
            refused += Try(read, good[..length]);
        }

        Assert.True(refused > 0, "No damage was noticed.");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 2L << 30);
    }

    private static int Try(Action<byte[]> read, byte[] bytes)
    {
        try
        {
            read(bytes);
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            return 1;
        }
    }
}
