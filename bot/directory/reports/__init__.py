"""Reports: the files of the NHS Organisation Data Service, from download to practices as people write them.

`download` gets them, `tables` and `layouts` know their forms, `ods` reads them row by row into `records`; `people` makes
practices and networks of these, with `names` and `address`.
"""
