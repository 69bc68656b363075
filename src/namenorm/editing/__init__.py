"""Help for those who edit the tables: propose a row, bring tables into order, mend an answer."""
