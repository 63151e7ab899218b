# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = [
#     "numpy==2.4.6",
#     "onnx==1.23.2",
#     "onnxruntime==1.31.1",
#     "pyyaml==6.0.3",
#     "safetensors==0.8.0",
#     "tokenizers==0.23.3",
#     "torch==2.13.0",
# ]
# ///
"""Tune the safety branch of the sentence encoder: the second source of evidence of the safety check.

    uv run training/tune_safety.py --left-out 0.2   # how well it knows messages it did not learn from
    uv run training/tune_safety.py --write          # as shipped: bot/understanding/encoder/safety.onnx and safety.yml

The encoder's first three layers stay as they are and are shared with understanding. The branch is a copy of the last
three, with one score for each of five classes, tuned on data/safety/examples.yml against everything that patients ask.
"""

import argparse
import copy
import json
import random
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import onnx
import torch
import yaml
from examples import ROOT, SAFETY, Varied, by_class, normal_form, read
from minilm import LAYERS, OPSET, WIDTH, Encoder, load_tokenizer, quantise, sha256, tokenised
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / "bot" / "understanding" / "encoder"
CLASSES = ("ordinary", "medical-advice", "emergency", "mental-health-crisis", "safeguarding")
SHARED = 3  # layers
IN_BATCH = {"ordinary": 12, "ordinary/alarming": 20, "medical-advice": 8, "emergency": 24, "mental-health-crisis": 14, "safeguarding": 14}  # fmt: skip
LEARN_LENGTH = 64  # tokens
MIDDLE = "middle"


class Branch(nn.Module):
    """The last layers again, for safety: what the shared layers say, to a score for each class."""

    def __init__(self, encoder):
        super().__init__()
        self.layers = copy.deepcopy(encoder.layers[SHARED:])
        self.head = nn.Linear(WIDTH, len(CLASSES))

    def forward(self, middle, attention_mask):
        mask = attention_mask.to(torch.float32)
        hidden = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            middle = layer(middle, hidden)
        return self.head((middle * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0))


def shipped_encoder():
    """The encoder that the bot ships, its int8 weights written out again as ordinary numbers."""
    graph = onnx.load(str(FOLDER / "model.onnx")).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    weights = {
        name: torch.tensor(value)
        for name, value in held.items()
        if name.startswith(("layers.", "norm.")) and value.ndim
    }
    for table in ("words", "positions"):
        name = f"{table}.weight"
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        whole = held[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)
        weights[name] = torch.tensor(whole * scale)
    products = [node for node in graph.node if node.op_type == "MatMulInteger" and node.input[1] in held]
    for node in products:
        _, layer, part = node.output[0].split("/")[:3]
        name = node.input[1].removesuffix("_quantized")
        weight = held[node.input[1]].astype(np.float32) * held[f"{name}_scale"]
        weights[f"{layer}.{part}.weight"] = torch.tensor(weight.T.copy())
    encoder = Encoder()
    encoder.load_state_dict(weights)
    return encoder.eval()


