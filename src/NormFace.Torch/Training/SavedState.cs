namespace NormFace.Training;

/// <summary>A copy of everything modules hold, put back when disposed: a trial must leave no trace.</summary>
internal sealed class SavedState : IDisposable
{
    private readonly List<(Tensor Original, Tensor Copy)> saved;

    private SavedState(List<(Tensor, Tensor)> saved) => this.saved = saved;

    /// <summary>Copies every parameter and buffer.</summary>
    public static SavedState Of(params IReadOnlyList<Module> modules)
    {
        var saved = new List<(Tensor, Tensor)>();
        using var gradientOff = no_grad();
        foreach (var (_, original) in modules.SelectMany(module => module.state_dict()))
        {
            saved.Add((original, original.detach().clone().DetachFromDisposeScope()));
        }

        return new SavedState(saved);
    }

    /// <summary>Puts it back.</summary>
    public void Dispose()
    {
        using var gradientOff = no_grad();
        foreach (var (original, copy) in saved)
        {
            original.copy_(copy);
            copy.Dispose();
        }
    }
}
