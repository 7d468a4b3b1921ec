using System.Globalization;
using NormFace.Storage;

namespace NormFace.Cli.Faces;

/// <summary>Faces as CSV, a row each.</summary>
internal static class FaceTable
{
    private const string Header = "name,width,height,face,left,top,box_width,box_height,score,"
        + "lex,ley,rex,rey,nx,ny,lmx,lmy,rmx,rmy,turn";

    /// <summary>The lines, header first. Pictures without a face have none.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FoundFaces> pictures) => pictures
        .SelectMany(picture => picture.Faces.Select((face, index) =>
        {
            var box = face.Box;
            var numbers = new[] { box.Left, box.Top, box.Width, box.Height }.Select(Pixels)
                .Append(face.Score.ToString("F4", CultureInfo.InvariantCulture))
                .Concat(face.Landmarks.ToArray().SelectMany(point => new[] { Pixels(point.X), Pixels(point.Y) }))
                .Append(face.Turn.ToString(CultureInfo.InvariantCulture));
            return FormattableString.Invariant($"{TextTable.Quoted(picture.Name)},{picture.Width},{picture.Height},")
                + FormattableString.Invariant($"{index + 1},{string.Join(',', numbers)}");
        })).Prepend(Header);

    private static string Pixels(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
