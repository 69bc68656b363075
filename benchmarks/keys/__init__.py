"""Keys beside what search engines have: pairs of spellings, cases, retrieval, speed."""
