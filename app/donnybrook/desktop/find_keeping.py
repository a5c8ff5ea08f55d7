"""What a person keeps of what they found: searches under names, collections in their own order, ratings, links.

Each is one edit with a word and a way back. Knows the workplace by what it shows, and runs no query.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Concatenate

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu

from donnybrook.catalog import Transaction
from donnybrook.catalog.edits import keeping
from donnybrook.catalog.edits.bulk import change_scenes
from donnybrook.catalog.kept import Collection, read_collected, read_collections
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.scene_links import SceneLink
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.entry import Entry, Spoken
from donnybrook.desktop.models.facets import Kept
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.panels.name_sheet import Keep, NameSheet
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.query_words import collection_asked, collection_query
from donnybrook.desktop.scene_text import stars
from donnybrook.records import dataclass

RATINGS = "012345"


@dataclass(frozen=True, slots=True)
class _Hit:
    """The fight that is chosen, and all that are selected with it, when something is begun with them."""

    id: int
    uuid: str
    name: str
    scene_ids: tuple[int, ...]

    @property
    def words(self) -> str:
        """What an edit is about: the chosen fight by its name, or how many are selected."""
        return f"“{self.name}”" if len(self.scene_ids) < 2 else counted(len(self.scene_ids), "fight")


class FindKeeping(QObject):
    """Does what Find's keys for keeping ask."""

    def __init__(self, around: SheetSurroundings, find: FindWorkplace, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._catalog = around.session.catalog
        self._find = find
        self._sheet: NameSheet | None = None
        self._edits = around.edits
        self._edits.refused.connect(around.say)
        actions.connect_table(self._table())
        self._collections = self._read_collections()
        around.session.changed.connect(self._follow)
        find.drag.dropped.connect(self._put_down)
        side = find.counts.facets
        side.renamed.connect(self._rename)
        side.deleted.connect(self._delete)
        side.collected.connect(self._collect_dropped)

    def close(self) -> None:
        """Let go of the sheet: the catalog is about to be closed."""
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None

    def _table(self) -> dict[str, Handler]:
        rate: dict[str, Handler] = {f"find.rate_{each}": partial(self._rate, each) for each in RATINGS}
        return {
            **rate,
            "find.save": self._save,
            "find.forget": self._forget,
            "find.collect": self._offer_collections,
            "find.leave_out": self._leave_out,
            "find.earlier": lambda: self._move(-1),
            "find.later": lambda: self._move(1),
            "find.copy_link": self._copy_link,
        }

    def _do[**P, T](
        self,
        fights: int,
        label: str,
        told: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        at = Spoken(self._edits.refused.emit)
        return self._edits.tell(self._around.far.enter(fights, at, label, edit, *args, **kwargs), told)

    def _hit(self) -> _Hit | None:
        scene = self._find.hit
        if scene is None:
            self._around.say(self._find.why_no_hit)
            return None
        return _Hit(scene.id, scene.uuid, scene.name, self._find.selected_scenes)

    def _rate(self, rating: str) -> None:
        if (hit := self._hit()) is not None:
            value = "" if rating == "0" else rating
            words = stars(value) or self.tr("no rating")
            label, told = f"Rate fight: {words}", f"{hit.words}: {words}"
            self._do(len(hit.scene_ids), label, told, change_scenes, hit.scene_ids, rating=value)

    def _copy_link(self) -> None:
        if (hit := self._hit()) is not None:
            QGuiApplication.clipboard().setText(SceneLink(self._catalog.path, hit.uuid).text)
            self._around.say(self.tr("The link to “{name}” is copied").format(name=hit.name))

    # ------------------------------------------------------------ searches

    def _save(self) -> None:
        query = self._find.query.strip()
        if not query:
            self._around.say(self.tr("Search for something first; then the search can be kept."))
            return
        self._ask(self.tr("Keep this search as"), query, query, lambda name: self._save_as(name, query))

    def _save_as(self, name: str, query: str) -> bool:
        same = (each for each in self._find.counts.saved if each.name.casefold() == " ".join(name.split()).casefold())
        replaced = next(same, None)
        told = self.tr("The search is kept as “{name}”").format(name=name)
        if replaced is not None and replaced.query != query:
            told = self.tr("“{name}” asks for this now, no longer for: {query}").format(
                name=replaced.name, query=replaced.query
            )
        return not self._edits.do(f"Keep search {name}", told, keeping.save_query, name, query).is_refused

    def _forget(self) -> None:
        query = self._find.query.strip()
        kept = next((each for each in self._find.counts.saved if each.query == query), None)
        if kept is None:
            self._around.say(self.tr("This search is not kept: click a kept one at the left first."))
            return
        told = self.tr("“{name}” is kept no longer").format(name=kept.name)
        self._edits.do(f"Forget search {kept.name}", told, keeping.forget_query, kept.id)

    def _rename(self, kept: Kept, name: str) -> None:
        told = self.tr("“{old}” is called “{new}” now").format(old=kept.name, new=name)
        edit = keeping.rename_query if kept.kind == "search" else keeping.rename_collection
        self._edits.do(f"Rename {kept.name}", told, edit, kept.id, name)

    def _delete(self, kept: Kept) -> None:
        if kept.kind == "search":
            told = self.tr("“{name}” is kept no longer").format(name=kept.name)
            self._edits.do(f"Forget search {kept.name}", told, keeping.forget_query, kept.id)
            return
        told = self.tr("The collection “{name}” is gone; its fights are where they were").format(name=kept.name)
        gathered = self._collections[kept.id].scenes if kept.id in self._collections else 0
        self._do(gathered, f"Delete collection {kept.name}", told, keeping.delete_collection, kept.id)

    # ------------------------------------------------------------ collections

    def _read_collections(self) -> dict[int, Collection]:
        return {each.id: each for each in self._catalog.read(read_collections)}

    def _follow(self) -> None:
        """Ask for the collection on the wall by its new name, where it has got one; for everything, if it is gone."""
        before, self._collections = self._collections, self._read_collections()
        query = self._find.query.strip()
        asked = next((each for each in before.values() if query == collection_query(each)), None)
        if asked is not None and self._find.isVisible():
            now = self._collections.get(asked.id)
            if now is None or now.name != asked.name:
                self._find.ask(collection_query(now) if now else "")

    def _collect_dropped(self, kept: Kept, scene_ids: tuple[int, ...]) -> None:
        if scene_ids:
            self._put_in(kept.id, kept.name, scene_ids, counted(len(scene_ids), "fight"))

    def _put_in(self, collection_id: int, name: str, scene_ids: Sequence[int], what: str) -> None:
        told = self.tr("{fights} put into “{name}”").format(fights=what, name=name)
        already = self.tr("In “{name}” already: {fights}").format(fights=what, name=name)
        entry = self._do(len(scene_ids), f"Add to {name}", told, keeping.collect, collection_id, scene_ids)
        entry.when_stored(lambda added: self._around.say(already) if added == 0 else None)

    def _put_down(self, scene_ids: tuple[int, ...], place: int) -> None:
        """Give fights that were dragged the place before which they were put down."""
        asked = self._asked()
        if asked is None:
            return
        order = self._catalog.read(read_collected, asked.id)
        others = [each for each in order[:place] if each not in scene_ids]
        self._order(asked, [each for each in order if each in scene_ids], len(others))

    def _order(self, asked: Collection, scene_ids: Sequence[int], place: int) -> None:
        told = self.tr("Number {place} of “{name}”").format(place=place + 1, name=asked.name)
        label, edit = f"Order {asked.name}", keeping.move_in_collection
        self._do(len(scene_ids), label, told, edit, asked.id, scene_ids, place)

    def _offer_collections(self) -> None:
        hit = self._hit()
        if hit is None:
            return
        menu = QMenu(self._find)
        for each in self._catalog.read(read_collections):
            # A lone & would underline a letter.
            action = menu.addAction(each.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, each=each: self._collect(each, hit))
        menu.addSeparator()
        new = menu.addAction(self.tr("New collection…"))
        new.triggered.connect(
            lambda: self._ask(self.tr("New collection"), "", hit.name, lambda name: self._collect_in_new(name, hit))
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(QCursor.pos())

    def _collect(self, collection: Collection, hit: _Hit) -> None:
        self._put_in(collection.id, collection.name, hit.scene_ids, hit.words)

    def _collect_in_new(self, name: str, hit: _Hit) -> bool:
        entry = self._edits.do(f"Make collection {name}", "", keeping.add_collection, name)
        entry.when_stored(lambda made: self._put_in(made, name, hit.scene_ids, hit.words))
        return not entry.is_refused

    def _leave_out(self) -> None:
        asked, hit = self._asked(), self._hit()
        if asked is not None and hit is not None:
            told = self.tr("{fights} taken out of “{name}”").format(fights=hit.words, name=asked.name)
            label = f"Leave out of {asked.name}"
            self._do(len(hit.scene_ids), label, told, keeping.leave_out, asked.id, hit.scene_ids)

    def _move(self, by: int) -> None:
        asked, hit = self._asked(), self._hit()
        if asked is None or hit is None:
            return
        if not self._find.is_by_hand:
            self._around.say(self.tr("Show the newest first: that shows a collection in its own order."))
            return
        order = self._catalog.read(read_collected, asked.id)
        place = order.index(hit.id) + by if hit.id in order else -1
        if 0 <= place < len(order):
            self._order(asked, [hit.id], place)

    def _asked(self) -> Collection | None:
        found = collection_asked(self._catalog, self._find.query)
        if found is None:
            self._around.say(self.tr("Click a collection at the left first."))
        return found

    def _ask(self, title: str, name: str, lead: str, keep: Keep) -> None:
        if self._sheet is None:
            self._sheet = NameSheet(self._around)
        self._sheet.ask(title, lead, name, keep)
