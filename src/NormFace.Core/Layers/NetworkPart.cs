namespace NormFace.Layers;

/// <summary>A part of a plan: up to a step, after a step, or between two. Its layers keep their names, so that they
/// find their weights.</summary>
/// <remarks>
/// A plan can be cut behind a step if all later layers see the earlier ones through it alone: no sum may reach around
/// it. Between parts lies a row: a map is flattened at the end of one part and unflattened at the start of the next.
/// </remarks>
internal static class NetworkPart
{
    /// <summary>The part of a plan.</summary>
    /// <param name="plan">The whole.</param>
    /// <param name="after">Name of the step whose output the part takes; null to begin with the plan's input.</param>
    /// <param name="until">Name of the step whose output the part gives, as a row; null for the plan's outputs.</param>
    /// <exception cref="ArgumentException">There is no such step, or the plan cannot be cut there; the possible steps
    /// are named.</exception>
    public static NetworkPlan Of(NetworkPlan plan, string? after, string? until)
    {
        var rest = after is null ? plan : Rest(plan, StepOf(plan, after));
        return until is null ? rest : Head(rest, StepOf(rest, until));
    }

    private static NetworkPlan Head(NetworkPlan plan, PlanValue last) =>
        new(last.Shape.IsMap ? last.Then(new Flatten()) : last) { Factors = plan.Factors };

    private static NetworkPlan Rest(NetworkPlan plan, PlanValue last)
    {
        var row = PlanValue.Numbers(ValueShape.Row(checked((int)last.Shape.Count)));
        Dictionary<PlanValue, PlanValue> copies = new()
        {
            [last] = last.Shape.IsMap
                ? row.Then(new Unflatten(last.Shape.Channels, last.Shape.Height, last.Shape.Width))
                : row,
        };
        foreach (var step in plan.Steps.SkipWhile(step => step != last).Skip(1))
        {
            copies[step] = PlanValue.Of(step.Name, step.Layer!, [.. step.Inputs.Select(input => copies[input])]);
        }

        return new NetworkPlan([.. plan.Outputs.Select(output => copies[output])]) { Factors = plan.Factors };
    }

    private static PlanValue StepOf(NetworkPlan plan, string name)
    {
        PlanValue[] possible = [.. plan.Steps.Where((_, place) => IsCut(plan, place))];
        return Array.Find(possible, step => step.Name == name) ?? throw new ArgumentException(
            $"it can be cut behind a layer that all later ones depend on alone, but '{name}' is none. Possible: "
            + (possible.Length == 0 ? "none" : string.Join(", ", possible.Select(step => step.Name))));
    }

    // Later steps, at least one, take this one's output and each other's; so do the outputs.
    private static bool IsCut(NetworkPlan plan, int place)
    {
        var later = plan.Steps.Skip(place).ToHashSet();
        return place < plan.Steps.Count - 1
            && plan.Steps.Skip(place + 1).SelectMany(step => step.Inputs).Concat(plan.Outputs).All(later.Contains);
    }
}
