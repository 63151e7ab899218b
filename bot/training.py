"""Training: only when something that the model is made of has changed."""

import contextlib
import hashlib
import io
import json
import warnings
from importlib.metadata import version
from pathlib import Path

from bot.errors import ModelError
from bot.settings import Settings, settings

CODE = Path(__file__).parent / "understanding"
MADE_FROM = "made-from.json"


def fingerprint(where: Settings) -> str:
    """A hash of everything that a model is made of: examples, rules, configuration, our components, Rasa's version.

    The wording of answers is not part of it: changing a word needs no training.
    """
    from rasa import __version__

    from bot.answers.book import AnswerBook
    from bot.understanding.importer import examples

    digest = hashlib.sha256(__version__.encode())
    for example in examples(where.data, AnswerBook.load(where.data)):
        digest.update(repr(example).encode())
    files = [
        where.root / "config.yml",
        where.root / "domain.yml",
        *sorted((where.data / "dialogue").glob("*.yml")),
    ]
    files += [
        *sorted((where.data / "language").glob("*")),
        *sorted(CODE.glob("*.py")),
        CODE / "encoder" / "model.onnx",
        CODE.parent / "encoder.py",
        CODE.parent / "letters.py",
    ]
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def everything_read(where: Settings) -> str:
    """A hash of every byte that checking and training read. While it stays the same, neither need be done again."""
    digest = hashlib.sha256(version("rasa").encode())
    files = [where.root / "config.yml", where.root / "domain.yml", where.editions]
    files += [*CODE.parent.rglob("*.py"), *CODE.parent.rglob("*.onnx"), *where.data.rglob("*")]
    for file in sorted(file for file in files if file.is_file()):
        digest.update(repr((str(file), file.stat().st_size)).encode() + file.read_bytes())
    return digest.hexdigest()


def is_as_it_was(where: Settings) -> bool:
    """Whether nothing changed since everything was last found in order: quick, because nothing is understood."""
    made = _note(where)
    return (
        "read" in made and (where.models / made["model"]).exists() and made["read"] == everything_read(where)
    )


def is_trained(where: Settings) -> bool:
    """Whether the newest model was made from what is there now."""
    made = _note(where)
    from bot.safety.learning import is_learned

    return (
        "model" in made
        and (where.models / made["model"]).exists()
        and made["fingerprint"] == fingerprint(where)
        and is_learned(where.data)
    )


def note_in_order(where: Settings, read: str) -> None:
    """Notes that what was read is in order and that the newest model was made from it.

    Args:
        where: the settings.
        read: `everything_read`, from before it was checked.
    """
    _write_note(where, {**_note(where), "read": read})


def _note(where: Settings) -> dict[str, str]:
    """What the newest model was made from; nothing where none was."""
    note = where.models / MADE_FROM
    return json.loads(note.read_text()) if note.exists() else {}


def _write_note(where: Settings, said: dict[str, str]) -> None:
    note = where.models / MADE_FROM
    note.with_suffix(".new").write_text(json.dumps(said))
    note.with_suffix(".new").replace(note)


def trained_model(where: Settings) -> Path | None:
    """The model that the last training made; the newest file where no training of ours left a note."""
    from rasa.model import get_latest_model

    made = _note(where)
    if "model" in made and (model := where.models / made["model"]).exists():
        return model
    latest = get_latest_model(str(where.models))
    return Path(latest) if latest else None


def train(where: Settings | None = None) -> Path:
    """Trains a model and notes what it was made from.

    Returns:
        The model's file.

    Raises:
        ModelError: Rasa refused the configuration, the domain or the rules; says why.
    """
    where = where or settings()
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    from bot import rasa_mends
    from bot.safety import learning

    rasa_mends.without_cache()
    if not learning.is_learned(where.data):
        learning.learn(where.data)
    where.models.mkdir(parents=True, exist_ok=True)
    made_from = fingerprint(where)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            result = rasa_train(
                domain=str(where.root / "domain.yml"),
                config=str(where.root / "config.yml"),
                training_files=[str(where.data / "dialogue")],
                output=str(where.models),
                force_training=True,
            )
    except RasaException as error:
        raise ModelError(f"Rasa refused to train: {error}") from error
    if not result.model or result.code:
        raise ModelError("Rasa trained no model. Run `rasa train --debug` to see why.")
    model = Path(result.model)
    _write_note(where, {"model": model.name, "fingerprint": made_from})
    return model
