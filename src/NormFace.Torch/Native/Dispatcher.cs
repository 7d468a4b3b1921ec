namespace NormFace.Native;

/// <summary>
/// Calls operators of libtorch by name, through its stable C interface, where TorchSharp has no method for them.
/// </summary>
/// <remarks>
/// Arguments travel as 64-bit values. Handles of tensors and lists are taken over by the callee, so each call gets its
/// own.
/// A failed call gives no reason, only a code: arguments are checked before.
/// </remarks>
internal static unsafe class Dispatcher
{
    private static readonly delegate* unmanaged<byte*, byte*, ulong*, int> CallOperator =
        (delegate* unmanaged<byte*, byte*, ulong*, int>)LibTorchExport.Find("aoti_torch_call_dispatcher");

    private static readonly delegate* unmanaged<nint, nint*, int> NewTensorHandle =
        (delegate* unmanaged<nint, nint*, int>)LibTorchExport.Find("aoti_torch_new_tensor_handle");

    private static readonly delegate* unmanaged<nuint, nint*, int> NewList =
        (delegate* unmanaged<nuint, nint*, int>)LibTorchExport.Find("torch_new_list_reserve_size");

    private static readonly delegate* unmanaged<nint, ulong, int> PushBack =
        (delegate* unmanaged<nint, ulong, int>)LibTorchExport.Find("torch_list_push_back");

    /// <summary>Whether the loaded libtorch offers all that this needs.</summary>
    public static bool IsPresent { get; } =
        CallOperator != null && NewTensorHandle != null && NewList != null && PushBack != null;

    /// <summary>Calls an operator; results, if any, replace the first arguments.</summary>
    /// <param name="name">Qualified name, such as <c>aten::_fused_sgd_</c>.</param>
    /// <param name="overload">Name of the overload; empty for the only one.</param>
    /// <param name="arguments">Every argument of the schema, in order.</param>
    /// <exception cref="InvalidOperationException">The operator does not exist or refused its arguments.</exception>
    public static void Call(string name, string overload, Span<ulong> arguments)
    {
        fixed (byte* nameBytes = Terminated(name), overloadBytes = Terminated(overload))
        {
            fixed (ulong* stack = arguments)
            {
                Check(CallOperator(nameBytes, overloadBytes, stack), name);
            }
        }
    }

    /// <summary>A tensor as an argument. The tensor stays the caller's.</summary>
    public static ulong Argument(Tensor tensor)
    {
        nint handle;
        Check(NewTensorHandle(tensor.Handle, &handle), "aoti_torch_new_tensor_handle");
        GC.KeepAlive(tensor);
        return (ulong)handle;
    }

    /// <summary>A list of tensors as an argument. The tensors stay the caller's.</summary>
    public static ulong Argument(IReadOnlyList<Tensor> tensors)
    {
        nint list;
        Check(NewList((nuint)tensors.Count, &list), "torch_new_list_reserve_size");
        foreach (var tensor in tensors)
        {
            Check(PushBack(list, Argument(tensor)), "torch_list_push_back");
        }

        return (ulong)list;
    }

    /// <summary>A number as an argument.</summary>
    public static ulong Argument(double value) => BitConverter.DoubleToUInt64Bits(value);

    /// <summary>A switch as an argument.</summary>
    public static ulong Argument(bool value) => value ? 1u : 0u;

    /// <summary>An absent optional argument.</summary>
    public static ulong None => 0;

    private static void Check(int code, string name)
    {
        if (code != 0)
        {
            throw new InvalidOperationException(
                $"libtorch refused the call of {name} (code {code}). 'normface doctor' shows which libtorch was loaded.");
        }
    }

    private static byte[] Terminated(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text), 0];
}
