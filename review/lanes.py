"""The waveform in two lanes, seller above customer, however many channels the recording has."""

from __future__ import annotations

from analysis.interludes import ANNOUNCEMENT, labelled
from analysis.record import Record
from flows.exchange.transcript import IMPORTED, nameless
from flows.texts import Say

SIDES = ("seller", "customer")


def came_as_words(record: Record) -> bool:
    """Whether the call came as a transcript, without sound."""
    return record.heard.engines.transcriber.startswith(IMPORTED)


def lanes_of(record: Record, peaks: list[list[float]]) -> list[list[float]]:
    """Peaks (0-1) of the seller and of the customer.

    With a channel a side they are the channels; else each lane shows the sound of the seconds in
    which that side speaks, on whichever channel, so overlapping speech stands in both.
    """
    sides = record.conversation.roles.side_of
    if len(peaks) == 2 and set(record.heard.speakers) == {"left", "right"}:
        return peaks if sides.get("left") == "seller" else peaks[::-1]
    whole = [max(both) for both in zip(*peaks, strict=True)]
    lanes = {side: [0.0] * len(whole) for side in SIDES}
    if record.heard.duration <= 0:
        return list(lanes.values())
    each = len(whole) / record.heard.duration
    for segment in labelled(record.heard, record.conversation.interludes).segments:
        lane = lanes.get(sides.get(segment.speaker, "other"))
        if lane is not None:
            first, last = int(segment.start * each), int(segment.end * each) + 1
            lane[first:last] = whole[first:last]
    return list(lanes.values())


def side_names(record: Record, say: Say) -> dict[str, str]:
    """What each side is called, by its role only where it is known who sells, else by the name
    that a transcript has for it; and a recorded voice."""
    nobody = {name: say(f"call.{name}") for name in ("other", ANNOUNCEMENT)}
    if record.conversation.roles.known:
        return {side: say(f"call.{side}") for side in SIDES} | nobody
    names = {side: say("call.voice", number=number) for number, side in enumerate(SIDES, 1)}
    if came_as_words(record):
        sides = record.conversation.roles.side_of.items()
        names |= {side: label for label, side in sides if side in SIDES and not nameless(label)}
    return names | nobody
