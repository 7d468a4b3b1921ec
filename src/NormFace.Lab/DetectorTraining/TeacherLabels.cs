namespace NormFace.DetectorTraining;

/// <summary>What two teachers found in a picture.</summary>
/// <param name="Picture">Path of the picture in its source.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Mtcnn">The first teacher's faces.</param>
/// <param name="YuNet">The second teacher's faces.</param>
internal sealed record TeacherLabels(
    string Picture, int Width, int Height, IReadOnlyList<TeacherFace> Mtcnn, IReadOnlyList<TeacherFace> YuNet);
