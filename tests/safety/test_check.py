"""What the check notices, what it leaves alone, and that it never fails."""

import shutil
import time
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.safety.check import Outcome, SafetyCheck
from bot.safety.classifier import SafetyClassifier

HERE = Path(__file__).parent
LAY = yaml.safe_load((HERE / "lay-wordings.yml").read_text(encoding="utf-8"))
CHECK = SafetyCheck.load(HERE.parents[1] / "data" / "safety")


@pytest.mark.parametrize(("section", "wording"), [(s, w) for s, wordings in LAY.items() for w in wordings])
def test_every_lay_wording_of_every_red_flag_alarms(safety: SafetyCheck, section: str, wording: str) -> None:
    outcome = safety.check(wording)
    if section == "4.12, not immediate":
        assert outcome is Outcome.CRISIS
    elif section == "4.12, immediate":
        assert outcome in (Outcome.CRISIS, Outcome.EMERGENCY)
    else:
        assert outcome is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "what is a stroke clinic",
        "where is the chest clinic",
        "results of my heart scan",
        "had a heart attack last year, repeat prescription",
        "how do I get a fit note",
        "is the PCN fit for purpose",
        "does my PCN do suicide prevention",
        "first aid course",
        "which number is for emergencies",
        "stopped smoking",
        "killing me with waiting times",
        "dying to know",
        "heavy periods for months",
        "nosebleed stopped",
        "mild sore throat",
        "blood test",
        "blood pressure",
        "allergic to penicillin on record",
        "choking hazard leaflet",
        "panic about the new app",
        "my grandmother died of sepsis, who do I complain to",
        "is the paramedic at the surgery the same as 999?",
        "no chest pain, just a check-up please",
        "nearly had a heart attack when I saw the queue",
    ],
)
def test_ordinary_questions_with_alarming_words_do_not_alarm(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("what time do you open, my dad's face has dropped", Outcome.EMERGENCY),
        ("who do I call for chest pain", Outcome.EMERGENCY),
        ("mum's face looks lopsided since this morning", Outcome.EMERGENCY),
        ("nan has gone all confused", Outcome.EMERGENCY),
        ("taken more tablets than i meant to", Outcome.EMERGENCY),
        ("No, my chest hurts", Outcome.EMERGENCY),
        ("he has no chest pain but he cant breathe", Outcome.EMERGENCY),
        ("I'm not well and have chest pain", Outcome.EMERGENCY),
        ("never had chest pain like this before", Outcome.EMERGENCY),
        ("he says hes fine but hes clutching his chest", Outcome.EMERGENCY),
        ("had a stroke in 2019 and now her face has dropped again", Outcome.EMERGENCY),
        ("I had an operation 2 weeks ago and my wound is bleeding heavily", Outcome.EMERGENCY),
        ("whats the difference between 111 and 999, my chest hurts", Outcome.EMERGENCY),
        ("I'm not sure if it's heartburn or chest pain", Outcome.EMERGENCY),
        ("been on the waiting list for cbt for a year and im feeling suicidal", Outcome.CRISIS),
        ("my dad died in march and i want to die", Outcome.CRISIS),
        ("killing me with waiting times and honestly i want to die", Outcome.CRISIS),
        ("can I book for a jab and how do I get help, my husband hits me", Outcome.SAFEGUARDING),
        # Words of forms, of letters and of "if ever" stand beside what is happening now, too.
        ("form says call 999 because my face is drooping but can i see the gp instead", Outcome.EMERGENCY),
        ("online form says 999 for my chest pain, id rather see gp today", Outcome.EMERGENCY),
        (
            "paramedic said if i ever get that crushing chest pain again to see gp, its back",
            Outcome.EMERGENCY,
        ),
        ("my gp had to report my last seizure to dvla and ive just had another one", Outcome.EMERGENCY),
        ("what should school do when my son stops breathing", Outcome.EMERGENCY),
        ("the mental health form asks am i suicidal and i put yes but nobody called", Outcome.CRISIS),
        ("suicide has been crossing my mind lately, do you have a counsellor", Outcome.CRISIS),
    ],
)
def test_one_alarming_clause_counts_wherever_it_stands(
    safety: SafetyCheck, text: str, outcome: Outcome
) -> None:
    assert safety.check(text) is outcome


