"""The counts of a call that could not be read: nothing, which is not zero."""

from dataclasses import fields

from analysis.findings import Counts

NO_COUNTS = Counts(**{field.name: None for field in fields(Counts)})
