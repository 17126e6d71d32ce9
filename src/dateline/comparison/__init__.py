"""A case held against what people coded: `events.py` and `matching.py` for files of ACLED or UCDP, `agreement.py` for
two coders. Both sides are compared in the same shape: the case is exported first, so like is held against like.
"""
