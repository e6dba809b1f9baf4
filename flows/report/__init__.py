"""The report of a period: one HTML file that can be mailed, printed and read without callprobe."""
