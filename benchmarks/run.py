"""Does everything in order and collects the results."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import ours, sample
from benchmarks.machine import machine
from benchmarks.material import Material, material
from benchmarks.measure import measure, train
from benchmarks.public.evaluate import evaluate
from benchmarks.public.readers import banking77, clinc150
from benchmarks.stock import project
from benchmarks.stock import subject as stock
from benchmarks.stock.environment import environment
from benchmarks.stock.trained import Trained
from benchmarks.subject import Subject
from bot.answers.book import AnswerBook

SAMPLE = "sample.json"


@dataclass(frozen=True)
class Plan:
    """What to measure; the options of the command, by the same names."""

    root: Path
    out: Path
    per_intent: int
    messages: int
    look_ups: int
    starts: int
    epochs: int | None
    stock: bool
    reuse: bool
    everything: bool
    stock_python: str
    banking77: Path | None
    clinc150: Path | None


def run(plan: Plan, work: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """All results.

    Args:
        plan: what to measure.
        work: an empty folder for projects and models.
        say: is told what comes next.
    """
    asked = material(plan.root, plan.messages, plan.look_ups)
    examples = sample.examples_by_intent(plan.root / "data")
    chosen = _sample(plan, examples)
    columns = list(_columns(plan, work, asked, chosen, examples, say))
    return {
        "machine": machine(),
        "date": f"{date.today():%-d %B %Y}",
        "starts": plan.starts,
        "asked": {
            "unseen": len(asked.unseen),
            "two_questions": len(asked.two_questions),
            "off_topic": len(asked.off_topic),
            "stored": plan.messages,
            "look_ups": plan.look_ups,
        },
        "notes": list(_notes(plan)),
        "columns": columns,
        "public": list(_public(plan, work, say)),
    }


def _notes(plan: Plan) -> Iterator[str]:
    if hasattr(os, "getloadavg"):
        load = os.getloadavg()[2]
        yield f"Meanwhile {load:.1f} processes wanted a core, ours among them (mean of the last quarter of an hour)."
    if plan.epochs is not None:
        yield f"Stock Rasa was trained for {plan.epochs} epochs instead of 100: a trial."
    if plan.stock and plan.reuse:
        yield "Stock Rasa's model and its training times are from an earlier run with the same examples."


def _sample(plan: Plan, examples: dict[str, list[str]]) -> dict[str, list[str]]:
    path = plan.out / SAMPLE
    if plan.reuse and path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    chosen = sample.choose(examples, plan.per_intent)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(chosen, ensure_ascii=False, indent=1), encoding="utf-8")
    return chosen


def _columns(
    plan: Plan,
    work: Path,
    asked: Material,
    chosen: dict[str, list[str]],
    examples: dict[str, list[str]],
    say: Callable[[str], None],
) -> Iterator[dict[str, Any]]:
    title = f"{plan.per_intent} examples an intent"
    if plan.stock:
        say("Stock Rasa: the environment, the project")
        subject = _stock(plan, work, chosen)
        yield _measured(subject, f"Stock Rasa, {title}", chosen, asked, plan, say)
    subject = ours.subject("sample", ours.copy(plan.root, work / "sample", chosen), plan.root)
    yield _measured(subject, f"This project, {title}", chosen, asked, plan, say)
    if plan.everything:
        subject = ours.subject("everything", ours.copy(plan.root, work / "everything", None), plan.root)
        yield _measured(subject, "This project, all examples", examples, asked, plan, say)


def _stock(plan: Plan, work: Path, chosen: dict[str, list[str]]) -> Subject:
    folder, place, data = work / "stock", environment(plan.stock_python), plan.root / "data"
    project.write(folder, chosen, project.responses(data, list(chosen)), place, plan.epochs)
    topics = AnswerBook.load(data).topic_of_intent
    return stock.subject(
        folder, place, {project.plain(intent): topics.get(intent, intent) for intent in chosen}
    )


def _measured(
    subject: Subject,
    title: str,
    examples: dict[str, list[str]],
    asked: Material,
    plan: Plan,
    say: Callable[[str], None],
) -> dict[str, Any]:
    log = plan.out / "logs" / subject.root.name
    kept = Trained(plan.out / "stock-model") if subject.root.name == "stock" else None
    say(f"{title}: training")
    numbers = kept.reused(subject.root) if kept and plan.reuse else None
    if numbers is None:
        numbers = train(subject, log.with_suffix(".train.log"))
        if kept:
            kept.keep(subject.root, numbers)
    say(f"{title}: trained in {numbers['training_s']:.0f} s; asking")
    numbers |= measure(subject, asked, plan.starts, log.with_suffix(".serve.log"))
    return {"title": title, "examples": sum(map(len, examples.values())), **numbers}


def _public(plan: Plan, work: Path, say: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    sets = []
    if plan.banking77:
        sets.append(banking77(plan.banking77, 10))
    if plan.clinc150:
        sets.append(clinc150(plan.clinc150))
    for number, data_set in enumerate(sets):
        say(data_set.name)
        log = plan.out / "logs" / f"public-{number}.log"
        yield evaluate(data_set, plan.root, work / f"public-{number}", log)
