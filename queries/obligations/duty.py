"""Steps 2 and 3: whose duty a provision is and how hard it is, and what of a weighing that leaves."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from graph.model.statement import Basis, Role
from queries.obligations.records import Provision, Weighing


class Duties(BaseModel):
    """What duties.yaml says of the subjects and the strengths of duties."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on_private_acts: frozenset[str]
    left_to_effort: frozenset[str]
    permitted: frozenset[str]


@cache
def duties() -> Duties:
    """The file beside this module."""
    return Duties.model_validate(yaml.safe_load(Path(__file__).with_name("duties.yaml").read_text(encoding="utf-8")))


def has_standing(provision: Provision) -> bool:
    """Definitions, scope and final clauses have none; where paragraphs differ, the strength is not known and it has."""
    return provision.strength != "none" and provision.bearer != "none"


def attribution(weighing: Weighing) -> tuple[Basis | None, Role | None]:
    """On which basis and in which role the conduct is put to the State: as the reading says, the statement, the attribution."""
    said = weighing.statement
    own = [one for one in said.attributed if one[0] == weighing.state]
    basis, role = weighing.basis or said.basis, weighing.role or said.role
    if own and (basis is None or role is None):
        _, in_role, on_basis = min(own, key=lambda one: one[1] or "~")
        basis, role = basis or on_basis, role or in_role
    return basis, role


def not_its_duty(provision: Provision, basis: Basis | None, role: Role | None) -> str | None:
    """Step 2. Why the duty is not read as this State's; none where it is."""
    if basis is None and not _on_private_acts(provision.subject):
        return "the conduct is attributed to nobody, and private conduct is not State conduct"
    if provision.bearer in (None, "every", role):
        return None
    if role is None:
        return f"the duty is that of the {words(provision.bearer)}, and the role of this State is not said"
    return f"the duty is that of the {words(provision.bearer)}; the statement speaks of the {words(role)}"


def not_against(provision: Provision, weighing: Weighing) -> str | None:
    """Step 3. Why what weighs against cannot count against so weak a duty; none where it can."""
    if weighing.speaks_for:
        return None
    if provision.strength in duties().permitted:
        return "a permission: not to use it speaks against nothing"
    if provision.strength in duties().left_to_effort and weighing.considered is not False:
        doing = {"consider": "consider", "endeavour": "endeavour"}[str(provision.strength)]
        said = "the reading says that it did" if weighing.considered else "the reading does not say that it did not"
        return f"a duty to {doing}: an outcome only engages it, and {said}"
    return None


def words(role: str | None) -> str:
    """A role or a bearer as people say it."""
    return {
        "nationality": "State of nationality",
        "recruitment": "State of recruitment",
        "transit": "transit State",
        "host": "host State",
        "requested": "requested State",
        "returning": "returning State",
        "every": "every State",
        "none": "no State",
    }.get(role or "", "State whose role is not said")


def _on_private_acts(subject: str | None) -> bool:
    parts: Sequence[str] = (subject or "").split("/")
    return any(part in duties().on_private_acts for part in parts)
