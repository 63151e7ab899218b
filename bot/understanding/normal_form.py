"""The normal form of a text: lower case, text-speak and frequent misspellings written out (data/language/normal-forms.yml)."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.settings import settings


@lru_cache(maxsize=1)
def _normal_forms(data: Path) -> dict[str, str]:
    groups = yaml.safe_load((data / "language" / "normal-forms.yml").read_text(encoding="utf-8"))
    return {str(typed): str(meant) for group in groups.values() for typed, meant in group.items()}


def normal_form(text: str) -> str:
    """Lower case, straight apostrophes, text-speak and frequent misspellings written out."""
    forms = _normal_forms(settings().data)
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    plain = re.sub(r"(.)\1{3,}", r"\1\1", plain)
    words = re.findall(r"[a-z0-9'&/.-]+|[^\sa-z0-9]", plain)
    written = " ".join(forms.get(word) or forms.get(word.strip("'.,-")) or word for word in words)
    return re.sub(r"\s+([?!.,;:)])", r"\1", written).strip()
