"""For editors of the tables: propose a row, bring tables into order, correct an answer."""
