"""The scenes of the fault matrix by name."""
from counted_scenes import *
from reported_scenes import *
from scene import COLUMNS

SCENES = {
    "first": First, "growth": Growth, "rename": Rename, "packing": Packing, "copytruncate": Copytruncate, "link": Link,
    "new-directory": NewDirectory, "leftovers": Leftovers, "state-link": StateLink, "neighbours": Neighbours,
    "pipe": Pipe, "child": Child, "follow": Follow,
    "drops": Reported, "drops-gzip": Gzipped, "drops-mapped": Mapped, "drops-threads": Stripes,
    "drops-directory": Folder, "drops-input": Input,
    "filter": Filter, "filter-gzip": FilterGzipped, "filter-threads": FilterStripes, "filter-follow": FilterFollow,
}
for _name, _scene in SCENES.items():
    _scene.name = _name
