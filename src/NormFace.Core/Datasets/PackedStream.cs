namespace NormFace.Datasets;

/// <summary>A <see cref="PackedFile"/> as a stream with a separate position for each thread.</summary>
/// <remarks>
/// An archive's reader is made for one thread. Over this stream, the members that it opens are read by several threads
/// at once.
/// </remarks>
internal sealed class PackedStream(PackedFile file) : Stream
{
    private readonly ThreadLocal<long> position = new();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => position.Value;
        set => position.Value = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - Position, 0, buffer.Length);
        file.Read(Position, buffer[..count]);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            position.Dispose();
        }

        base.Dispose(disposing);
    }
}
