"""Several rubrics with the same arguments and forces.

Each part of one can then stand in for that of another.
"""

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from hashlib import sha256

from toi.light_dataclass import dataclass
from toi.records.argument import Argument
from toi.records.credences import Credences, Settled, said_of
from toi.records.debate import Debate
from toi.records.rubric import ForceOverride, Overrides, Rubric

ABSENT = Settled(settled=0)


@dataclass(frozen=True)
class AlignedRubrics:
    """Rubrics that compile to the same arguments, answers, forces and hits.

    Attributes
    ----------
    rubrics : tuple of Rubric
        Each has all the own arguments of all; those it lacks are settled at 0.
    present : mapping from id to tuple of bool
        For each own argument, in which rubrics it really stands.
    """

    rubrics: tuple[Rubric, ...]
    present: Mapping[str, tuple[bool, ...]]

    @property
    def alone(self) -> frozenset[str]:
        """Own arguments that some rubric lacks."""
        return frozenset(name for name, here in self.present.items() if not all(here))


def align_rubrics(debate: Debate, rubrics: Sequence[Rubric]) -> AlignedRubrics:
    """Give rubrics of one debate the same arguments and forces.

    Own arguments that have one id but say, answer or are instances of different things
    are told apart as `id`, `id'` and so on.

    Parameters
    ----------
    debate : Debate
        Without own arguments of the rubrics.
    rubrics : sequence of Rubric
        Resolved, in any order.

    Returns
    -------
    AlignedRubrics
        The rubrics in the same order.
    """
    called = _told_apart(rubrics)
    together = list(zip(rubrics, called, strict=True))
    everything = {new[one.id]: _renamed(one, new) for r, new in together for one in r.arguments}
    forces = [_forces(rubric, new) for rubric, new in together]
    known = debate.with_arguments(everything.values()).arguments
    keys = sorted({key for own in forces for key in own})
    return AlignedRubrics(
        rubrics=tuple(
            rubric.model_copy(
                update={
                    "arguments": tuple(everything[name] for name in sorted(everything)),
                    "credences": _credences(rubric, new, everything),
                    "overrides": Overrides.model_construct(
                        judgements=rubric.overrides.judgements,
                        forces={key: _standing(key, own, known) for key in keys},
                    ),
                }
            )
            for (rubric, new), own in zip(together, forces, strict=True)
        ),
        present={
            name: tuple(name in new.values() for new in called) for name in sorted(everything)
        },
    )


def _told_apart(rubrics: Sequence[Rubric]) -> list[dict[str, str]]:
    """Return the names of each rubric's own arguments once they are aligned."""
    known: dict[str, list[str]] = {}
    found = []
    for rubric in rubrics:
        texts, new = _texts(rubric.arguments), {}
        for name, text in texts.items():
            met = known.setdefault(name, [])
            if text not in met:
                met.append(text)
            new[name] = name + "'" * met.index(text)
        found.append(new)
    return found


def _texts(arguments: Sequence[Argument]) -> dict[str, str]:
    """Return a digest of all that each own argument says, and that those it names say.

    Each is taken once, those that are named first, so that arguments that answer one
    another's answers cost no more than their number.
    """
    own = {one.id: one for one in arguments}
    named = {name: [other for other in _named_by(one) if other in own] for name, one in own.items()}
    digests: dict[str, str] = {}
    for name in TopologicalSorter(named).static_order():
        parts = [own[name].model_dump_json(), *(digests[other] for other in named[name])]
        digests[name] = sha256("\n".join(parts).encode()).hexdigest()
    return {name: digests[name] for name in own}


def _named_by(argument: Argument) -> list[str]:
    """Return the arguments that one answers or is an instance of."""
    general = [] if argument.instance_of is None else [argument.instance_of]
    return [*(attack.argument for attack in argument.against), *general]


def _renamed(argument: Argument, new: Mapping[str, str]) -> Argument:
    against = tuple(
        attack.model_copy(update={"argument": new.get(attack.argument, attack.argument)})
        for attack in argument.against
    )
    general = argument.instance_of
    called = None if general is None else new.get(general, general)
    return argument.model_copy(
        update={"id": new[argument.id], "against": against, "instance_of": called}
    )


def _credences(
    rubric: Rubric, new: Mapping[str, str], everything: Mapping[str, Argument]
) -> Credences:
    """Write a line for each own argument: the rubric's belief, or that it lacks it."""
    said = {name: belief for name, belief in rubric.credences.arguments.items() if name not in new}
    own = {argument.id: argument for argument in rubric.arguments}
    for name, called in new.items():
        found = said_of(own[name], rubric.credences)
        said[called] = own[name].credence.value if found is None else found[1]
    said |= {name: ABSENT for name in everything if name not in new.values()}
    return rubric.credences.model_copy(update={"arguments": said})


def _forces(rubric: Rubric, new: Mapping[str, str]) -> dict[str, ForceOverride]:
    """Return a rubric's own forces, under the new names of own arguments."""
    found = {}
    for key, force in rubric.overrides.forces.items():
        argument, _, rest = key.partition(".")
        found[f"{new.get(argument, argument)}.{rest}"] = force
    return found


def _standing(
    key: str, own: Mapping[str, ForceOverride], arguments: Mapping[str, Argument]
) -> ForceOverride:
    """Return what a rubric has at a place where it or another has a force of its own.

    Where it says nothing of one theory, what it says of the whole effect, then of that
    whose force it inherits, else the record.
    """
    name, called, *_ = key.split(".")
    argument = arguments[name]
    effect = next(one for one in argument.effects if one.name == called)
    source = argument.source_of(effect)
    said = own.get(key) or own.get(f"{name}.{called}")
    if said is not None:
        return said
    broad = own.get(f"{name}.{source.name}")
    law = source.force if broad is None else broad.value
    why = "as recorded" if broad is None else broad.why
    return ForceOverride.model_construct(value=law.scaled(effect.share), why=why)
