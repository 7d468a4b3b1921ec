using System.Reflection;
using NormFace.Native;
using Xunit.v3;

[assembly: NormFace.PausedCollection]

namespace NormFace;

/// <summary>
/// Keeps the garbage collector out of a test: the runner's own threads start collections too, and a number or a tensor
/// that a native call reads does not survive one (docs/decisions/0006-collection-between-steps.md). A busy machine
/// showed that once in some thousand tests.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class PausedCollectionAttribute : BeforeAfterTestAttribute
{
    private CollectionPause? pause;

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        // The tests of the pause itself start from none.
        if (methodUnderTest.DeclaringType?.Namespace != typeof(CollectionPause).Namespace)
        {
            pause = CollectionPause.Start();
        }
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        pause?.Dispose();
        pause = null;
    }
}
