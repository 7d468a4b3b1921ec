namespace NormFace.Decoding;

/// <summary>A decoded picture: red, green, blue bytes, row by row.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgb"><c>3 · Width · Height</c> bytes.</param>
public sealed record Picture(int Width, int Height, byte[] Rgb);
