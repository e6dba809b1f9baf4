"""Trains the demo's diarization pipeline: voices, made-up conversations, two small networks."""
