using NormFace.Samples;

// dotnet run --project samples -- NAME
var samples = new Dictionary<string, Action>
{
    ["scaled-softmax"] = ScaledSoftmax.Run,
    ["joint-loss"] = Joint.Run,
    ["scale-planning"] = ScalePlanning.Run,
    ["monitoring"] = Monitoring.Run,
    ["mining"] = Mining.Run,
};

if (args is ["verify", var first, var second, var detector])
{
    VerifyFaces.Run(first, second, detector);
    return 0;
}

if (args is ["speakers", var folder])
{
    Speakers.Run(folder);
    return 0;
}

if (args is [var name] && samples.TryGetValue(name, out var run))
{
    run();
    return 0;
}

Console.WriteLine(
    $"Name one of: {string.Join(", ", samples.Keys)}, "
    + "verify PICTURE PICTURE DETECTOR_FOLDER, speakers FOLDER");
return 2;
