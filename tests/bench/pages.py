"""The pages that speed is promised for (docs/speed.md), and their measurement against R and K."""

import random
import threading
import time
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import Result, compare, in_turn, percentile
from tests.bench.servers import Server

ROUNDS = 8
PAIR_ROUNDS = 5  # of one portal against another
CALLS = 4  # requests a round
CROWD = 8  # clients at once
CROWD_CALLS = 25  # requests of each of them


@dataclass(frozen=True)
class Page:
    """A page under a limit: where it is (URL name and what to put in, `tests.bench.probe` fills it in)."""

    name: str
    url: str
    limit: float | None
    args: tuple[str, ...] = ()
    query: str = ""
    query_limit: int | None = None
    visitor: str = "staff"
    method: str = "GET"
    grows: bool = True  # measured with 100 times the data too
    may_lack: bool = False  # left out where no app has it yet


def list_page(name, url, query="per_page=100", args=()):
    """A list of 100 rows, logged in, full layout, filter form."""
    return Page(name, url, 1.5, args, query, query_limit=8)


YEAR = "leping=silab-2021&aasta=2021"
PAGES = (
    list_page("list of municipalities", "municipalities:list"),
    list_page("list of contacts", "municipalities:contacts"),
    list_page("list of communities", "municipalities:community_list"),
    list_page("list of trainings", "trainings:list"),
    list_page("list of costs", "reports:costs", f"{YEAR}&per_page=100"),
    list_page("records behind a figure", "reports:figure", f"{YEAR}&per_page=100", ("measure",)),
    Page(
        "municipality with all that is known", "municipalities:detail", 2.5, ("municipality",), query_limit=15
    ),
    Page("dashboard of a contract's year", "reports:dashboard", 2.5, query=YEAR, query_limit=15),
    Page("plan of a contract's year", "reports:plan", 2.5, query=YEAR, query_limit=15),
    Page("map by a measure", "reports:map", 2.5, query=YEAR, query_limit=15),
    Page("process board", "networks:board", 2.5, query_limit=15, may_lack=True),
    Page(
        "attendance screen, 112 × 3", "trainings:attendance", None, ("screen",), query_limit=12, grows=False
    ),
    Page(
        "marking one attendance", "trainings:mark", 0.4, ("screen", "session", "participant"), method="POST"
    ),
    Page(
        "form of a team's registration, 6 members",
        "trainings:application_step",
        4.0,
        ("draft", "step"),
        query_limit=15,
    ),
    Page("board of a call's applications", "trainings:board", 2.5, ("call",), query_limit=15),
    Page("front page, a stranger's first visit", "home", 1.0, visitor="stranger"),
    Page("call, a stranger's first visit", "trainings:call", 1.0, ("call",), visitor="stranger"),
    Page(
        "published report, a stranger's first visit",
        "reports:published_report",
        1.0,
        ("contract", "report_year", "report_version"),
        visitor="stranger",
    ),
)
#: The pages that a large plan makes longer.
OF_A_PLAN = ("dashboard of a contract's year", "plan of a contract's year", "list of costs")


def pages_of(*probed: dict) -> list[Page]:
    """Return the pages to measure on portals that were probed."""
    return [
        page
        for page in PAGES
        if not page.may_lack or all(one["pages"][page.name].get("path") for one in probed)
    ]


class Visitor:
    """Asks the portal for pages as `tests.bench.probe` says they are asked."""

    def __init__(self, server: Server, probed: dict):
        self.server, self.probed = server, probed
        self.turn = 0

    def ask(self, name: str, **headers):
        """Ask for the page; return (status, headers, body). SystemExit when it is not answered as it was probed."""
        found = self.probed["pages"][name]
        self.turn += 1
        bodies = found["bodies"]
        sent = {**found["headers"], **headers}
        answer = self.server.request(
            found["method"], found["path"], sent, bodies[self.turn % len(bodies)] if bodies else None
        )
        if answer[0] not in (found["status"], 304):
            raise SystemExit(f"{name} ({found['path']}) answered {answer[0]}; see {self.server.log}")
        return answer


def measure(yardsticks: Server, portal: Server, probed: dict) -> list[Result]:
    """Measure every page against R, then the public ones again, unchanged, against K."""
    results = []
    visitor = Visitor(portal, probed)
    for page in pages_of(probed):
        results.append(_against(yardsticks, "/R", visitor, page))
        if page.visitor == "stranger":
            results.append(_again(yardsticks, visitor, page))
    return results + _same_queries(probed)


