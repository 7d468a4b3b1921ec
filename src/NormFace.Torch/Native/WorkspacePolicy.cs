namespace NormFace.Native;

/// <summary>The workspace on a GPU that repeatable products need. See <see cref="RepeatableKernels"/>.</summary>
internal static class WorkspacePolicy
{
    /// <summary>Asks for it; must run before libtorch is loaded.</summary>
    public static void Set() => NativeEnvironment.SetDefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
}
