namespace NormFace.Cli.Help;

/// <summary>Examples of every command, for help and documents; <c>normface docs</c> checks that each can be
/// parsed.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByCommand = new(StringComparer.Ordinal)
    {
        ["demo"] = ["normface demo", "normface demo --out demo --steps 1000 --device cuda"],
        ["train"] =
        [
            "normface train recipes/demo.json --out runs/demo",
            "normface train recipes/demo.json --out runs/demo --resume",
            "normface train recipes/faces.json --data ~/faces --out runs/faces --set schedule.rate=0.05 run.steps=2000",
        ],
        ["reproduce"] =
        [
            "normface reproduce studies/scale.json --data ~/faces --out runs/scale",
            "normface reproduce studies/scale.json --out runs/scale --report-only",
        ],
        ["figures"] =
            ["normface figures --clusters", "normface figures --data ~/faces --only 2 3 --out figures"],
        ["import"] =
        [
            "normface import weights.ckpt --network mobilefacenet --out model.safetensors",
            "normface import model.caffemodel --network wen-resnet --ignore fc6 --out model.safetensors",
        ],
        ["export"] =
        [
            "normface export model.safetensors --out model.onnx",
            "normface export model.safetensors --out model.onnx --bytes --unit",
            "normface export mtcnn/ --out mtcnn-onnx/",
        ],
        ["halve"] =
        [
            "normface halve model.safetensors --out model-16.safetensors",
        ],
        ["cut"] =
        [
            "normface cut m.safetensors --after conv_pw_11/Relu --head head.safetensors --tail tail.safetensors",
        ],
        ["join"] = ["normface join head.safetensors runs/tail/model.safetensors --out model.safetensors"],
        ["align"] =
        [
            "normface align photographs/ --out faces/",
            "normface align photographs.zip --out faces/ --template five-point-112x112 --face largest --format jpeg",
        ],
        ["embed"] =
        [
            "normface embed faces/ --out e.safetensors",
            "normface embed faces/ --degrade grey --out e-grey.safetensors",
            "normface embed photographs.zip --photographs --face central --out e.safetensors",
            "normface embed faces/ --model runs/faces/model.safetensors --out e.npy --names names.txt --mirror sum",
            "normface embed speakers.npy --row-labels speakers.txt --model linear.safetensors --out e.safetensors",
        ],
        ["detect"] =
        [
            "normface detect group.jpg --draw faces.png",
            "normface detect photographs/ --json faces.json --csv faces.csv",
        ],
        ["conditions"] =
        [
            "normface conditions faces/ --csv conditions.csv",
            "normface conditions photographs.zip --photographs --csv conditions.csv",
        ],
        ["detector label"] =
        [
            "normface detector label photographs.zip labels/photographs.jsonl --mtcnn mtcnn/ --yunet yunet.onnx",
        ],
        ["detector sample"] =
            ["normface detector sample recipes/detector/shipped.json sheet.png --teachers labels/ --data ~/faces"],
        ["detector train"] =
        [
            "normface detector train recipes/detector/shipped.json --teachers labels/ --data ~/faces --out runs/detector",
        ],
        ["detector compare"] =
        [
            "normface detector compare models/detector.safetensors mtcnn/ --teachers labels/ --data ~/faces",
        ],
        ["verify"] =
        [
            "normface verify a.jpg b.jpg",
            "normface verify a.jpg b.jpg --fmr 0.01 --face largest --draw result.png",
            "cat a.jpg | normface verify - b.jpg --json",
        ],
        ["evaluate lfw"] =
        [
            "normface evaluate lfw --pairs pairs.txt --embeddings e.npy --names names.txt",
            "normface evaluate lfw --pairs pairs.txt --embeddings e.safetensors --html lfw.html --pictures lfw.zip",
        ],
        ["evaluate blufr"] =
            ["normface evaluate blufr --embeddings e.safetensors --lists blufr_lfw_config.mat --json blufr.json"],
        ["evaluate ytf"] = ["normface evaluate ytf --embeddings frames.safetensors --splits splits.txt"],
        ["evaluate pairs"] =
        [
            "normface evaluate pairs --embeddings e.safetensors --pairs pairs.csv --html pairs.html",
            "normface evaluate pairs --scores scores.csv --score-column distance --distance",
        ],
        ["evaluate compare"] =
            ["normface evaluate compare --embeddings a.npy b.npy --names names.txt --pairs pairs.csv"],
        ["evaluate all-pairs"] =
        [
            "normface evaluate all-pairs --embeddings e.safetensors --fmr 0.001 0.0001 --html report.html",
            "normface evaluate all-pairs --embeddings e.safetensors --conditions conditions.csv --html report.html",
        ],
        ["evaluate identify"] =
        [
            "normface evaluate identify --embeddings e.safetensors --gallery gallery.txt --probes probes.txt",
            "normface evaluate identify --embeddings e.safetensors --fpir 0.01 --rank 1 10",
        ],
        ["evaluate ijb"] = ["normface evaluate ijb --embeddings ijbc.safetensors --lists IJBC/meta --html ijbc.html"],
        ["correct"] =
        [
            "normface correct --sources e.safetensors e-grey.safetensors e-dark.safetensors --model model.safetensors",
        ],
        ["calibrate"] =
        [
            "normface calibrate --embeddings e.safetensors --fmr 0.01 0.001",
            "normface calibrate --embeddings e.safetensors --people people.txt --model model.safetensors",
            "normface calibrate --embeddings other-camera.safetensors --model model.safetensors --add",
        ],
        ["scale"] = ["normface scale --classes 10572 --floor 0.01"],
        ["scale-demo"] = ["normface scale-demo --out scale-demo"],
        ["bound"] =
            ["normface bound --classes 10 100 1000 --scale 4 16 64", "normface bound --classes 10572 --csv bounds.csv"],
        ["data inspect"] =
            ["normface data inspect pictures.zip", "normface data inspect pictures/ --json | jq .pictureCount"],
        ["data check"] = ["normface data check --data ~/faces", "normface data check mnist --data ~/faces"],
        ["engine install"] = ["normface engine install"],
        ["engine list"] = ["normface engine list", "normface engine list --json"],
        ["engine remove"] = ["normface engine remove"],
        ["doctor"] = ["normface doctor", "normface doctor --json doctor.json"],
        ["help"] = ["normface help verify", "normface help evaluate lfw", "normface help exit-codes"],
        ["completion"] =
        [
            "source <(normface completion bash)",
            "normface completion zsh > ~/.zfunc/_normface",
            "normface completion fish > ~/.config/fish/completions/normface.fish",
        ],
        ["docs"] = ["normface docs", "normface docs --check"],
    };

    /// <summary>The examples of a command; none for a group of commands.</summary>
    /// <param name="path">Path of the command, such as <c>evaluate lfw</c>.</param>
    public static IReadOnlyList<string> Of(string path) => ByCommand.GetValueOrDefault(path, []);
}
