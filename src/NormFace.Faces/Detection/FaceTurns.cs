namespace NormFace.Detection;

/// <summary>Whether a picture is also looked at lying on its sides and upside down.</summary>
public enum FaceTurns
{
    /// <summary>No: upright only.</summary>
    None,

    /// <summary>Yes, if no face was found in the upright picture, or none surely
    /// (<see cref="FaceDetector.SureScore"/>). Faces of the turn with the surest face count.</summary>
    IfNothingIsFound,

    /// <summary>Always, which takes four times as long. Of one face that is found in two turns, the surer find
    /// counts.</summary>
    All,
}
