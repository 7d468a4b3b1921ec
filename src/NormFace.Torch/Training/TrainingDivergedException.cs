namespace NormFace.Training;

/// <summary>
/// A number stopped being finite. The message names the tensor, the step and, where one is to blame, the picture.
/// </summary>
/// <param name="message">What happened, where, and what to do.</param>
public sealed class TrainingDivergedException(string message) : Exception(message);
