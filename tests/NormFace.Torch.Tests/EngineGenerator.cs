using Xunit;

namespace NormFace;

/// <summary>Tests that seed or watch the engine's own random generator, of which a process has one: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineGenerator
{
    public const string Name = "engine generator";
}