@pytest.mark.parametrize(
    "text",
    [
        "chst pain",
        "cant breth",
        "hart atack",
        "he is unconsious",
        "CHEEEST PAAAIN",
        "chest\u00a0pain",
        "c h e s t pain",
    ],
)
def test_misspelt_emergencies_alarm(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "text", ["sucidal", "I want 2 die", "i wanna kms", "suiside", "su1c1de", "i wan't to d i e"]
)
def test_misspelt_crises_alarm(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is Outcome.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "are the doctors on strike",
        "please attach a photo",
        "share my record",
        "I filled in the form",
        "a treat",
    ],
)
def test_real_words_are_not_taken_for_misspellings(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is None


def test_an_emergency_outranks_a_crisis_and_safeguarding(safety: SafetyCheck) -> None:
    assert safety.check("i want to die and i cant breathe") is Outcome.EMERGENCY
    assert safety.check("my husband hits me and i am bleeding heavily") is Outcome.EMERGENCY
    assert safety.check("i want to die and i took all my pills") is Outcome.EMERGENCY


def test_a_finding_names_the_red_flag_for_reports(safety: SafetyCheck) -> None:
    finding = safety.finding("his face has dropped on one side")
    assert finding is not None
    assert finding[:2] == (Outcome.EMERGENCY, "stroke")


@pytest.mark.parametrize(
    "around", ["{}", "{} please", "Hello, {}.", "sorry to bother you but {} what do i do"]
)
def test_politeness_around_it_changes_nothing(safety: SafetyCheck, around: str) -> None:
    for alarming in ("i cant breathe", "my chest hurts", "she is unconscious"):
        assert safety.check(around.format(alarming)) is Outcome.EMERGENCY


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_no_text_makes_it_raise(text: str) -> None:
    assert CHECK.check(text) in (None, *Outcome)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_an_emergency_is_found_whatever_other_sentences_surround_it(before: str, after: str) -> None:
    plain = "".join(c for c in before + after if not c.isalnum())
    assert CHECK.check(f"{plain}. my dad is unconscious. {plain}") is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🚑" * 500, "a" * 100_000, "pain " * 20_000, "no " * 5_000, "\ud800"]
)
def test_odd_texts_are_no_trouble(safety: SafetyCheck, text: str) -> None:
    started = time.perf_counter()
    safety.check(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "what time do you open on saturday? also my nan has gone all limp down one side and cant tell us her name",
        "I only came on to ask about my blood test. I have rung twice and nobody answers. The truth is that I have "
        "the tablets lined up and I do not plan to be here tomorrow. Anyway, when are you open?",
    ],
)
def test_one_clause_of_a_rambling_message_is_enough(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) in (Outcome.EMERGENCY, Outcome.CRISIS)


