"""callprobe's analysis: sound to facts to judgement, as pure functions over small types.

Nothing in here knows Prefect, DuckDB, folders or the command line.
"""
