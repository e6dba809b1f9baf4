"""Transcripts to and from other programs."""
