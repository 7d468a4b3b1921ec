namespace NormFace.Detection;

/// <summary>The three networks of MTCNN, in the order they run.</summary>
internal enum MtcnnStage
{
    /// <summary>P-Net: looks everywhere and proposes boxes.</summary>
    Proposal,

    /// <summary>R-Net: looks at each proposal again, in 24x24.</summary>
    Refinement,

    /// <summary>O-Net: decides in 48x48, and finds the five points.</summary>
    Output,
}
