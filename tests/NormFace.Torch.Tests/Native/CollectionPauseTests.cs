using Xunit;

namespace NormFace.Native;

public class CollectionPauseTests
{
    [Fact]
    public void Nothing_is_collected_until_there_is_time_to_breathe()
    {
        using var pause = CollectionPause.Start();
        var before = GC.CollectionCount(0);

        pause.Breathe(); // too early
        Waste(CollectionPause.Room * 4 / 5);
        Assert.Equal(before, GC.CollectionCount(0));

        pause.Breathe();
        Assert.True(GC.CollectionCount(0) > before);

        var after = GC.CollectionCount(0);
        Waste(CollectionPause.Room * 4 / 5);
        Assert.Equal(after, GC.CollectionCount(0));
    }

    [Fact]
    public void More_waste_than_there_is_room_for_does_no_harm()
    {
        using (var pause = CollectionPause.Start())
        {
            Waste(3 * CollectionPause.Room);
            pause.Breathe();
            Waste(3 * CollectionPause.Room);
        }

        using var again = CollectionPause.Start();
        again.Breathe();
    }

    [Fact]
    public void A_pause_within_a_pause_leaves_the_outer_one_alone()
    {
        using var outer = CollectionPause.Start();
        using (var inner = CollectionPause.Start())
        {
            Waste(CollectionPause.Room / 6);
            inner.Breathe();
        }

        Assert.Equal(System.Runtime.GCLatencyMode.NoGCRegion, System.Runtime.GCSettings.LatencyMode);
    }

    // Numbers that die at once, as those in tensor expressions do; in small pieces, since large ones are collected
    // otherwise.
    private static void Waste(long bytes)
    {
        for (var wasted = 0L; wasted < bytes; wasted += 1024)
        {
            GC.KeepAlive(new byte[1000]);
        }
    }
}
