"""Rows in the columns of HTCDS 2.0, made by chance from a seed: nobody's. One in a hundred is bad."""

from pathlib import Path

import numpy as np
import polars as pl

CHUNK = 500_000
COUNTRIES = "MMR KHM LAO PHL IND KEN UGA VNM CHN THA MYS IDN ETH BGD NPL LKA".split()
CONTROLS = [
    "DebtBondage",
    "PhysicalAbuse",
    "WithholdsDocuments",
    "FalsePromises",
    "ThreatsLawEnforcement",
    "TakesEarnings",
]
FORMS = ["ForcedLabour", "SexualExploitation", "Servitude", "Other", "ForcedLabour;Servitude"]
METHODS = ["ThroughOnlineSocialNetworks", "ThroughAnOnlineAdvertisement", "AtWork", "ThroughFriendsOrSocialEvents"]
APPS = ["Facebook", "Telegram", "WhatsApp", "TikTok", None]
HOSTS = ["MMR", "KHM", "LAO", "THA", "PHL"]
BAD = [
    ("vic_AgeWhenTrafficked", "300"),
    ("cas_IncomingReferralDate", "2024-02-31"),
    ("vic_TypeOfExploitation", "Unheard"),
]


def raw_rows(first: int, size: int, seed: int, bad: float = 0.01) -> pl.DataFrame:
    """`size` rows from case `first` on."""
    chance = np.random.default_rng([seed, first])

    def some(values: list[str] | list[str | None]) -> pl.Series:
        return pl.Series(values, dtype=pl.String)[chance.integers(0, len(values), size)]

    two = [f"{a};{b}" for a in CONTROLS for b in CONTROLS if a != b]
    days = np.datetime64("2019-01-01") + chance.integers(0, 2500, size).astype("timedelta64[D]")
    frame = pl.DataFrame(
        {
            "case": [f"C{number:09}" for number in range(first, first + size)],
            "prs_FirstName": pl.Series(["Somebody"]).new_from_index(0, size),
            "prs_Gender": some(["Feminine", "Masculine"]),
            "prs_Citizenship": some(COUNTRIES),
            "vic_AgeWhenTrafficked": pl.Series(chance.integers(9, 60, size)).cast(pl.String),
            "vic_TraffickingStatus": some(["ActualVictimOfTrafficking", "PossibleVictimOfTrafficking"]),
            "vic_MethodsOfControl": some(two),
            "vic_TypeOfExploitation": some(FORMS),
            "vic_MethodOfRecruitment": some(METHODS),
            "vic_RecruitmentWebsitesAndApps": some(APPS),
            "vic_LocationOfRecruitment": some(COUNTRIES),
            "vic_LocationOfExploitation": some(HOSTS),
            "cas_IncomingReferralDate": pl.Series(days).cast(pl.Date).cast(pl.String),
            "con_Consent": pl.Series(["TRUE"]).new_from_index(0, size),
        }
    )
    wrong = chance.random(size) < bad
    which = pl.Series(np.where(wrong, chance.integers(0, len(BAD), size), -1))
    return frame.with_columns(
        pl.when(which == at).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
        for at, (name, value) in enumerate(BAD)
    )


def write_rows(path: Path, size: int, seed: int = 5, bad: float = 0.01) -> Path:
    """A CSV file of `size` rows, written some at a time."""
    with path.open("wb") as file:
        for first in range(0, size, CHUNK):
            raw_rows(first, min(CHUNK, size - first), seed, bad).write_csv(file, include_header=first == 0)
    return path
