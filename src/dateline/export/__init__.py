"""What leaves a case, in the formats of the field: one format a file.

`material.py` brings incidents with their claims and reports, masked where asked for; a format's `write` puts them
into a file and gives an account of what it left out and why (`accounts.py`). How things are coded, vague figures,
radii, labels, stands in `data/export/codebook.yaml`.
"""
