"""Cases: what an organisation knows of a person who may have been trafficked, under a pseudonym and coarsened.

The codes are those of IOM's Human Trafficking Case Data Standard 2.0 (HTCDS). Where it has none, ours stand beside them:
`ForcedCriminality` (online scamming), `RestrictsMovement`, and the composites in which CTDC publishes.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from graph.model.base import Node, Visible

AgeBand = Literal["0-8", "9-17", "18-20", "21-23", "24-26", "27-29", "30-38", "39-47", "48+"]
Gender = Literal[
    "Feminine",
    "Masculine",
    "TransgenderFeminine",
    "TransgenderMasculine",
    "NonConforming",
    "TransgenderOrNonConforming",
]
Exploitation = Literal[
    "ForcedLabour",
    "SexualExploitation",
    "ForcedCriminality",
    "ChildLabour",
    "ForcedMarriage",
    "Servitude",
    "SlaveryOrSimilarPractices",
    "ForcedMilitaryByNonStateActors",
    "OrganRemoval",
    "ForcedBegging",
    "ForcedAdoption",
    "Surrogacy",
    "Other",
]
Control = Literal[
    "PhysicalThreats",
    "ThreatsLawEnforcement",
    "ThreatensChildrenFamily",
    "Threats",
    "DebtBondage",
    "TakesEarnings",
    "DebtBondageOrTakesEarnings",
    "FalsePromises",
    "PhysicalAbuse",
    "SexualAbuse",
    "PsychologicalAbuse",
    "Abuse",
    "RestrictsMovement",
    "RestrictsFinancialAccess",
    "RestrictsMedicalCare",
    "WithholdsNecessities",
    "DeniesBasicNeeds",
    "PsychoactiveSubstance",
    "ExcessiveWorkingHours",
    "WithholdsDocuments",
    "UsesChildren",
    "Other",
]
RecruitmentMethod = Literal[
    "AtAPlaceOfBusiness",
    "AtAnEducationalInstitution",
    "AtWork",
    "ThroughOnlineSocialNetworks",
    "ThroughAnOnlineAdvertisement",
    "ThroughATelevisionAdvert",
    "ThroughANewspaperAdvert",
    "ThroughFamilyOrFamilyEvents",
    "ThroughFriendsOrSocialEvents",
    "Other",
]
Relation = Literal["IntimatePartner", "Friend", "Familial", "Acquainted", "Unacquainted", "Other"]
TraffickingStatus = Literal["PossibleVictimOfTrafficking", "ActualVictimOfTrafficking"]
DecidedBy = Literal["Police", "NGO", "CourtOrProsecution", "NonPoliceGovernmentalOrganization", "Other"]


class Case(Node):
    """A person's case under a pseudonym; or, as a statistic, the equal rows of a published dataset. Unknown is absent, never no."""

    visible = "case team"

    id: Annotated[str, Visible("sealed")] = Field(
        min_length=1, description="The pseudonym, unique under the base label"
    )
    kind: Literal["record", "statistic"] = Field(
        default="record", description="A case of one person, or equal rows of published statistics: nobody's case"
    )
    people: int = Field(default=1, ge=1, description="How many people it stands for: 1 in a record")
    document: str = Field(min_length=1, description="Id of the document, or dataset, that it comes from")
    standard: str = Field(min_length=1, description="In whose terms it came: HTCDS 2.0, CTDC 2018, own ...")
    year: int | None = Field(default=None, ge=1900, le=2100, description="Year of registration")
    age_band: AgeBand | None = Field(default=None, description="Age when trafficked, in the bands of CTDC")
    majority: Literal["adult", "child"] | None = Field(default=None, description="Whether under 18 when exploited")
    gender: Gender | None = Field(default=None, description="As recorded, in the codes of HTCDS")
    status: TraffickingStatus | None = Field(
        default=None, description="As an organisation decided it; no rule of ours does"
    )
    decided_by: DecidedBy | None = Field(default=None, description="What kind of organisation decided the status")
    exploitation: list[Exploitation] = Field(default_factory=list, description="Forms of exploitation")
    controls: list[Control] = Field(default_factory=list, description="Methods of control")
    recruitment: list[RecruitmentMethod] = Field(default_factory=list, description="How the person was recruited")
    relation: list[Relation] = Field(default_factory=list, description="What the recruiter was to the person")
    months: Literal["0-12", "13-24", "25+"] | None = Field(default=None, description="How many months it lasted")
    consent: str | None = Field(
        default=None, description="Version of the consent text that was shown; a record without consent is not kept"
    )

    @model_validator(mode="after")
    def _a_record_is_of_one_person(self) -> "Case":
        if self.kind == "record" and self.people != 1:
            raise ValueError("a record is the case of one person; leave people out, or say kind: statistic")
        return self
