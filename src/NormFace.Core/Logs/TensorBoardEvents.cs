using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;

namespace NormFace.Logs;

/// <summary>Writes scalars that TensorBoard shows.</summary>
/// <remarks>
/// <para>
/// A separate file for each start of a run, <c>events.out.tfevents.*</c>. A resumed run begins a new file and tells
/// TensorBoard from which step on the older files are void. Each event is handed to the system at once.
/// </para>
/// <para>
/// TorchSharp has a <c>SummaryWriter</c>. It is not used: it writes the wall time of its clock in ticks of 100 ns where
/// TensorBoard reads seconds, takes a wall time only as 32-bit float (two minutes coarse), steps only up to 2^31, opens
/// the file anew for every scalar, cannot void steps on resume, and would tie a log of numbers to libtorch.
/// </para>
/// <para>Source: TensorFlow, <c>tfrecord</c> format, <c>event.proto</c> and <c>summary.proto</c>.</para>
/// </remarks>
public sealed class TensorBoardEvents : IDisposable
{
    private readonly FileStream file;
    private readonly TimeProvider time;

    /// <summary>Begins a new file.</summary>
    /// <param name="folder">Folder for the file; created if missing.</param>
    /// <param name="time">Clock for the wall times.</param>
    /// <param name="firstStep">
    /// First step that will be written, at least 0: what older files of the folder say from it on is void.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="firstStep"/> is below 0.</exception>
    /// <exception cref="IOException">The folder or file cannot be made.</exception>
    public TensorBoardEvents(string folder, TimeProvider time, long firstStep = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        this.time = time;
        Directory.CreateDirectory(folder);
        file = Create(folder, time.GetUtcNow().ToUnixTimeSeconds());

        var start = new SessionLog { Status = SessionLog.Types.SessionStatus.Start };
        WriteRecord(new Event { WallTime = Now, FileVersion = "brain.Event:2" }); // lets the start void older steps
        WriteRecord(new Event { WallTime = Now, Step = firstStep, SessionLog = start });
    }

    /// <summary>Path of the file.</summary>
    public string Path => file.Name;

    private double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Writes what was measured at a step.</summary>
    /// <param name="step">The step, at least 0.</param>
    /// <param name="scalars">
    /// Tags such as <c>train/loss</c>, with their values; NaN is shown as a gap. Kept as float32.
    /// </param>
    /// <exception cref="ArgumentException">A tag is empty, or the step below 0.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(long step, params ReadOnlySpan<(string Tag, double Value)> scalars)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var summary = new Summary();
        foreach (var (tag, value) in scalars)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tag, nameof(scalars));
            summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
        }

        WriteRecord(new Event { WallTime = Now, Step = step, Summary = summary });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    // Length, its checksum, the event, its checksum: in one write, so that a kill tears at most the last record.
    private void WriteRecord(Event happening)
    {
        var length = happening.CalculateSize();
        var record = new byte[length + 16];
        var data = record.AsSpan(12, length);
        happening.WriteTo(data);
        BinaryPrimitives.WriteInt64LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), RecordChecksum.Of(record.AsSpan(0, 8)));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + length), RecordChecksum.Of(data));
        file.Write(record);
    }

    private static FileStream Create(string folder, long seconds)
    {
        const int mostStartsInASecond = 1000;
        for (var start = 0; ; start++)
        {
            // TensorBoard reads files in the order of their names.
            var name = string.Create(
                CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.normface.{start:D3}");
            try
            {
                return new FileStream(
                    System.IO.Path.Combine(folder, name),
                    FileMode.CreateNew,
                    FileAccess.Write,
                    FileShare.Read,
                    bufferSize: 0);
            }
            catch (IOException) when (start < mostStartsInASecond && File.Exists(System.IO.Path.Combine(folder, name)))
            {
            }
        }
    }
}
