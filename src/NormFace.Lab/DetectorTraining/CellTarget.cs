namespace NormFace.DetectorTraining;

/// <summary>A cell that belongs to a face.</summary>
/// <param name="Cell">Its index among the cells of all strides.</param>
/// <param name="Stride">Pixels from cell to cell.</param>
/// <param name="X">Middle of the cell, in pixels from the canvas's left edge.</param>
/// <param name="Y">The same from its upper edge.</param>
/// <param name="Face">The face.</param>
internal readonly record struct CellTarget(int Cell, int Stride, double X, double Y, LabelledFace Face);
