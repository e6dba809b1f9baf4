"""What a call's measures add up to: outcome, flags, score, a sentence for the manager."""
