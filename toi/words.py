"""Words of a debate: what its alternatives are called, and what else there is a word for."""

from collections.abc import Mapping
from dataclasses import field

from toi.light_dataclass import dataclass

LEAST_HALO = 0.1  # from which it is mentioned


@dataclass(frozen=True)
class Words:
    """Words of a debate for its alternatives and what surrounds them; screens ask it.

    What has no word is not there: where there is no `proponent`, nobody puts a case, and
    screens speak of judgements.

    Attributes
    ----------
    one, many : str
        What one and what many of its alternatives are called.
    title : str or None
        The title of the debate.
    reference : str or None
        What has the low end of every scale, so that it brings nothing and costs nothing, such
        as ``doing nothing``.
    proponent : str or None
        Who puts the case of an alternative, before any argument.
    text : str or None
        What the arguments were taken from, such as ``the essay``.
    sources : tuple of str
        Ids of the works that this is.
    about : str or None
        What the question is, and what is compared.
    meanings : mapping
        Terms of the field, each with its plain meaning.
    speakers : mapping
        What speakers are called where people read, by the names that records give them.
    halo : float or None
        How far a reader who likes one thing about an alternative likes the rest of it: a
        correlation over criteria, found in the sheets that the records were made of.
    """

    one: str = "option"
    many: str = "options"
    title: str | None = None
    reference: str | None = None
    proponent: str | None = None
    text: str | None = None
    sources: tuple[str, ...] = ()
    about: str | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    halo: float | None = None

    @property
    def an_one(self) -> str:
        """Write `an option`, `a theory`."""
        return f"{'an' if self.one[:1].casefold() in 'aeiou' else 'a'} {self.one}"

    @property
    def baseline(self) -> str:
        """What stands for no benefit and no cost, also where the debate has no word for it."""
        return self.reference or "taking none"

    def counted(self, n: int) -> str:
        """Write `1 offer`, `2 offers`."""
        return f"{n:,} {self.one if n == 1 else self.many}"

    def on_halo(self, criteria: int) -> str:
        """Say how far bars are too narrow, since draws take cells one by one; else nothing.

        By the variance of a sum of that many numbers with this correlation.
        """
        if self.halo is None or self.halo < LEAST_HALO or criteria < 2:
            return ""
        wider = (1 + (criteria - 1) * self.halo) ** 0.5
        return (
            f"Halo {self.halo:.2f} (0 none, 1 all one opinion): who likes one thing about "
            f"{self.an_one} likes the rest of it. Draws take each cell by itself, so the "
            f"bars of a ranking should be up to {wider:.1f} times as wide."
        )

    def speaker(self, name: str) -> str:
        """Return what a speaker is called; the name in the records where there is no other."""
        return self.speakers.get(name, name)


PLAIN_WORDS = Words()  # of a debate that says nothing of them