def shared_part(encoder, ids, mask):
    """What the shared layers make of token ids."""
    hidden = (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4
    x = encoder.norm(encoder.words(ids) + encoder.positions(torch.arange(ids.shape[1])))
    for layer in encoder.layers[:SHARED]:
        x = layer(x, hidden)
    return x


def wordings():
    """The examples by class; ordinary ones with alarming words are kept apart, to be seen oftener."""
    written = read(SAFETY)
    topics = by_class()
    of = {name: list(map(str, written[name])) for name in CLASSES[1:]}
    alarming = [*written["ordinary"], *(line for lines in written["alarming-but-ordinary"].values() for line in lines)]
    advice = set(map(str, written["alarming-but-ordinary"].get("medical-advice", [])))
    of["medical-advice"] += topics.pop("medical-advice")
    of["ordinary/alarming"] = [str(line) for line in alarming if line not in advice]
    of["ordinary"] = [
        line for name, lines in topics.items() if not name.startswith("safety/") for line in lines
    ]
    for path in sorted((ROOT / "data" / "language").glob("off-topic*.yml")):
        of["ordinary"] += [str(line) for lines in read(path).values() for line in lines]
    return {name: list(dict.fromkeys(lines)) for name, lines in of.items()}


def kept_apart(of, share):
    """Wordings to learn from, and those left out to measure with."""
    rng = random.Random(1)
    learn, left = {}, {}
    for name, lines in of.items():
        out = set(rng.sample(lines, int(share * len(lines))))
        learn[name] = [line for line in lines if line not in out]
        left[name] = [line for line in lines if line in out]
    return learn, left


def batches(of, count, seed):
    """Texts and labels; a message is sometimes joined to an ordinary one, as patients do."""
    rng, varied = random.Random(seed), Varied(seed, 0.7)
    waiting = {name: [] for name in of}

    def draw(name):
        if not waiting[name]:
            waiting[name] = rng.sample(of[name], len(of[name]))
        return waiting[name].pop()

    for _ in range(count):
        texts, labels = [], []
        for name, number in IN_BATCH.items():
            for _ in range(number):
                text = varied(draw(name))
                if rng.random() < 0.15:
                    other = normal_form(rng.choice(of["ordinary"]))
                    pair = [text, other] if rng.random() < 0.5 else [other, text]
                    text = rng.choice((". ", ", ", " and ", " also ", " ")).join(pair)
                texts.append(text)
                labels.append(CLASSES.index(name.split("/")[0]))
        yield texts, torch.tensor(labels)


def tune(encoder, of, args):
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer(FOLDER / "tokenizer.json", LEARN_LENGTH)
    branch = Branch(encoder).train()
    layers = [p for p in branch.layers.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": layers, "lr": args.rate}, {"params": branch.head.parameters(), "lr": 10 * args.rate}],
        weight_decay=0.01,
    )
    steps = args.steps
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.1 * steps), (steps - step) / (0.9 * steps))
    )
    began, running = time.time(), 1.6
    for step, (texts, labels) in enumerate(batches(of, steps, args.seed)):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        scores = []
        with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
            for start in range(0, len(order), 24):
                ids, mask = tokenised(tokenizer, [texts[i] for i in order[start : start + 24]])
                ids, mask = torch.from_numpy(ids), torch.from_numpy(mask)
                with torch.no_grad():
                    middle = shared_part(encoder, ids, mask)
                scores.append(branch(middle, mask).float())
        loss = F.cross_entropy(torch.cat(scores), labels[order], label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        optimiser.step()
        plan.step()
        running = 0.95 * running + 0.05 * loss.item()
        if step % 100 == 99:
            print(f"  {step + 1} of {steps}, loss {running:.3f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    return branch.eval()


def likelihoods(encoder, branch, texts):
    tokenizer = load_tokenizer(FOLDER / "tokenizer.json", 96)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), len(CLASSES)), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            ids, mask = map(torch.from_numpy, tokenised(tokenizer, [normal_form(texts[i]) for i in chosen]))
            out[chosen] = branch(shared_part(encoder, ids, mask), mask).softmax(1).numpy()
    return out


def measured(encoder, branch, left):
    """The share of each class over a bar for any alarm, by bar."""
    alarm = {
        name: likelihoods(encoder, branch, lines)[:, 2:].sum(1) for name, lines in left.items() if lines
    }
    return {
        bar: {name: round(float((values > bar).mean()), 4) for name, values in alarm.items()}
        for bar in (0.3, 0.5, 0.7, 0.9)
    }


def export(branch, scratch):
    """safety.onnx; and model.onnx gets what the shared layers say as a second output."""
    scratch.mkdir(parents=True, exist_ok=True)
    middle, mask = torch.randn(2, 7, WIDTH), torch.ones((2, 7), dtype=torch.int64)
    torch.onnx.export(
        branch, (middle, mask), str(scratch / "safety-fp32.onnx"),
        input_names=[MIDDLE, "attention_mask"], output_names=["scores"],
        dynamic_axes={MIDDLE: {0: "n", 1: "length"}, "attention_mask": {0: "n", 1: "length"}, "scores": {0: "n"}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    quantise(scratch / "safety-fp32.onnx", FOLDER / "safety.onnx")
    model = onnx.load(str(FOLDER / "model.onnx"))
    if MIDDLE in {output.name for output in model.graph.output}:
        return
    last = [node for node in model.graph.node if node.output[0].startswith(f"/layers.{SHARED - 1}/down_norm/")][-1]
    model.graph.node.add(op_type="Identity", input=[last.output[0]], output=[MIDDLE], name=MIDDLE)
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(MIDDLE, onnx.TensorProto.FLOAT, ["n", "length", WIDTH])
    )
    onnx.save(model, str(FOLDER / "model.onnx"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--left-out", type=float, default=0.0)
    parser.add_argument("--half", action="store_true", help="bfloat16, for processors with AMX")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    encoder, of = shipped_encoder(), wordings()
    learn, left = kept_apart(of, args.left_out)
    began = time.time()
    branch = tune(encoder, learn, args)
    seconds = round(time.time() - began)
    print(json.dumps({"seconds": seconds, "left out": measured(encoder, branch, left)}, indent=1))
    (HERE / "out").mkdir(exist_ok=True)
    torch.save(branch.state_dict(), HERE / "out" / "safety.pt")
    if args.write:
        export(branch, HERE / "out")
        card = {
            "what": "The safety branch: scores for the classes below from what the encoder's shared layers say; int8.",
            "classes": list(CLASSES),
            "made": {
                "date": date.today().isoformat(),
                "command": " ".join(["uv run training/tune_safety.py", *sys.argv[1:]]),
                "seconds": seconds,
            },
            "data": {name: len(lines) for name, lines in of.items()},
            "examples": sha256(SAFETY),
            "sha256": {name: sha256(FOLDER / name) for name in ("model.onnx", "safety.onnx")},
        }
        (FOLDER / "safety.yml").write_text(
            yaml.safe_dump(card, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
