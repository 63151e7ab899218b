"""STEP 4. What is more than a stored answer. One file an action, written against Rasa's SDK.

An action reads the conversation, asks `bot.directory` or `bot.answers`, and names a response; the words are in data/.
"""
