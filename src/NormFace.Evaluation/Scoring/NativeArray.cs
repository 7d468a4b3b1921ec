using System.Runtime.InteropServices;

namespace NormFace.Scoring;

/// <summary>Memory outside the managed heap, aligned to 64 bytes and zero at first.</summary>
internal sealed unsafe class NativeArray<T> : SafeHandle
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly nint allocated;

    public NativeArray(long length)
        : base(0, ownsHandle: true)
    {
        Length = length;

        // Pages that are never written take no memory, which clearing them would spoil.
        allocated = (nint)NativeMemory.AllocZeroed(checked((nuint)((Math.Max(length, 1) * sizeof(T)) + Alignment)));
        handle = (allocated + Alignment - 1) / Alignment * Alignment;
    }

    public long Length { get; }

    public T* Start => (T*)handle;

    public override bool IsInvalid => handle == 0;

    public Span<T> Span => new(Start, checked((int)Length));

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)allocated);
        return true;
    }
}
