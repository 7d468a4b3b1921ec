using System.Runtime;

namespace NormFace.Native;

/// <summary>Keeps the garbage collector out of native calls, and lets it work between them.</summary>
/// <remarks>
/// A number in a tensor expression becomes a TorchSharp <c>Scalar</c>, which owns native memory and which nothing holds
/// once its handle was read. If the collector runs at that instant, the finalizer frees the number that libtorch is
/// about to read: a
/// training of
/// hours then ends in an error about types that nobody wrote, or in worse. While a pause lasts, nothing is collected
/// unless more is allocated than it has room for; <see cref="Breathe"/> collects where no call is under way. See
/// docs/decisions/0006-collection-between-steps.md.
/// </remarks>
public sealed class CollectionPause : IDisposable
{
    /// <summary>Bytes that can be allocated before the collector runs all the same.</summary>
    public const long Room = 64L << 20;

    private long allocated;
    private bool isHeld;

    private CollectionPause()
    {
    }

    /// <summary>Starts a pause. Does nothing if the process already has a no-GC region.</summary>
    /// <returns>The pause; dispose it to end it.</returns>
    public static CollectionPause Start()
    {
        var pause = new CollectionPause();
        pause.Hold();
        return pause;
    }

    /// <summary>Collects if a third of the room is used. Call it where no native call is under way.</summary>
    public void Breathe()
    {
        if (isHeld && GC.GetTotalAllocatedBytes() - allocated > Room / 3)
        {
            Release();
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            Hold();
        }
    }

    /// <summary>Ends the pause.</summary>
    public void Dispose() => Release();

    private void Hold()
    {
        try
        {
            // A region of the program's own is left alone: to ask for a second one would end it.
            isHeld = GCSettings.LatencyMode != GCLatencyMode.NoGCRegion && GC.TryStartNoGCRegion(Room);
        }
        catch (InvalidOperationException)
        {
            isHeld = false; // another thread was quicker
        }
        catch (ArgumentOutOfRangeException)
        {
            isHeld = false; // a small heap has no room for one
        }

        allocated = GC.GetTotalAllocatedBytes();
    }

    private void Release()
    {
        if (isHeld && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            try
            {
                GC.EndNoGCRegion();
            }
            catch (InvalidOperationException)
            {
                // The room was used up between the question and the call, which ended the pause.
            }
        }

        isHeld = false;
    }
}
