"""Training of the small speech model that understands the demo's voices and nothing else."""
