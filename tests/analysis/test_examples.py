"""What docstrings show is what comes out."""

import doctest
from types import ModuleType

import pytest

from analysis.language import cue_ways, tokens


@pytest.mark.parametrize("module", [cue_ways, tokens])
def test_the_examples_of_a_docstring_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed
