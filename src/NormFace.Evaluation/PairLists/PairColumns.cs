namespace NormFace.PairLists;

/// <summary>Names that the columns of pair tables go by.</summary>
internal static class PairColumns
{
    public static string[] First { get; } = ["first", "file_x", "path1", "image1", "a"];

    public static string[] Second { get; } = ["second", "file_y", "path2", "image2", "b"];

    public static string[] Same { get; } = ["same", "genuine", "label", "decision", "issame"];

    public static string[] Fold { get; } = ["fold", "split"];
}
