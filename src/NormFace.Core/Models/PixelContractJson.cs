using System.Text.Json.Nodes;
using NormFace.Pictures;

namespace NormFace.Models;

/// <summary>A pixel contract as JSON.</summary>
internal static class PixelContractJson
{
    private static readonly (ChannelOrder Order, string Name)[] Orders =
        [(ChannelOrder.Rgb, "rgb"), (ChannelOrder.Bgr, "bgr"), (ChannelOrder.Grey, "grey")];

    public static JsonObject Write(PixelContract contract) => new()
    {
        ["width"] = contract.Width,
        ["height"] = contract.Height,
        ["channels"] = Orders.Single(entry => entry.Order == contract.Channels).Name,
        ["mean"] = contract.Mean is { IsUniform: true, First: var mean }
            ? mean
            : new JsonArray(contract.Mean.First, contract.Mean.Second, contract.Mean.Third),
        ["factor"] = contract.Factor,
        ["template"] = contract.Template,
        ["crop"] = new JsonObject
        {
            ["canvasWidth"] = contract.Crop.CanvasWidth,
            ["canvasHeight"] = contract.Crop.CanvasHeight,
            ["left"] = contract.Crop.Left,
            ["top"] = contract.Crop.Top,
            ["width"] = contract.Crop.Width,
            ["height"] = contract.Crop.Height,
        },
    };

    public static PixelContract Read(HeaderFields fields)
    {
        var crop = fields.Child("crop");
        var contract = new PixelContract(
            fields.Integer("width", 1, int.MaxValue),
            fields.Integer("height", 1, int.MaxValue),
            Order(fields),
            Mean(fields),
            fields.Number("factor"),
            fields.Text("template"),
            new PictureCrop(
                crop.Integer("canvasWidth", 1, int.MaxValue),
                crop.Integer("canvasHeight", 1, int.MaxValue),
                crop.Integer("left", 0, int.MaxValue),
                crop.Integer("top", 0, int.MaxValue),
                crop.Integer("width", 1, int.MaxValue),
                crop.Integer("height", 1, int.MaxValue)));
        return fields.Checking(contract.Checked);
    }

    private static ChannelMeans Mean(HeaderFields fields) => fields.NumbersOrNull("mean") switch
    {
        null => fields.Number("mean"),
        [var first, var second, var third] => new ChannelMeans(first, second, third),
        _ => throw fields.Wrong("mean", "a number or three", "a list of another length"),
    };

    private static ChannelOrder Order(HeaderFields fields)
    {
        var text = fields.Text("channels");
        foreach (var (order, name) in Orders)
        {
            if (name == text)
            {
                return order;
            }
        }

        throw fields.Wrong("channels", "rgb, bgr or grey", $"'{text}'");
    }
}
