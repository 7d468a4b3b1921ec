namespace NormFace.Native;

/// <summary>libtorch could not be loaded. The message says what was tried and what to do.</summary>
public sealed class NativeStartException : Exception
{
    /// <summary>Creates the exception with the default message.</summary>
    public NativeStartException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What must hold, what was found and what to do.</param>
    public NativeStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What must hold, what was found and what to do.</param>
    /// <param name="innerException">The failure that caused it.</param>
    public NativeStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
