"""Clinical risk: severity and likelihood in words, and the number that the NHS's matrix gives them.

Scales, matrix and what the numbers mean are those of the implementation guidance of DCB0129 and DCB0160, as NHS
England uses them in the hazard log of the UK Core (NHSDigital/IOPS-FHIR-Simplifier-Backup, UK-Core-Hazard-Log).
"""

from enum import StrEnum

from bot.answers.answer import Strict


class Severity(StrEnum):
    """How bad the harm is, mildest first."""

    MINOR = "minor"
    SIGNIFICANT = "significant"
    CONSIDERABLE = "considerable"
    MAJOR = "major"
    CATASTROPHIC = "catastrophic"


class Likelihood(StrEnum):
    """How likely the harm is, rarest first."""

    VERY_LOW = "very low"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


MATRIX = {
    Likelihood.VERY_HIGH: (3, 4, 4, 5, 5),
    Likelihood.HIGH: (2, 3, 3, 4, 5),
    Likelihood.MEDIUM: (2, 2, 3, 3, 4),
    Likelihood.LOW: (1, 2, 2, 3, 4),
    Likelihood.VERY_LOW: (1, 1, 2, 2, 3),
}
"""The risk by likelihood, for each severity from minor to catastrophic."""

ACCEPTABILITY = {
    5: "Unacceptable",
    4: "Must be eliminated or controlled until it is acceptable",
    3: "Undesirable; acceptable only where further reduction is impractical",
    2: "Acceptable where the cost of further reduction outweighs the benefit",
    1: "Acceptable without further action",
}


class Risk(Strict):
    """The risk of one hazard at one time, as estimated by people."""

    severity: Severity
    likelihood: Likelihood

    @property
    def rating(self) -> int:
        """The matrix's number, 1 to 5."""
        return MATRIX[self.likelihood][list(Severity).index(self.severity)]