@pytest.mark.parametrize(
    "text",
    [
        "chcę umówić wizytę do lekarza",
        "vreau o programare la doctor",
        "ਮੈਨੂੰ ਡਾਕਟਰ ਨੂੰ ਮਿਲਣਾ ਹੈ",
        "mujhe doctor se milna hai",
        "کیا آپ ہفتہ کو کھلے ہیں",
        "gostaria de marcar uma consulta com o medico",
        "quisiera pedir una cita con el medico",
        "أريد موعدا مع الطبيب",
        "আমি ডাক্তার দেখাতে চাই",
        "મારે ડૉક્ટરની મુલાકાત જોઈએ છે",
        "vorrei prenotare una visita dal medico",
        "я хочу записатися до лікаря",
        "我要看医生",
    ],
)
def test_text_in_another_language_gets_the_offer_of_an_interpreter(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is Outcome.OTHER_LANGUAGE


@pytest.mark.parametrize(
    "text",
    [
        "Which PCN is Dr Kowalczyk in?",
        "Is Rosa Parks Medical Centre taking patients?",
        "ah need ma repeat prescription hen",
        "wen r u opn 2moro",
        "can i see Dr Amar or Dr Nowak at the Via Roma surgery",
        "déjà vu, the café at the surgery is shut again",
    ],
)
def test_names_dialect_and_misspellings_are_english(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is None


def test_what_no_rule_foresaw_the_classifier_may_notice(safety: SafetyCheck) -> None:
    text = "grandpa sounds like hes underwater when he breathes and hes ever so tired"
    assert safety.by_rules(text) is None
    finding = safety.finding(text)
    assert finding is not None
    assert finding[:2] == (Outcome.EMERGENCY, "classifier")


RAMBLING = "i came about the form but my dad is having a heart attack and i do not know whom to ask about it"


@pytest.mark.parametrize(
    ("danger", "text", "alarms"),
    [
        (0.0, "a heart attack", True),
        (0.0, "hello there. a heart attack! thank you for asking me", True),
        (0.0, "does this tell you about a stroke", False),
        (0.02, "does this tell you about a stroke", True),
        (0.0, RAMBLING, False),
        (0.1, RAMBLING, True),
        (0.0, "mam na imie Jan i chcialbym wiedziec czy ojciec ma zawal serca, prosze o odpowiedz", True),
    ],
    ids=[
        "it says nothing else",
        "a sentence says nothing else",
        "little else",
        "little else, in doubt",
        "explained",
        "in doubt",
        "not in English",
    ],
)
def test_what_a_rule_notices_alarms_unless_the_classifier_is_nearly_sure(
    data: Path, danger: float, text: str, alarms: bool
) -> None:
    class Sure(SafetyClassifier):
        def likelihoods(self, texts: list[str]) -> np.ndarray:
            return np.array([[1 - danger, 0.0, danger, 0.0, 0.0]] * len(texts))

    check = SafetyCheck.load(data)
    check._classifier = Sure.load(data / "classifier.npz")
    assert check.check(text) is (Outcome.EMERGENCY if alarms else None)


@pytest.mark.parametrize(
    ("text", "alarms"), [(RAMBLING, True), (RAMBLING.replace("heart attack", "bad day"), False)]
)
def test_a_question_about_symptoms_does_not_call_off_an_emergency(
    data: Path, text: str, alarms: bool
) -> None:
    class SureOfAdvice(SafetyClassifier):
        def likelihoods(self, texts: list[str]) -> np.ndarray:
            return np.array([[0.0, 1.0, 0.0, 0.0, 0.0]] * len(texts))

    check = SafetyCheck.load(data)
    check._classifier = SureOfAdvice.load(data / "classifier.npz")
    assert check.check(text) is (Outcome.EMERGENCY if alarms else None)


@pytest.mark.parametrize(
    "text",
    [
        "can i book a flu jab my mum has collapsed",
        "need to cancel my appointment friday im having a stroke",
        "my husband has collapsed when are flu jabs on",
        "HOW DO I JOIN THE PPG SOMEONE’S COLLAPSED OUTSIDE",
        "having a stroke need a lift to surgery",
    ],
)
def test_an_alarm_beside_an_ordinary_question_counts_without_a_comma_too(
    safety: SafetyCheck, text: str
) -> None:
    assert safety.check(text) is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "is ok drink alcohol when taking antibiotic",
        "can i drink alcohol with metronidazole",
        "is it safe to drink alcohol on sertraline",
    ],
)
def test_alcohol_with_a_medicine_is_a_question_for_advice_and_no_poisoning(
    safety: SafetyCheck, text: str
) -> None:
    assert safety.check(text) is None and safety.asks_for_advice(text)
    assert safety.check("my toddler drank the alcohol gel") is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill myself tonight",
        "my son says hes gonna end it tonight",
        "ive got the pills in my hand and im ready",
        "he's on the bridge and says he'll jump",
    ],
)
def test_who_is_about_to_act_gets_999(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) is Outcome.EMERGENCY


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can i take two antihistamines a day", True),
        ("what time do you shut, and is it safe to take ibuprofen with my blood pressure tablets?", True),
        ("how do i order my tablets", False),
        ("can i get a flu jab", False),
    ],
)
def test_it_knows_questions_for_medical_advice(safety: SafetyCheck, text: str, asks: bool) -> None:
    assert safety.asks_for_advice(text) is asks


def test_a_broken_line_names_file_and_line(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    rules = tmp_path / "red-flags.yml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("- = sos", "- <nonsuch> sos"), encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        SafetyCheck.load(tmp_path)
    assert caught.value.problems[0].file == rules
    assert caught.value.problems[0].line > 1
    assert "nonsuch" in caught.value.problems[0].what


def test_a_missing_file_is_a_content_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        SafetyCheck.load(tmp_path)
