"""Copies of the pictures of LFW's fold 1, each spoilt in one way: what the card of the face models tells under "Known failures".

usage: python3 degraded.py lfw-112x112.zip people.txt OUT
Writes OUT/KIND.zip for each kind, with PNGs of the same size. Needs Pillow.
"""
import io
import os
import sys
import zipfile

from PIL import Image, ImageEnhance

TEMPLATE = (0, 0, 96, 112)  # the face lies in the left of the 112 columns


def fold_one(path):
    lines = open(path).read().split("\n")
    return {line.split("\t")[0] for line in lines[2 : 2 + int(lines[1])]}


def shrunk(picture, factor):
    width, height = picture.size
    return picture.resize((width // factor, height // factor), Image.BOX).resize((width, height), Image.BICUBIC)


def covered(picture, box, colour):
    copy = picture.copy()
    copy.paste(colour, box)
    return copy


def turned(picture, degrees):
    middle = ((TEMPLATE[2] - 1) / 2, (TEMPLATE[3] - 1) / 2)
    return picture.rotate(degrees, Image.BICUBIC, center=middle)


def compressed(picture, quality):
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("RGB")


KINDS = {
    "plain": lambda picture: picture,
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "third": lambda picture: shrunk(picture, 3),
    "fifth": lambda picture: shrunk(picture, 5),
    "dark": lambda picture: ImageEnhance.Brightness(picture).enhance(0.3),
    "mouth": lambda picture: covered(picture, (15, 68, 80, 112), (200, 210, 220)),
    "eyes": lambda picture: covered(picture, (14, 42, 82, 60), (20, 20, 20)),
    "turn10": lambda picture: turned(picture, 10),
    "turn20": lambda picture: turned(picture, 20),
    "jpeg10": lambda picture: compressed(picture, 10),
}


def main(pictures, people, out):
    os.makedirs(out, exist_ok=True)
    wanted = fold_one(people)
    with zipfile.ZipFile(pictures) as source:
        names = [name for name in source.namelist() if name.endswith(".jpg") and name.split("/")[-2] in wanted]
        for kind, spoil in KINDS.items():
            with zipfile.ZipFile(os.path.join(out, kind + ".zip"), "w", zipfile.ZIP_STORED) as target:
                for name in names:
                    held = io.BytesIO()
                    spoil(Image.open(io.BytesIO(source.read(name))).convert("RGB")).save(held, "PNG")
                    target.writestr(name[:-4] + ".png", held.getvalue())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
