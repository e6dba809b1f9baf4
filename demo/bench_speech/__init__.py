"""What hearing costs and how right it is, beside the engines alone and beside WhisperX."""
