using System.Runtime.InteropServices;

namespace NormFace.Native;

/// <summary>Environment variables as native libraries read them: .NET's own copy is another one.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable unless the user has.</summary>
    public static void SetDefault(string name, string value) => _ = SetVariable(name, value, overwrite: 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
