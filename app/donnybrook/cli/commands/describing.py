"""Commands on what a fight is made of, and on a film's cast: one group for each kind of part."""

from donnybrook.cli.describing.groups import group_of
from donnybrook.cli.describing.kinds import CHARACTERS, SCENE_PARTS

COMMANDS = tuple(group_of(kind) for kind in (*SCENE_PARTS, CHARACTERS))
