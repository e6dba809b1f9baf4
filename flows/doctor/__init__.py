"""``callprobe doctor``: what this machine will hear calls with, how fast, and what is missing."""
