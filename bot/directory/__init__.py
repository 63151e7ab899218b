"""Practices and networks, as the NHS Organisation Data Service has them, and what a patient's words find.

`find.Directory` is what everything else asks; `current` gives the one in use. Behind it: `reports` reads the NHS's files,
`editions` keeps every import, `finding` says which practice or network is meant.
"""
