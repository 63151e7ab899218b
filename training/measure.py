"""What an encoder is worth: on dev.yml, on topics it never saw, and in telling off-topic messages apart."""

import warnings

import numpy as np
from examples import DEV, OFF_TOPIC, by_class, flat, read, topic_of
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from scipy.sparse import csr_matrix, hstack

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


def with_tfidf(train, test, train_vectors, test_vectors, kind, weight):
    """The embedding beside TF-IDF of words ('word'), of letters ('char') or of both ('word+char')."""
    train_parts, test_parts = [csr_matrix(train_vectors)], [csr_matrix(test_vectors)]
    for part in kind.split("+"):
        ngrams = {"word": {"analyzer": "word", "ngram_range": (1, 2)}, "char": {"analyzer": "char_wb", "ngram_range": (2, 4)}}
        tfidf = TfidfVectorizer(sublinear_tf=True, min_df=2, **ngrams[part])
        train_parts.append(tfidf.fit_transform(train) * weight)
        test_parts.append(tfidf.transform(test) * weight)
    return hstack(train_parts).tocsr(), hstack(test_parts).tocsr()


def on_dev(embed, classes=None, c=20, rows=None):
    """Accuracy of encoder and logistic regression, and how far off-topic messages (first half) stand apart."""
    texts, labels = flat(classes or by_class())
    rows = rows or read(DEV)
    stray = read(OFF_TOPIC)
    stray = [row["text"] for row in stray[: len(stray) // 2]]
    asked = [row["text"] for row in rows]
    vectors, dev, off = embed(texts), embed(asked), embed(stray)
    model = classifier(vectors, labels, c)
    predicted = model.predict(dev)
    truth = [1] * len(dev) + [0] * len(off)
    return {
        "accuracy": round(share_right(predicted, rows), 4),
        "nearest": round(share_right(np.array(labels)[(dev @ vectors.T).argmax(1)], rows), 4),
        "auroc_cosine": round(roc_auc_score(truth, (np.vstack([dev, off]) @ vectors.T).max(1)), 4),
        "auroc_probability": round(roc_auc_score(truth, model.predict_proba(np.vstack([dev, off])).max(1)), 4),
        "styles": by_style(predicted, rows),
    }


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
