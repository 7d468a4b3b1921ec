using NormFace.Conversion;
using NormFace.Extraction;
using NormFace.Pictures;

namespace NormFace.Distillation;

/// <summary>A model file as teacher, computed by libtorch.</summary>
internal sealed class TorchTeacher : IEmbeddingNetwork, IDisposable
{
    private readonly TrainedNetwork model;
    private readonly TorchEmbedding embedding;

    /// <summary>Opens a model file.</summary>
    /// <exception cref="InvalidDataException">It is none, or an ONNX file, for which a program sets
    /// <see cref="Recipes.RecipeCatalogue.OpenTeacher"/>.</exception>
    public TorchTeacher(string path)
    {
        model = TrainedNetwork.Read(path);
        embedding = new TorchEmbedding(model);
    }

    public PixelContract Contract => embedding.Contract;

    public int FeatureSize => embedding.FeatureSize;

    public float[] Features(ReadOnlySpan<byte> pixels) => embedding.Features(pixels);

    public void Dispose()
    {
        embedding.Dispose();
        model.Dispose();
    }
}
