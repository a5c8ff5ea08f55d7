"""Makes a large edit aside, so that others go on editing meanwhile, and brings it over. Knows no particular edit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from donnybrook.catalog.aside.carrying import Overtaken, at_hand, carry_over, is_overtaken
from donnybrook.catalog.aside.lending import Lender, Private, finding_room, private_file
from donnybrook.catalog.connections import Connections
from donnybrook.catalog.door import Changes, Door, Edited, Step, Transaction
from donnybrook.catalog.driver import Connection, IntegrityError, OperationalError
from donnybrook.catalog.faults import is_interrupted, told

_TRIES = 2
_STEPS = 20_000  # of SQLite's machine: some milliseconds


class Aside:
    """Edits of one catalog that are made beside it."""

    def __init__(
        self,
        connections: Connections,
        name: str,
        coder: str,
        run: Callable[[Step, Callable[[Transaction], None]], Edited[None]],
    ) -> None:
        """``name`` is what the catalog is called; ``run`` runs an edit on the catalog itself."""
        self._connections = connections
        self._name = name
        self._coder = coder
        self._run = run

    def rehearse[T](self, edit: Callable[[Transaction], T]) -> T:
        """Return what an edit would return, or raise what it would raise; nothing of it stays, and nobody waits."""
        with told(self._name), private_file(self._connections.reader) as private:
            return self._made(private, "", edit).value

    def edit[T](self, label: str, edit: Callable[[Transaction], T], look: Callable[[], None]) -> Edited[T]:
        """Run an edit as the catalog's ``edit`` does, but hold others up only while what it made is brought over.

        It is run again if others added films or words meanwhile, or took away what it goes by, and the third time on
        the catalog itself. ``look`` is asked before all is brought over, and now and then while it is; what it raises
        ends that: nothing is changed.

        The value is that of the private file: ids of fights and of their parts in it may be others in the catalog.
        """
        for _ in range(_TRIES):
            with told(self._name), private_file(self._connections.reader) as private:
                try:
                    made = self._made(private, label, edit)
                    private.connection.close()
                    return Edited(made.value, self._brought_over(private, label, made.changes, look))
                except (Overtaken, IntegrityError):  # what it refers to is gone, or somebody brought the same
                    continue
                except LookupError:  # it may have read of what others added, which is not in the private file
                    if not is_overtaken(self._connections.reader, private):
                        raise
        found: list[T] = []
        done = self._run(Step(label), lambda tx: found.append(edit(tx)))
        return Edited(found[0], done.changes)

    def _brought_over(self, private: Private, label: str, made: Changes, look: Callable[[], None]) -> Changes:
        writer = self._connections.writer()
        with at_hand(writer, private), _watched(writer, look):
            return self._run(Step(label), lambda tx: carry_over(tx, private, made)).changes

    def _made[T](self, private: Private, label: str, edit: Callable[[Transaction], T]) -> Edited[T]:
        lender = Lender(self._connections.reader, private)
        with finding_room(private.path):
            return Door(private.connection, self._coder, lender).run(Step(label), edit)


@contextmanager
def _watched(writer: Connection, look: Callable[[], None]) -> Iterator[None]:
    """Ask ``look`` before the connection is at work, and while it is."""
    look()
    raised: list[BaseException] = []

    def asked() -> bool:
        try:
            look()
        except BaseException as fault:  # noqa: BLE001 (raised again below: SQLite would only say that it was interrupted)
            raised.append(fault)
        return bool(raised)

    writer.set_progress_handler(asked, _STEPS)
    try:
        yield
    except OperationalError as fault:
        if raised:
            raise raised[0] from None
        if is_interrupted(fault):  # by Ctrl+C just as it was to be asked: of that the driver says no more than this
            raise KeyboardInterrupt from fault
        raise
    finally:
        writer.set_progress_handler(None, 0)
