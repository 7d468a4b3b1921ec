namespace NormFace.Pictures;

/// <summary>Which channels a network reads, in which order.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red: Caffe networks, among them the paper's.</summary>
    Bgr,

    /// <summary>One channel of luma, <c>0.299 R + 0.587 G + 0.114 B</c>.</summary>
    Grey,
}
