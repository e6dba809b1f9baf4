"""``make bench-pauses``: silences against known truth, nothing invented, memory of long calls."""
