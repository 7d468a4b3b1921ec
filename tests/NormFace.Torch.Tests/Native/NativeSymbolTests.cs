using Xunit;

namespace NormFace.Native;

public class NativeSymbolTests
{
    [Fact]
    public void Every_symbol_says_what_its_absence_costs() =>
        Assert.All(NativeSymbol.All, symbol => Assert.True(symbol.CostOfAbsence.Length > 10, symbol.Name));

    [Fact]
    public void A_name_that_no_library_has_is_absent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere TorchSharp loads its own files.");

        Assert.False(new NativeSymbol("nothing", "normface_no_such_symbol", "").ToFunction().IsPresent);
        Assert.True(new NativeSymbol("dispatcher", "aoti_torch_call_dispatcher", "").ToFunction().IsPresent);
    }
}
