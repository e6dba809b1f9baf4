"""Scripted sales calls, the renderer that speaks them, and the small models that hear them."""
