"""Cases: what an organisation knows of a person who may have been trafficked, under a pseudonym and coarsened.

The codes are those of IOM's Human Trafficking Case Data Standard 2.0 (HTCDS). Where it has none, ours stand beside them:
`ForcedCriminality` (online scamming), `RestrictsMovement`, and the codes and composites in which CTDC publishes.

Every property is a code, a number, or a month: there is no room for a name, a contact or free text about a person.
"""

import re
import typing
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from graph.model.base import Node, Visible
from graph.model.when import When

Majority = Literal["adult", "child"]

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
    "SexualExploitationAndForcedLabour",
    "Other",
]
Criminality = Literal["OnlineScam", "Other"]
Act = Literal["Recruitment", "Transportation", "Transfer", "Harbouring", "Receipt"]
Means = Literal[
    "ThreatOrUseOfForce",
    "OtherCoercion",
    "Abduction",
    "Fraud",
    "Deception",
    "AbuseOfPower",
    "AbuseOfVulnerability",
    "PaymentsOrBenefits",
]
Labour = Literal[
    "A_AgricultureForestryAndFishing",
    "B_MiningAndQuarrying",
    "C_Manufacturing",
    "D_ElectricityGasSteamAndAirConditioningSupply",
    "E_WaterSupplySewerageWasteManagement",
    "F_Construction",
    "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
    "H_TransportationAndStorage",
    "I_AccommodationAndFoodServiceActivities",
    "J_InformationAndCommunication",
    "K_FinancialAndInsuranceActivities",
    "L_RealEstateActivities",
    "M_ProfessionalScientificAndTechnicalActivities",
    "N_AdministrativeAndSupportServiceActivities",
    "O_PublicAdministrationAndDefence",
    "P_Education",
    "Q_HumanHealthAndSocialWorkActivities",
    "R_ArtsEntertainmentAndRecreation",
    "S_OtherServiceActivities",
    "T_ActivitiesOfHouseholdsAsEmployers",
    "U_ActivitiesOfExtraterritorialOrganizations",
    "Agriculture",
    "Aquafarming",
    "Begging",
    "Construction",
    "DomesticWork",
    "Hospitality",
    "IllicitActivities",
    "Manufacturing",
    "MiningOrDrilling",
    "Peddling",
    "Transportation",
    "Other",
]
Sex = Literal["Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices", "Other"]
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
    "Abduction",
    "Other",
]
PerpetratorRole = Literal[
    "TravellingPartner",
    "Transporter",
    "RecruiterOrIntermediary",
    "BrokerTravelAgent",
    "TransferredIndividual",
    "HarbouredIndividual",
    "SoldIndividual",
    "BoughtIndividual",
    "ReceivedIndividual",
    "ControlledIndividual",
    "Smuggler",
    "Abuser",
    "Kidnapper",
    "Exploiter",
    "Other",
]
OnlinePlatform = Literal[
    "Facebook",
    "Instagram",
    "WhatsApp",
    "Telegram",
    "FacebookMessenger",
    "Viber",
    "SnapChat",
    "Line",
    "4Sale",
    "WeChat",
    "QQ",
    "QZone",
    "TikTok",
    "Twitter",
    "Tinder",
    "Hinge",
    "LinkedIn",
    "Jobs.com",
    "Other",
]
Relation = Literal["IntimatePartner", "Friend", "Familial", "Acquainted", "Unacquainted", "Other"]
TraffickingStatus = Literal["PossibleVictimOfTrafficking", "ActualVictimOfTrafficking"]
DecidedBy = Literal["Police", "NGO", "CourtOrProsecution", "NonPoliceGovernmentalOrganization", "Other"]
CaseStatus = Literal["Active", "FollowUp", "Closed", "ClosedReferred"]
ReferralReason = Literal["AdditionalServicesRequired", "MigrationOrChangeOfLocation", "Other"]
Reporter = Literal[
    "NGO",
    "LawEnforcement",
    "HealthServiceOrganisation",
    "CentralGovernmentOrganisation",
    "LocalGovernmentOrganisation",
    "ImmigrationService",
    "LegalService",
    "CorporateBusiness",
    "SchoolOrCollege",
]
_CONSENT = re.compile(r"[A-Za-z]{0,12}[ ._-]?\d[A-Za-z0-9._-]{0,19}")


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
    received: When | None = Field(default=None, description="Month in which the organisation took the case on")
    referred: When | None = Field(default=None, description="Month in which it referred the person to another")
    age_band: AgeBand | None = Field(default=None, description="Age, in the bands of CTDC")
    age_at: Literal["trafficking", "registration"] | None = Field(
        default=None, description="At what time the person was of that age"
    )
    majority: Majority | None = Field(default=None, description="Whether under 18 when exploited")
    majority_entry: Majority | None = Field(default=None, description="Whether under 18 when it began (CTDC)")
    majority_registered: Majority | None = Field(default=None, description="Whether under 18 when registered (CTDC)")
    gender: Gender | None = Field(default=None, description="As recorded, in the codes of HTCDS")
    status: TraffickingStatus | None = Field(
        default=None, description="As an organisation decided it; no rule of ours does"
    )
    decided_by: DecidedBy | None = Field(default=None, description="What kind of organisation decided the status")
    acts: list[Act] = Field(
        default_factory=list, description="Acts of the Palermo definition, as the record codes them"
    )
    means: list[Means] = Field(default_factory=list, description="Means of that definition, as the record codes them")
    exploitation: list[Exploitation] = Field(default_factory=list, description="Forms of exploitation")
    criminality: list[Criminality] = Field(default_factory=list, description="What crimes the person was forced into")
    labour: list[Labour] = Field(default_factory=list, description="Sector of the labour: HTCDS (ISIC) or CTDC codes")
    sex: list[Sex] = Field(default_factory=list, description="Kind of sexual exploitation")
    recruited_on: list[OnlinePlatform] = Field(
        default_factory=list, description="Websites and apps used to recruit the person; RECRUITED_VIA leads to each"
    )
    exploited_on: list[OnlinePlatform] = Field(
        default_factory=list, description="Websites and apps used to exploit the person"
    )
    controls: list[Control] = Field(default_factory=list, description="Methods of control")
    recruitment: list[RecruitmentMethod] = Field(default_factory=list, description="How the person was recruited")
    relation: list[Relation] = Field(default_factory=list, description="What the recruiter was to the person")
    perpetrator_roles: list[PerpetratorRole] = Field(
        default_factory=list, description="What parts perpetrators had in it; nobody is named"
    )
    months: Literal["0-12", "13-24", "25+"] | None = Field(default=None, description="How many months it lasted")
    case_status: CaseStatus | None = Field(default=None, description="Whether the organisation still works on it")
    incoming_referral: ReferralReason | None = Field(default=None, description="Why it was referred to it")
    outgoing_referral: ReferralReason | None = Field(default=None, description="Why it referred the person on")
    reporter: Reporter | None = Field(default=None, description="What kind of organisation holds the case")
    collected_by: Literal["CaseManagement", "Hotline"] | None = Field(
        default=None, description="How the dataset came to know of it (CTDC)"
    )
    unspecified: list[Literal["controls", "labour", "relation"]] = Field(
        default_factory=list, description="Where the dataset says that there were some, but not which (CTDC)"
    )
    written_no: list[str] = Field(
        default_factory=list,
        description="Codes that the dataset writes as 0, as property:code. It is no finding that it was not so",
    )
    consent: str | None = Field(
        default=None, description="Version of the consent text that was shown; a record without consent is not kept"
    )

    @model_validator(mode="after")
    def _a_record_is_of_one_person(self) -> "Case":
        if self.kind == "record" and self.people != 1:
            raise ValueError("a record is the case of one person; leave people out, or say kind: statistic")
        return self

    @field_validator("consent")
    @classmethod
    def _is_a_version(cls, consent: str | None) -> str | None:
        if consent is not None and not _CONSENT.fullmatch(consent):
            raise ValueError("the version of a consent text is short and has a number, such as v3 or 2024-06")
        return consent

    @field_validator("received", "referred")
    @classmethod
    def _by_month_or_year(cls, when: When | None) -> When | None:
        if when is not None and len(when.text) > len("2024-06"):
            raise ValueError("the dates of a case are kept by month or year")
        return when

    @field_validator("written_no")
    @classmethod
    def _are_codes(cls, written: list[str]) -> list[str]:
        for one in written:
            name, _, code = one.partition(":")
            if code not in codes(name):
                raise ValueError("a code written as 0 is property:code, with codes of that property")
        return written


def codes(name: str) -> tuple[str, ...]:
    """The codes that a property of a case may have; none where it has no list of codes."""
    info = Case.model_fields.get(name)
    return () if info is None else tuple(_literals(info.annotation))


def _literals(annotation: Any) -> list[str]:
    if typing.get_origin(annotation) is Literal:
        return [str(value) for value in typing.get_args(annotation)]
    return [code for part in typing.get_args(annotation) for code in _literals(part)]
