using NormFace.Datasets;

namespace NormFace.Extraction;

/// <summary>Brings a stored picture to a network's contract. Called from several threads.</summary>
/// <param name="stored">The picture as stored.</param>
/// <param name="name">Name for errors.</param>
/// <param name="destination">Receives the bytes of the contract.</param>
/// <exception cref="PictureException">It cannot be read, or does not show what the network needs.</exception>
public delegate void PicturePreparation(StoredPicture stored, string name, Span<byte> destination);
