using NormFace.Samples;

// dotnet publish samples/AheadOfTime: one native program, which needs no .NET where it runs
if (args is not [var first, var second, var detector])
{
    Console.WriteLine("PICTURE PICTURE DETECTOR_FOLDER");
    return 2;
}

VerifyFaces.Run(first, second, detector);
return 0;
