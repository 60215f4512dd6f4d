"""Eight people register teams at once, by the pages of the form: drafts saved as they type, then sent.

`python -m tests.bench.registering people N`: make N users of the filled database; print how each shows who they
are, with the address of the open call."""

import json
import re
import sys
from threading import Thread
from urllib.parse import urlencode

import django

from tests.bench.figures import Result
from tests.bench.servers import Server

TEAMS = 3  # of each writer
HIDDEN = re.compile(r'name="(seen|window|terms)"[^>]*value="([^"]*)"')
AUTOSAVES = {"HX-Request": "true", "HX-Target": "saved"}


def measure(server: Server, people: list[dict], path: str) -> Result:
    """Have everybody register their teams; count what was refused or met a locked database."""
    wanted = len(people) * TEAMS
    result = Result(f"{len(people)} writers at once on SQLite: teams not registered", 0, "none", unit="teams")
    sent, problems, answers = [], [], []
    crowd = [
        Thread(target=_register_all, args=(Writer(server, headers, answers), n, path, sent, problems))
        for n, headers in enumerate(people)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    locked = server.log.read_text(errors="replace").count("database is locked")
    result.ratio = result.median = float(wanted - len(sent) + locked)
    result.note = f"{wanted} teams in {len(answers)} requests, {locked} times “database is locked”"
    result.note += f"; {problems[0]}" if problems else ""
    return result


class Writer:
    """Somebody at the form, as a browser without scripts and one that saves as they type ask for its pages."""

    def __init__(self, server, headers, answers):
        self.server, self.headers, self.answers = server, headers, answers

    def register(self, path, team):
        """Write a team page by page, each saved as typed and then sent on, and send the application in."""
        where = self.post(path, {}, expected=302)
        while "kontroll" not in where:
            step = where.rstrip("/").rpartition("/")[2]
            data = self.hidden(where) | pages(team)[step]
            self.post(where, data, expected=200, **AUTOSAVES)
            where = self.post(where, data, expected=302)
        data = self.hidden(where) | {"accepted": "on"}
        return self.post(where.partition("/samm/")[0] + "/esita/", data, expected=302)

    def hidden(self, path) -> dict:
        """Return what a page brings along to be sent back."""
        return dict(HIDDEN.findall(self.ask("GET", path, None, 200)[1]))

    def post(self, path, data, *, expected, **headers) -> str:
        """Send a form; return where its answer leads."""
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(data), expected, **headers)[0].get("Location", "")

    def ask(self, method, path, body, expected, **headers):
        """Return (headers, text); raise ValueError for another status than expected."""
        status, answered, content = self.server.request(method, path, {**self.headers, **headers}, body)
        self.answers.append(status)
        if status != expected:
            raise ValueError(f"{method} {path.rpartition('/samm')[2]} answers {status}")
        return answered, content.decode()


def pages(team: str) -> dict:
    """Return what is typed on each page of the form, of a team with this name."""
    members = {"rows": 4}
    for n, role in enumerate(("official", "official", "ngo", "ngo")):
        code = {"organisation": "MTÜ Näidis", "registry_code": "80000014"} if role == "ngo" else {}
        mail = f"{team.lower()}-{n}@team.example"
        one = {"name": f"Kaja Näidis {team} {n}", "email": mail, "role": role, "post": "juht", **code}
        members |= {f"m{n}-{key}": value for key, value in one.items()}
    service = {"service": "Seltsiline üksi elavatele.", "service_stage": "idea", "will_delegate": "on"}
    return {
        "omavalitsus": {"name": f"Meeskond {team}", "municipality": "Anija vald"},
        "liikmed": members,
        "teenus": {**service, "experience": "Kümme aastat päevakeskust.", "cooperation": "Ümarlaud."},
        "kinnitused": {"accepted": "on"},
    }


def _register_all(writer, n, path, sent, problems):
    for turn in range(TEAMS):
        try:
            sent.append(writer.register(path, f"B{n}T{turn}"))
        except (OSError, ValueError) as problem:
            problems.append(str(problem))


def main():
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.urls import reverse

    from tests.bench import probe

    people = []
    for n in range(int(sys.argv[2])):
        address = f"esitaja{n}@bench.example"
        user = get_user_model().objects.create_user(address, name=f"Esitaja {n}")
        browser = probe.client()
        browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        browser.cookies["csrftoken"] = probe.TOKEN
        people.append({"Cookie": probe.cookies_of(browser), "X-CSRFToken": probe.TOKEN})
    path = reverse("trainings:register", args=[probe.draft().training.slug])
    json.dump({"people": people, "path": path}, sys.stdout)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")
    main()
