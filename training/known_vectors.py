"""Writes the vectors of all examples beside the encoder, so that training the assistant need not make them again.

    .venv/bin/python training/known_vectors.py

To be run after the encoder was tuned, and worth running after many examples were added; a text that is not known is
encoded during training.
"""

from bot.answers.book import AnswerBook
from bot.cli import quiet
from bot.encoder import MANY, encoder
from bot.settings import settings
from bot.understanding.encoder import KNOWN, KnownVectors
from bot.understanding.importer import examples
from bot.understanding.reading import plain


def main() -> None:
    """Encodes every example anew."""
    texts = sorted({plain(text) for text, _ in examples(settings().data, AnswerBook.load(settings().data))})
    KnownVectors.write(KNOWN, texts, encoder(MANY).encode(texts))
    print(f"{len(texts)} vectors, {KNOWN.stat().st_size / 1e6:.1f} MB: {KNOWN}")


if __name__ == "__main__":
    quiet()
    main()
