using System.CommandLine;
using NormFace.Cli;
using NormFace.Cli.Commands;
using NormFace.Cli.Commands.Evaluation;
using NormFace.Cli.Help;
using NormFace.Cli.Output;

RootCommand root = new("NormFace: train and evaluate embeddings on the hypersphere.")
{
    DemoCommand.Create(),
    TrainCommand.Create(),
    ReproduceCommand.Create(),
    FiguresCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    HalveCommand.Create(),
    CutCommand.Create(),
    JoinCommand.Create(),
    DetectCommand.Create(),
    AlignCommand.Create(),
    EmbedCommand.Create(),
    ConditionsCommand.Create(),
    VerifyCommand.Create(),
    EvaluateCommand.Create(),
    CorrectCommand.Create(),
    CalibrateCommand.Create(),
    ScaleCommand.Create(),
    ScaleDemoCommand.Create(),
    BoundCommand.Create(),
    DataCommand.Create(),
    EngineCommand.Create(),
    DoctorCommand.Create(),
    CompletionCommand.Create(),
    DetectorCommand.Create(),
};
root.Add(HelpCommand.Create(root));
root.Add(DocsCommand.Create(root));
Verbosity.AddTo(root);
HelpWithExamples.Set(root);

return await Invocation.RunAsync(root, args).ConfigureAwait(false);