def measure_some(names, yardsticks: Server, portal: Server, probed: dict) -> list[Result]:
    """Measure the pages of these names against R."""
    visitor = Visitor(portal, probed)
    return [_against(yardsticks, "/R", visitor, page) for page in pages_of(probed) if page.name in names]


def _against(yardsticks, path, visitor, page):
    result = Result(page.name, page.limit, path.strip("/"), query_limit=page.query_limit)
    found = visitor.probed["pages"][page.name]
    if found["problem"]:
        result.note = found["problem"]
        return result
    result.queries, result.bytes = found["queries"], len(visitor.ask(page.name)[2])
    yardsticks.warm(lambda: yardsticks.get(path))
    visitor.server.warm(lambda: visitor.ask(page.name))
    return compare(
        result,
        *in_turn(
            ROUNDS,
            lambda: yardsticks.cpu_of(CALLS, lambda: yardsticks.get(path)),
            lambda: visitor.server.cpu_of(CALLS, lambda: visitor.ask(page.name)),
        ),
    )


def _again(yardsticks, visitor, page):
    """The same page asked for again with what the first answer said about its version."""
    result = Result(f"{page.name.split(',')[0]}, again and unchanged", 3.0, "K", query_limit=0)
    found = visitor.probed["pages"][page.name]
    if found["problem"]:
        result.note = found["problem"]
        return result
    known = {
        k: v for k, v in (("If-None-Match", found["etag"]), ("If-Modified-Since", found["modified"])) if v
    }
    status, _headers, body = visitor.ask(page.name, **known)
    if status != 304:
        result.note = "the page does not answer 304 to a conditional request"
    result.queries, result.bytes = found["queries_again"], len(body)
    measured = compare(
        result,
        *in_turn(
            ROUNDS,
            lambda: yardsticks.cpu_of(CALLS * 4, lambda: yardsticks.get("/K")),
            lambda: visitor.server.cpu_of(CALLS * 4, lambda: visitor.ask(page.name, **known)),
        ),
    )
    return measured


def _same_queries(probed):
    """A list page asks the database as often for 100 rows as for 25."""
    results = []
    for page in pages_of(probed):
        found = probed["pages"][page.name]
        if "per_page=100" in page.query and not found["problem"]:
            result = Result(f"{page.name}: queries at 100 rows / at 25", 1.0, "25 rows", unit="queries")
            results.append(compare(result, [found["queries_25"]], [found["queries"]]))
    return results


def crowd(portal: Server, probed: dict) -> list[Result]:
    """Eight clients at once on each page: the slowest hundredth against the middle."""
    results = []
    for page in pages_of(probed):
        result = Result(f"{page.name}: 8 clients, p99 / median", 3.0, "median", unit="ms")
        results.append(result)
        if probed["pages"][page.name]["problem"]:
            result.note = probed["pages"][page.name]["problem"]
            continue
        times = _crowd_round(portal, probed, page.name)
        compare(result, [median(times)], [percentile(times, 0.99)])
    return results


def _crowd_round(portal, probed, name) -> list[float]:
    times: list[float] = []

    def client():
        visitor = Visitor(portal, probed)
        visitor.turn = random.randrange(2)  # noqa: S311
        for _ in range(CROWD_CALLS):
            start = time.perf_counter()
            visitor.ask(name)
            times.append((time.perf_counter() - start) * 1000)

    clients = [threading.Thread(target=client) for _ in range(CROWD)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    if len(times) != CROWD * CROWD_CALLS:
        raise SystemExit(
            f"{name}: {CROWD * CROWD_CALLS - len(times)} answers are missing under {CROWD} clients"
        )
    return times


def pairs(name: str, limit: float, first: Server, second: Server, probed: tuple[dict, dict]) -> list[Result]:
    """Measure the same pages on two servers in turn: `second` against `first`."""
    results = []
    visitors = Visitor(first, probed[0]), Visitor(second, probed[1])
    for page in pages_of(*probed):
        if not page.grows:
            continue
        result = Result(f"{page.name}: {name}", limit, first.name)
        results.append(result)
        problems = [one["pages"][page.name]["problem"] for one in probed]
        if any(problems):
            result.note = next(filter(None, problems))
            continue
        result.queries = probed[1]["pages"][page.name]["queries"]
        calls = [_calls(visitor, page.name) for visitor in visitors]
        compare(result, *in_turn(PAIR_ROUNDS, *calls))
    return results


def _calls(visitor, name):
    visitor.server.warm(lambda: visitor.ask(name))
    return lambda: visitor.server.cpu_of(CALLS, lambda: visitor.ask(name))
