using System.Runtime.InteropServices;

namespace NormFace.Batches;

/// <summary>Room for a batch of rows: a tensor into which they are gathered, each copied once.</summary>
internal sealed class FeatureRoom : BatchRoom
{
    private readonly FeatureRows rows;
    private readonly Tensor gathered;

    public FeatureRoom(FeatureRows rows, int count)
        : base(count)
    {
        this.rows = rows;
        gathered = empty(count, rows.Size, dtype: ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <inheritdoc />
    public override void Fill(IReadOnlyList<DrawnSample> samples, long seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var values = MemoryMarshal.Cast<byte, float>(gathered.bytes);
        for (var place = 0; place < samples.Count; place++)
        {
            var index = samples[place].Index;
            rows.Copy(index, values.Slice(place * rows.Size, rows.Size));
            (Labels[place], Indices[place]) = (rows.Labels[index], index);
        }
    }

    /// <inheritdoc />
    public override Tensor ToTensor(Device device, bool isChannelsLast) =>
        device.type == TorchSharp.DeviceType.CPU ? gathered.alias() : gathered.to(device);

    /// <inheritdoc />
    public override void Dispose()
    {
        gathered.Dispose();
        base.Dispose();
    }
}
