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

if (args is [var name] && samples.TryGetValue(name, out var run))
{
    run();
    return 0;
}

Console.WriteLine($"Name one of: {string.Join(", ", samples.Keys)}");
return 2;
