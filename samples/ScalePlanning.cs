using NormFace.Theory;

namespace NormFace.Samples;

/// <summary>Which scale do 10,572 identities need? Plain .NET: nothing native is loaded.</summary>
internal static class ScalePlanning
{
    public static void Run()
    {
        var plan = ScalePlan.ForFloor(classCount: 10572, floor: 0.01);
        Console.WriteLine(
            $"scale {plan.Scale:F2} allows a loss of {plan.Floor:F3} nats; guessing costs {plan.GuessingLoss:F3}");

        var unscaled = ScalePlan.ForScale(classCount: 10572, scale: 1);
        Console.WriteLine($"without a scale training ends at {unscaled.Floor:F3} nats at best");
    }
}
