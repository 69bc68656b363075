"""Search keys beside those of search engines: pairs of spellings, cases, retrieval, speed."""
