"""What the service answers, as types; they stand in `namenorm.answers`."""

from namenorm.answers import *  # noqa: F403  # the public name of them all
