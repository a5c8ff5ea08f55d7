"""What can be wrong with a catalog or with what someone enters into it, in sentences."""

from donnybrook.problems import Problem


class CatalogProblem(Problem):
    """The catalog file can't be opened or written as asked."""


class Gone(LookupError):
    """What is asked for, or edited, is not in the catalog: it was deleted meanwhile, or its making was taken back.

    No other ``LookupError`` means that; one that is none of these is a fault of the program.
    """


class EntryProblem(Problem):
    """What was entered can't be kept; ``field`` says where the fault is, by the field's name."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
