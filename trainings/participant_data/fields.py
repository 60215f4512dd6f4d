"""What a funder's participant data consist of, and how a personal code is read."""

from dataclasses import dataclass
from datetime import date

from stdnum.ee import ik

from trainings.enums import Sex


@dataclass(frozen=True)
class Given:
    """What one participant gave. Those without an Estonian personal code say their birth date and sex."""

    name: str
    email: str
    phone: str
    personal_code: str = ""
    born_on: date | None = None
    sex: str = ""
    citizenship: str = ""

    @classmethod
    def read(cls, kept: dict) -> "Given":
        """Return it as it was before it was sealed."""
        born = kept.get("born_on")
        return cls(**{**kept, "born_on": date.fromisoformat(born) if born else None})

    def kept(self) -> dict:
        """Return it as plain words, to be sealed."""
        return {**vars(self), "born_on": self.born_on.isoformat() if self.born_on else None}

    @property
    def birth_date(self) -> date | None:
        """As said, or as the personal code tells."""
        return ik.get_birth_date(self.personal_code) if self.personal_code else self.born_on

    @property
    def known_sex(self) -> str:
        """As said, or as the personal code tells; "" where not known."""
        if not self.personal_code:
            return self.sex
        return Sex.MALE if ik.get_gender(self.personal_code) == "M" else Sex.FEMALE


def age_group(born: date | None, day: date) -> str:
    """Return the age group, as ESF counts them, of someone born so on the day; "" where not known."""
    if born is None:
        return ""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return "0–17" if age < 18 else "18–29" if age < 30 else "30–54" if age < 55 else "55+"
