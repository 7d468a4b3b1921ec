using TorchSharp;
using Xunit;

namespace NormFace.TestKit;

/// <summary>Counts live tensors around an action.</summary>
public static class TensorLeak
{
    /// <summary>Fails unless as many tensors live after the action as before it.</summary>
    public static void None(Action action)
    {
        var before = Live;
        action();
        Assert.Equal(before, Live);
    }

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
