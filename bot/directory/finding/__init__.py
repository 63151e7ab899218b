"""Finding: from a patient's words to the practices and networks that they may mean.

How a query travels, from `ranking.Finder.find`:

1. `query` takes the words apart: codes, postcodes, words in the normal form of `words`; `spacing` puts spaces right.
2. `query.guesses` says what each word could be; `slips` knows the words a slip of the keyboard away.
3. `alignment` picks the names worth a look, and says which words of the query said which words of each.
4. `score` weighs each: `kinds` ("surgery", "PCN": how exactly was the name said?), `meant` (is it meant as a name at
   all?), `places` (where it is) and `leftovers` (what else was said, and does it speak against the name?).
5. `ranking` gathers what fits, by name, place and postcode; the page's own first. `written` finds what was said with a slip
   in any word.
6. `choose` decides: one is meant, several fit as well, or nothing does.

What it asks is in the `index`, which `build` makes once an import. `mentions` finds names in the middle of sentences.
docs/developers/finding.md has all steps.
"""
