using Xunit;

namespace NormFace;

/// <summary>Tests that watch the garbage collector, which others of the process would set in motion: they run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
