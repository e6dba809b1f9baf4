"""What every section of the settings is: immutable, with no key that nobody reads, and no value of
another kind than was meant."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

LARGEST = 2**63 - 1
"""No record has room for a larger number."""


class Section(BaseModel):
    """One section of the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _no_other_kind(cls, value: Any, field: ValidationInfo) -> Any:
        """``threads = true`` is a slip and not one thread, ``rehear = 1`` no yes: Python would take
        either for the other."""
        kinds = _kinds(cls.model_fields[field.field_name or ""].annotation)
        if bool in kinds and isinstance(value, int | float) and not isinstance(value, bool):
            raise PydanticCustomError("bool_type", "a number")
        if kinds & {int, float} and bool not in kinds and _holds_bool(value):
            raise PydanticCustomError("int_type" if int in kinds else "float_type", "true or false")
        if isinstance(value, int) and abs(value) > LARGEST:
            raise PydanticCustomError("too_far", "give a number nearer to 0")
        return value


def _kinds(annotation: Any) -> set[Any]:
    """The types a field's annotation is made of."""
    inside = get_args(annotation)
    return {annotation}.union(*map(_kinds, inside))


def _holds_bool(value: Any) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(item, bool) for item in values)
