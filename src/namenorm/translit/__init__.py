"""Letters of one norm to letters of another: the romanisation schemes and their engine."""
