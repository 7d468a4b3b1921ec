using System.Text.Json.Serialization;
using NormFace.Alignment;

namespace NormFace.Cropping;

/// <summary>What became of a picture.</summary>
public enum CropStatus
{
    /// <summary>Its face was aligned and written.</summary>
    Aligned,

    /// <summary>It was aligned already and was copied byte by byte.</summary>
    Untouched,

    /// <summary>No face was found; nothing was written.</summary>
    NoFace,

    /// <summary>It shows several faces that could be meant, and none was to be chosen; nothing was
    /// written.</summary>
    SeveralFaces,

    /// <summary>It cannot be read, or its face cannot be stored under its name; nothing was written.</summary>
    Unreadable,
}

/// <summary>A picture of a run, as the journal keeps it.</summary>
/// <param name="File">Path of the picture in its source.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Output">Path of what was written, relative to the folder; null if nothing was.</param>
/// <param name="FacesFound">Faces in the picture; null if nobody looked, since the points were given.</param>
/// <param name="Score">The detector's score; null if the points were given.</param>
/// <param name="Box">The face's box; null if there is none.</param>
/// <param name="Landmarks">The face's points; null if there are none.</param>
/// <param name="Doubts">Reasons for review; empty if there are none.</param>
public sealed record CropRow(
    string File,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CropStatus>))] CropStatus Status,
    string? Output,
    int? FacesFound,
    double? Score,
    FaceBox? Box,
    [property: JsonPropertyName("points")] Landmarks? Landmarks,
    IReadOnlyList<string> Doubts)
{
    /// <summary>Whether something was written.</summary>
    [JsonIgnore]
    public bool IsWritten => Status is CropStatus.Aligned or CropStatus.Untouched;

    /// <summary>Whether a line of a journal gave every part; else its picture is dealt with again.</summary>
    internal bool IsWhole => File is not null && Doubts is not null && (Output is not null || !IsWritten);
}
