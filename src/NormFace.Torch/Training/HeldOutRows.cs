using System.Runtime.InteropServices;

namespace NormFace.Training;

/// <summary>Rows of features of people who are kept out.</summary>
internal sealed class HeldOutRows(TrainingSession session, IReadOnlyList<int> indices) : HeldOutSamples(indices)
{
    /// <inheritdoc />
    public override Tensor Batch(int first, int count)
    {
        using var scope = NewDisposeScope();
        var size = session.Network.Channels;
        var rows = empty(count, size, dtype: ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(rows.bytes);
        for (var place = 0; place < count; place++)
        {
            session.Data.CopyHeldOut(Indices[first + place], values.Slice(place * size, size));
        }

        return rows.to(session.Device).MoveToOuterDisposeScope();
    }
}
