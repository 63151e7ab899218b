"""PCN Assistant: how a patient's message travels.

1. `bot.channels`        a message comes in: who is speaking, how long it may be, buttons and text
2. `bot.front_door`      what happens to every message, in order, whatever its channel:
   `bot.safety`          first of all: does it speak of an emergency?
   `bot.understanding`   what is asked: one topic, two, or none that we know
3. `data/dialogue`       rules, the form and the stories decide what happens next (Rasa, no code of ours)
4. `actions`             look-ups and everything else that is more than a stored answer
5. `bot.answers`         the words, as staff wrote them, for this practice and network
6. `bot.channels`        the reply goes out

Beside the path: `bot.directory` (practices and networks, from the NHS), `bot.conversations` (what is kept
between two messages), `bot.rasa_mends` (what we change in Rasa), `bot.settings`, `bot.cli`.
"""
