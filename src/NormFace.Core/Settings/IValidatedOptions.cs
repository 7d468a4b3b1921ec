namespace NormFace.Settings;

/// <summary>Options with rules that no range of a single property can state.</summary>
public interface IValidatedOptions
{
    /// <summary>Checks the rules between properties. The range of each is checked before.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message says which.</exception>
    void Validate();
}
