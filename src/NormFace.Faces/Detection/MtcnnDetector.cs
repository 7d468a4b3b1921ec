using NormFace.Decoding;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>MTCNN with its published weights.</summary>
internal sealed class MtcnnDetector : FaceDetector
{
    private readonly OnnxSession[] stages;
    private readonly MtcnnCascade cascade;

    private MtcnnDetector(OnnxSession[] stages, DetectorOptions options) =>
        (this.stages, cascade) = (stages, new MtcnnCascade(stages[0], stages[1], stages[2], options));

    public static MtcnnDetector Read(string folder, DetectorOptions options)
    {
        var opened = new List<OnnxSession>();
        try
        {
            foreach (var (model, file) in MtcnnFiles.Networks(folder))
            {
                opened.Add(OnnxSession.Open(model, file, options.Threads ?? Environment.ProcessorCount));
            }

            return new MtcnnDetector([.. opened], options);
        }
        catch
        {
            opened.ForEach(session => session.Dispose());
            throw;
        }
    }

    protected override IReadOnlyList<IReadOnlyList<DetectedFace>> Find(IReadOnlyList<Picture> pictures) => cascade.Find(pictures);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Array.ForEach(stages, session => session.Dispose());
        }
    }
}
