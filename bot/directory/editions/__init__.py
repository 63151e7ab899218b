"""Editions: every import of the directory, kept so that a bad one can be taken back.

`importing` makes an edition of files, all or nothing, `archive` holds all of them, `changes` says what is different, and
`keeping` stores beside each what is computed once (`stored`).
"""
