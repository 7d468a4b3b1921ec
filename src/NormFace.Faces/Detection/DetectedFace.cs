using NormFace.Alignment;

namespace NormFace.Detection;

/// <summary>A face that was found in a picture.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Landmarks">Its five points, in pixels of the picture.</param>
/// <param name="Score">How sure the detector is, in [0, 1].</param>
public sealed record DetectedFace(FaceBox Box, Landmarks Landmarks, double Score)
{
    /// <summary>By how many degrees the picture was turned clockwise when the face was found: 0, 90, 180 or 270. Box
    /// and points are those of the picture as it was given.</summary>
    public int Turn { get; init; }

    /// <summary>Distance between the eyes, in pixels.</summary>
    public double EyeDistance => Landmarks.LeftEye.DistanceTo(Landmarks.RightEye);
}
