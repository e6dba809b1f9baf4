"""The coach's page: hear the second, say whether we were right.

It reads what was published (snapshot, records, recordings) and writes verdicts, as files. It knows
no engine. Where a coach says who sells, it has the call measured again from its kept words and
published.
"""
