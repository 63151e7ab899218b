"""Practices and networks, as the NHS Organisation Data Service has them, and what a patient's words find.

How a query travels, from `find.Directory.find`:

1. `query` takes the words apart: codes, postcodes, words in the normal form of `words`; `spacing` puts spaces right.
2. `query.guesses` says what each word could be; `slips` knows the words a slip of the keyboard away.
3. `alignment` picks the names worth a look, and says which words of the query said which words of each.
4. `score` weighs each: `kinds` ("surgery", "PCN": how exactly was the name said?), `meant` (is it meant as a name at
   all?), `places` (where it is) and `leftovers` (what else was said, and does it speak against the name?).
5. `ranking` gathers what fits, by name, place and postcode; the page's own first.
6. `choose` decides: one is meant, several fit as well, or nothing does.

What it asks is in the `index`, which `build` makes once an import. How the reports become practices is in `ods` and
`people`; docs/developers/directory.md has all steps.
"""
