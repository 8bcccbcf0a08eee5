"""Claims that a person drew from the free text of rows: each is checked against the words that it quotes.

The annotation is ours, the text is the source's. A file lies beside the mapping that names it:

    nodes:
      EU-PLACE-deeko-park: {class: Compound, name: Deeko Park}
      MMR: {refers_to: State}                                    # given by another source
    rows:
      EU-32020R1998-I.A-153:                                   # id of the node that the row gives
        - quote: Saw Eh Le Htoo is reported to be operating the Deeko Park scam centre compound.
          claims:
            - {from: self, type: OPERATES, to: EU-PLACE-deeko-park, modality: reported}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputRefused, nearest
from graph.model import Node, Ref
from loaders.mapping import CLASSES, TYPES
from loaders.yaml_lines import YamlFile

SELF = "self"


class ClaimDrawn(BaseModel):
    """A claim: two ends, a type, how sure the text is, and further properties."""

    model_config = ConfigDict(extra="allow", frozen=True)

    from_: str = Field(alias="from")
    type: str
    to: str
    modality: str

    @property
    def more(self) -> dict[str, Any]:
        """Its properties."""
        return {"modality": self.modality} | (self.model_extra or {})


class Passage(BaseModel):
    """Words of a row, and the claims that they make."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str = Field(min_length=1)
    claims: tuple[ClaimDrawn, ...] = Field(min_length=1)

    def stands_in(self, text: str) -> bool:
        """Whether the text has the words, line breaks apart."""
        return " ".join(self.quote.split()) in " ".join(text.split())

    def ends(self, row: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Type, start, end and properties of each claim; `self` is the node of the row."""
        for claim in self.claims:
            start, end = (row if end == SELF else end for end in (claim.from_, claim.to))
            yield claim.type, start, end, claim.more


class Content(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nodes: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    rows: Mapping[str, tuple[Passage, ...]]


@dataclass(frozen=True)
class Annotation:
    """An annotation that was checked against the model."""

    content: Content

    @classmethod
    def read(cls, path: Path) -> "Annotation":
        """Read it. Raises InputRefused with the line of what the model has not."""
        file = YamlFile(path)
        try:
            made = cls(Content.model_validate(file.content))
        except ValidationError as error:
            first = error.errors()[0]
            raise InputRefused(f"{file.where(first['loc'])}: {first['msg']}.") from error
        made._check(file)
        return made

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes that it names, by id."""
        return {
            id_: CLASSES[entry["class"]].model_validate(
                {"id": id_} | {key: value for key, value in entry.items() if key != "class"}
            )
            for id_, entry in self.content.nodes.items()
            if "class" in entry
        }

    def claims(self, row: str) -> tuple[Passage, ...]:
        """The passages of the row whose node has this id."""
        return self.content.rows.get(row, ())

    def nodes_of(self, passage: Passage) -> list[Node]:
        """The nodes that a passage needs."""
        ends = {end for claim in passage.claims for end in (claim.from_, claim.to)}
        return [node for id_, node in self.nodes.items() if id_ in ends]

    def ref(self, end: str, row: Node) -> Ref[Node]:
        """The end of a claim: a node of the annotation, the row's own, or the node of another row."""
        entry = self.content.nodes.get(end, {})
        if "refers_to" in entry:
            return Ref(CLASSES[entry["refers_to"]], end)
        node = row if end == row.id else self.nodes.get(end)
        return type(node).ref(end) if node is not None else Ref(row.base(), end)

    def _check(self, file: YamlFile) -> None:
        for id_, entry in self.content.nodes.items():
            label = str(entry.get("class", entry.get("refers_to")))
            if label not in CLASSES:
                raise InputRefused(
                    f"{file.where(('nodes', id_))}: there is no label {label!r}.{nearest(label, [*CLASSES])}"
                )
        try:
            known = {*self.nodes, *self.content.nodes, *self.content.rows, SELF}
        except ValidationError as error:
            raise InputRefused(f"{file.where(('nodes',))}: {error.errors()[0]['msg']}.") from error
        for row, passages in self.content.rows.items():
            for number, passage in enumerate(passages):
                for claim in passage.claims:
                    where = file.where(("rows", row, number))
                    if claim.type not in TYPES:
                        raise InputRefused(
                            f"{where}: there is no relationship type {claim.type!r}.{nearest(claim.type, [*TYPES])}"
                        )
                    for end in (claim.from_, claim.to):
                        if end not in known:
                            raise InputRefused(f"{where}: there is no node {end!r}.{nearest(end, sorted(known))}")
