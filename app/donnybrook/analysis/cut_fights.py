"""The fights that lie on a film that was read for shots. Knows no measure."""

from donnybrook.analysis.measure import Material
from donnybrook.catalog.tally.fights import CutFilm
from donnybrook.catalog.tally.values import Numbers

NOT_READ = "None of these fights is on a film read for shots. “Work on films…” and ‘donnybrook jobs --run’ read them."


def stretches_by_version(material: Material, film: CutFilm) -> tuple[Numbers, Numbers, Numbers]:
    """Return the numbers of the fights with times on one version of a film, and from when to when they last."""
    here = material.fights.timed & (material.fights.versions == film.version_id)
    return material.fights.ids[here], material.fights.in_us[here], material.fights.out_us[here]
