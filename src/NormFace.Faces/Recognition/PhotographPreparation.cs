using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Detection;
using NormFace.Pictures;
using NormFace.Preparation;

namespace NormFace.Recognition;

/// <summary>Brings whole photographs to a network's contract: finds the face that is meant and aligns it. Safe from several threads.</summary>
/// <param name="detector">Finds faces.</param>
/// <param name="contract">What the network expects.</param>
/// <param name="choice">Which face is meant where there are several; not <see cref="FaceChoice.Only"/>.</param>
public sealed class PhotographPreparation(FaceDetector detector, PixelContract contract, FaceChoice choice = FaceChoice.Central)
{
    private readonly AlignmentTemplate template = AlignmentTemplate.For(contract);
    private readonly PixelPreparation preparation = new(contract);
    private int severalFacesCount;

    /// <summary>Photographs so far that showed more than one face, of which one was chosen.</summary>
    public int SeveralFacesCount => severalFacesCount;

    /// <summary>Prepares one photograph, as <see cref="Extraction.PicturePreparation"/> asks.</summary>
    /// <param name="stored">The picture as stored.</param>
    /// <param name="name">Name for errors.</param>
    /// <param name="destination">Receives the bytes of the contract.</param>
    /// <exception cref="PictureException">It cannot be decoded or searched, or shows no face that can be aligned.</exception>
    public void Prepare(StoredPicture stored, string name, Span<byte> destination)
    {
        var photograph = PictureDecoder.Decode(stored, name);
        try
        {
            Align(photograph, name, destination);
        }
        catch (ArgumentException error)
        {
            throw new PictureException(name, error.Message); // too large to be searched, or points that make no face: the others go on
        }
    }

    private void Align(Picture photograph, string name, Span<byte> destination)
    {
        var faces = detector.Detect(photograph);
        var face = FaceChoosing.Choose(faces, choice, photograph.Width, photograph.Height) ?? throw new PictureException(name, "no face was found.");
        if (faces.Count > 1)
        {
            _ = Interlocked.Increment(ref severalFacesCount);
        }

        preparation.Prepare(template.Align(photograph, face.Points), name, destination);
    }
}
