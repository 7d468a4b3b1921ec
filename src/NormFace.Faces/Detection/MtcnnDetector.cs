using NormFace.Decoding;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>MTCNN with its published weights.</summary>
internal sealed class MtcnnDetector : FaceDetector
{
    private const double TurnedThreshold = 0.95; // MTCNN is easily sure

    private readonly OnnxSession[] stages;
    private readonly MtcnnCascade cascade;

    private MtcnnDetector(OnnxSession[] stages, IEnumerable<byte[]> networks, DetectorOptions options)
        : base(
            IdentityOf(networks, (options with { Threads = null, Turns = default }).ToString()),
            options.Turns,
            TurnedThreshold) =>
        (this.stages, cascade) = (stages, new MtcnnCascade(stages[0], stages[1], stages[2], options));

    public static MtcnnDetector Read(string folder, DetectorOptions options)
    {
        var opened = new List<OnnxSession>();
        try
        {
            var networks = MtcnnFiles.Networks(folder);
            foreach (var (model, file) in networks)
            {
                opened.Add(OnnxSession.Open(
                    model, file, options.Threads ?? Environment.ProcessorCount, Path.GetFullPath(folder)));
            }

            foreach (var (session, names) in opened.Zip(MtcnnGraphs.Outputs))
            {
                _ = session.Input(MtcnnGraphs.Pictures);
                foreach (var name in names)
                {
                    _ = session.Output(name);
                }
            }

            return new MtcnnDetector([.. opened], networks.Select(network => network.Model), options);
        }
        catch
        {
            opened.ForEach(session => session.Dispose());
            throw;
        }
    }

    protected override IReadOnlyList<DetectedFace> Find(Picture picture) => cascade.Find([picture])[0];

    protected override IReadOnlyList<IReadOnlyList<DetectedFace>> FindAll(IReadOnlyList<Picture> pictures) =>
        cascade.Find(pictures);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Array.ForEach(stages, session => session.Dispose());
        }

        base.Dispose(isDisposing);
    }
}
