using System.Diagnostics.CodeAnalysis;

namespace NormFace.Settings;

/// <summary>What trimming must keep of an options record.</summary>
internal static class SettingMembers
{
    public const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties
        | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor
        | DynamicallyAccessedMemberTypes.NonPublicConstructors;
}
