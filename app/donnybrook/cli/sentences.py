"""Tells all that is known of one fight, in sentences. Knows no database and no terminal."""

from collections.abc import Iterator, Sequence

from donnybrook.analysis.shot_lengths import Rhythm
from donnybrook.catalog import SCENE_FIELDS, Beat, Combatant, Cover, Scene, SceneTerm, Wielding
from donnybrook.catalog.english import UNARMED, capital, comes_by, ends_with, fights, joined, people, with_article
from donnybrook.cli.text import film_text, plain, stretch
from donnybrook.times import format_clock

_TERMS = {"technique": "Techniques", "camera": "Camera", "theme": "Themes"}


def scene_sentences(scene: Scene, cover: Cover | None = None, cut: Rhythm | None = None) -> list[str]:
    """Return the lines that tell of a fight."""
    lines = [
        plain(scene.fields.title) or "A fight without a title",
        f"{_film(scene)}, {stretch(scene.fields.in_us, scene.fields.out_us)}.",
        *_place(scene),
        *_sides(scene),
        *_story(scene),
        *_outcomes(scene),
        *(_term_line(scene, scheme, name, scene.terms) for scheme, name in _TERMS.items()),
    ]
    if scene.fields.note:
        lines.append(f"Note: {plain(scene.fields.note)}")
    lines += _entered(scene)
    if cut:
        lines.append(_rhythm(cut))
    if cover:
        lines.append(f"Thumbnail: the frame at {format_clock(cover.time_us)}.")
    return [line for line in (*lines, *_identity(scene)) if line]


def _rhythm(cut: Rhythm) -> str:
    if cut.shots == 1:
        return f"Cutting: one shot of {_seconds(cut.average_us)}, without a cut."
    lengths = f"{_seconds(cut.average_us)} long on average, {_seconds(cut.median_us)} in the middle"
    ends = f"the shortest {_seconds(cut.shortest_us)}, the longest {_seconds(cut.longest_us)}"
    trend = {"quickens": " It quickens.", "slows": " It slows down.", "": ""}[cut.tells_of_trend]
    return f"Cutting: {cut.shots} shots, {lengths}; {ends}; {cut.cuts_per_minute:.1f} cuts a minute.{trend}"


def _seconds(length_us: int) -> str:
    return f"{length_us / 1_000_000:.2f} s"


def _film(scene: Scene) -> str:
    film = film_text(scene.film_title, scene.film_year)
    return f"{film}, {plain(scene.version)}" if scene.version else film


def _place(scene: Scene) -> Iterator[str]:
    name, kind = plain(scene.fields.place_name), plain(scene.location)
    place = f"{name} ({kind})" if name and kind and kind != name else name or kind
    parts = [part for part in (place, scene.fields.interior, scene.fields.time_of_day) if part]
    if parts:
        yield f"Where: {', '.join(plain(part) for part in parts)}."


def _sides(scene: Scene) -> Iterator[str]:
    sides: list[str] = []
    for side in scene.sides:
        members = [_named(each) for each in scene.combatants if each.side_id == side.id]
        label = plain(side.label)
        named = f"{label} ({joined(members)})" if label and members and [label] != members else joined(members)
        sides.append(named or label)
    if sides:
        yield f"{capital(' against '.join(side for side in sides if side))}."
    others = [_named(each) for each in scene.combatants if each.side_id is None]
    if others:
        yield f"On no side: {joined(others)}."


def _story(scene: Scene) -> Iterator[str]:
    yield from _uses(scene, [use for use in scene.wieldings if use.beat_id is None])
    for number, beat in enumerate(scene.beats, 1):
        yield _beat_line(scene, number, beat)
        for line in _uses(scene, [use for use in scene.wieldings if use.beat_id == beat.id]):
            yield f"  {line}"


def _beat_line(scene: Scene, number: int, beat: Beat) -> str:
    label = plain(beat.label)
    head = f"Beat {number}" + (f", {label}" if label and label != str(number) else "")
    if beat.in_us is not None:
        head += f", {stretch(beat.in_us, beat.out_us)}"
    upper = next((side.label for side in scene.sides if side.id == beat.upper_hand_side_id), "")
    said = [_ended(plain(beat.note)), capital(f"{plain(upper)} has the upper hand.") if upper else ""]
    terms = [plain(term.label) for term in scene.terms if term.beat_id == beat.id]
    said.append(f"{capital(joined(terms))}." if terms else "")
    return " ".join([f"{head}:" if any(said) else f"{head}.", *(each for each in said if each)])


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _uses(scene: Scene, uses: Sequence[Wielding]) -> Iterator[str]:
    combatants = {each.id: each for each in scene.combatants}
    for use in uses:
        who = combatants.get(use.combatant_id) if use.combatant_id is not None else None
        targets = [_named(combatants[each]) for each in use.target_ids if each in combatants]
        yield capital(f"{_named(who) if who else 'someone'} {_use(use, targets, one=who is None or _is_one(who))}.")


def _use(use: Wielding, targets: Sequence[str], *, one: bool) -> str:
    if use.weapon == UNARMED:
        said = f"{fights(one=one)} {UNARMED}"
    else:
        said = f"{comes_by(use.acquired, one=one)} {plain(with_article(use.weapon))}"
    said += " (improvised)" if use.improvised else ""
    said += f", {plain(use.manner)}," if use.manner and targets else f", {plain(use.manner)}" if use.manner else ""
    said += f" against {joined(targets)}" if targets else ""
    ending = "" if use.weapon == UNARMED else ends_with(use.ended, use.weapon, one=one)
    said += f", {ending}" if ending else ""
    if use.from_us is not None:
        said += f", {stretch(use.from_us, use.to_us)}"
    return said if use.certainty in ("", "certain") else f"{said} ({plain(use.certainty)})"


def _is_one(combatant: Combatant) -> bool:
    return combatant.headcount == 1


def _named(combatant: Combatant) -> str:
    return people(plain(combatant.label), combatant.headcount)


def _outcomes(scene: Scene) -> Iterator[str]:
    told = [f"{plain(each.label)}: {plain(each.outcome)}" for each in scene.combatants if each.outcome]
    if told:
        yield f"How it ends: {'; '.join(told)}."
    for each in scene.combatants:
        if each.note:
            yield f"On {plain(each.label)}: {plain(each.note)}"


def _term_line(scene: Scene, scheme: str, name: str, terms: Sequence[SceneTerm]) -> str:
    names = {each.id: plain(each.label) for each in scene.combatants}
    labels = [
        f"{plain(term.label)} ({names[term.combatant_id]})" if term.combatant_id in names else plain(term.label)
        for term in terms
        if term.scheme == scheme and term.beat_id is None
    ]
    return f"{name}: {', '.join(labels)}." if labels else ""


def _entered(scene: Scene) -> Iterator[str]:
    """Tell the fields that have no sentence of their own."""
    told = {"title", "in_us", "out_us", "location_id", "place_name", "interior", "time_of_day", "note"}
    values = [(field.label, getattr(scene.fields, field.name)) for field in SCENE_FIELDS if field.name not in told]
    said = [f"{label}: {plain(str(value))}" for label, value in values if value not in ("", None)]
    if said:
        yield f"{'; '.join(said)}."


def _identity(scene: Scene) -> Iterator[str]:
    by = f" by {plain(scene.coder)}" if scene.coder else ""
    yield f"Fight {scene.id}, {scene.uuid}; entered {scene.created_at}{by}, last changed {scene.modified_at}."
    if scene.deleted_at:
        yield f"In the trash since {scene.deleted_at}."
