"""Benchmarks: this assistant beside Rasa's stock pipeline, measured in one run on one machine.

`python -m benchmarks` (or `make benchmark`) does this, in order:

1. `sample`          so many examples of each intent, the same for both
2. `stock`           a project as `rasa init` sets one up, with these examples, in an environment of its own
   `ours`            a copy of this project's root with these examples only, and one with all of them
3. `measure`         trains each, starts it, and asks it over HTTP: `accuracy`, `latency`, `processes`, `size`
4. `public`          our classifier on BANKING77 and CLINC150, where their files are given
5. `table`           the Markdown table; everything also as JSON
"""
