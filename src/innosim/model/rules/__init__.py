"""The rules, one file per step of the month (ODD, Process overview).

A *judgement* takes scalars and returns a value. An *act* takes the rows it changes and calls
judgements. A *step* takes the town and the month and goes through the rows. All are undecorated:
``innosim.model.compiled`` compiles them, plain mode runs them as they stand.
"""
