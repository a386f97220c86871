"""Readings made by hand of invented reports: real towns, but no such event, outlet or person ever was."""

from __future__ import annotations

import datetime as dt

from sayso.claim import (
    Actor,
    Claim,
    Event,
    EventType,
    Failure,
    Link,
    Mention,
    ModelCard,
    Place,
    Problem,
    Reading,
    Statement,
    Toll,
    Weapon,
    When,
)
from sayso.report import Quote, Report

CARD = ModelCard(name="sayso-reader", version="0", sha256="0" * 64)

MARKET = """\
Gunmen of the Amber Front shelled the river market in Bentiu on Thursday night, killing between nine and 14 \
civilians, the Southern Courier reported.

“They fired from the ridge without any warning,” a military official told the Courier. The official said government \
drones struck the Front’s camp near Rubkona in the first week of March, killing at least six fighters.

Col. Deng Marol Ateny, a spokesman for the Front, denied that its men had shelled the market. “We have never fired on \
Bentiu,” he said.

Under the truce signed in Juba in February 2021, both sides would withdraw their guns from Unity State. If the guns \
come back, the army will attack the Front again, the governor warned.
"""

BRIDGE = """\
قال شاهد إن الجسر «انهار فجأة» 🌉 قرب ملكال.

Two witnesses said that soldiers detained dozens of café\u0301 owners in Malakal last week.
"""


class _Words:
    """Find words of a report, so that no offset is written by hand."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def at(self, words: str, after: str = "") -> dict[str, object]:
        """Return start, end and text of the first *words* after the first *after*."""
        begin = self.report.text.index(after) if after else 0
        start = self.report.text.index(words, begin)
        return {"start": start, "end": start + len(words), "text": words}

    def quote(self, words: str, after: str = "") -> Quote:
        return Quote(**self.at(words, after))

    def fragment(self, words: str, after: str = "") -> tuple[int, int]:
        found = self.quote(words, after)
        return found.start, found.end

    def actor(self, words: str, name: str, kind: str, after: str = "", **rest: str) -> Actor:
        ident = "actor:" + name.lower().replace(" ", "-")
        return Actor(**self.at(words, after), name=name, id=ident, kind=kind, **rest)

    def event(self, number: int, type: EventType, words: str, after: str = "", **rest: object) -> Event:
        return Event(id=f"event:{number}", type=type, trigger=self.quote(words, after), **rest)


def market() -> Reading:
    """Return a reading with nested chains, a denial, a plan, a case that may arise, and counts with bounds."""
    report = Report.from_text(
        MARKET,
        id="market",
        title="River market shelled, paper says; rebels deny it",
        outlet="The Delta Lantern",
        byline="Rose Achan Lidu",
        published=dt.date(2021, 3, 20),
        language="en",
        url="https://lantern.example/market",
    )
    words = _Words(report)
    front = words.actor("the Amber Front", "Amber Front", "rebels", country="SS")
    civilians = words.actor("civilians", "civilians", "civilians", country="SS")
    army = words.actor("the army", "Army of South Sudan", "military", country="SS")
    bentiu = Place(**words.at("Bentiu"), name="Bentiu", lat=9.2333, lon=29.8333, country="SS", admin1="Unity",
                   precision="point")  # fmt: skip
    rubkona = Place(**words.at("Rubkona"), name="Rubkona", lat=9.35, lon=29.78, country="SS", admin1="Unity",
                    precision="near")  # fmt: skip
    juba = Place(**words.at("Juba"), name="Juba", lat=4.8517, lon=31.5825, country="SS", precision="point")
    unity = Place(**words.at("Unity State"), name="Unity", lat=9.0, lon=29.4, country="SS", admin1="Unity",
                  precision="admin1")  # fmt: skip
    thursday = When(**words.at("Thursday night"), value="2021-03-18TNI", edtf="2021-03-18",
                    earliest=dt.date(2021, 3, 18), latest=dt.date(2021, 3, 18), precision="part-of-day",
                    anchored=True)  # fmt: skip
    march = When(**words.at("the first week of March"), value="2021-W09", edtf="2021-03-01/2021-03-07",
                 earliest=dt.date(2021, 3, 1), latest=dt.date(2021, 3, 7), precision="week", anchored=True)  # fmt: skip
    february = When(**words.at("February 2021"), value="2021-02", edtf="2021-02", earliest=dt.date(2021, 2, 1),
                    latest=dt.date(2021, 2, 28), precision="month")  # fmt: skip
    outlet = Link(source="The Delta Lantern", kind="outlet", named=True, on_record=True)
    courier = Link(source="Southern Courier", kind="outlet", named=True, on_record=True,
                   cue=words.quote("reported"), quote="indirect", start=words.quote("the Southern Courier").start,
                   end=words.quote("the Southern Courier").end)  # fmt: skip
    official = words.quote("a military official")
    told = Link(source="military official", kind="military", named=False, on_record=False, start=official.start,
                end=official.end, cue=words.quote("told"), quote="direct", addressee="the Courier")  # fmt: skip
    said = Link(source="military official", kind="military", named=False, on_record=False, start=official.start,
                end=official.end, cue=words.quote("said"), quote="indirect", inherited=True)  # fmt: skip
    spokesman = words.quote("Col. Deng Marol Ateny, a spokesman for the Front,")
    denies = Link(source="Col. Deng Marol Ateny", kind="military", named=True, on_record=True, start=spokesman.start,
                  end=spokesman.end, cue=words.quote("denied"), quote="indirect")  # fmt: skip
    truce = words.quote("the truce")
    deal = Link(source="the truce", kind="document", named=True, on_record=True, start=truce.start, end=truce.end,
                cue=words.quote("Under"), quote="indirect")  # fmt: skip
    governor = words.quote("the governor")
    warned = Link(source="the governor", kind="official", named=True, on_record=True, start=governor.start,
                  end=governor.end, cue=words.quote("warned"), quote="indirect")  # fmt: skip
    drones = Weapon(**words.at("drones"), id="weapon:drones", type="drone")
    claims = (
        Claim(id="c1", event=words.event(1, "ASSAULT", "shelled", mode="heavy-weapons", contexts=("military",)),
              actors=(front,), recipients=(civilians,), place=bentiu, when=thursday,
              toll=(Toll(**words.at("between nine and 14 civilians"), harm="killed", who="civilians", low=9,
                         high=14),), chain=(outlet, courier), confidence=0.91,
              evidence=(words.quote(MARKET.split(", the Southern")[0]),)),
        Claim(id="c2", event=words.event(2, "ASSAULT", "fired", mode="heavy-weapons"),
              actors=(words.actor("They", "Amber Front", "rebels", country="SS"),), chain=(outlet, courier, told),
              confidence=0.64, evidence=(words.quote("“They fired from the ridge without any warning,”"),)),
        Claim(id="c3", event=words.event(3, "ASSAULT", "struck", mode="drone", contexts=("military",)),
              actors=(words.actor("government", "Government of South Sudan", "government", country="SS"),),
              recipients=(words.actor("the Front’s camp", "Amber Front", "rebels", country="SS"),),
              weapons=(drones,), place=rubkona, when=march, chain=(outlet, courier, said), confidence=0.83,
              toll=(Toll(**words.at("at least six fighters"), harm="killed", who="fighters", low=6, best=6),),
              evidence=(words.quote("government drones struck the Front’s camp near Rubkona"),
                        words.quote("killing at least six fighters"))),
        Claim(id="c4", event=words.event(4, "ASSAULT", "shelled", after="denied", mode="heavy-weapons"),
              actors=(words.actor("its men", "Amber Front", "rebels", country="SS"),), place=bentiu,
              status="denied", chain=(outlet, denies), confidence=0.88,
              evidence=(words.quote("denied that its men had shelled the market"),)),
        Claim(id="c5", event=words.event(5, "AGREE", "signed"), place=juba, when=february, chain=(outlet,),
              actors=(words.actor("both sides", "both sides", "people"),), confidence=0.79,
              evidence=(words.quote("the truce signed in Juba in February 2021"),)),
        Claim(id="c6", event=words.event(6, "RETREAT", "withdraw", mode="withdraw"), place=unity, status="planned",
              actors=(words.actor("both sides", "both sides", "people"),), chain=(outlet, deal), confidence=0.58,
              evidence=(words.quote("both sides would withdraw their guns from Unity State"),)),
        Claim(id="c7", event=words.event(7, "ASSAULT", "attack"), actors=(army,), status="hypothetical",
              recipients=(words.actor("the Front", "Amber Front", "rebels", after="attack", country="SS"),),
              chain=(outlet, warned), confidence=0.71, habitual=True,
              evidence=(words.quote("If the guns come back, the army will attack the Front again"),)),
    )  # fmt: skip
    actors = [actor for claim in claims for actor in (*claim.actors, *claim.recipients)]
    mentions = [Mention(start=a.start, end=a.end, text=a.text, kind="actor", entity=a.id, type=a.kind) for a in actors]
    return Reading(
        report=report,
        mentions=(*mentions, Mention(**words.at("drones"), kind="weapon", entity="weapon:drones")),
        places=(bentiu, rubkona, juba, unity),
        times=(thursday, march, february),
        statements=(
            Statement(source=(words.fragment("the Southern Courier"),), cue=(words.fragment("reported"),),
                      content=(words.fragment(MARKET.split(", the Southern")[0]),)),
            Statement(source=(words.fragment("a military official"),), cue=(words.fragment("told"),),
                      content=(words.fragment("“They fired from the ridge without any warning,”"),),
                      addressee=(words.fragment("the Courier", after="told"),), quote="direct"),
            Statement(source=(words.fragment("The official"),), cue=(words.fragment("said"),),
                      content=(words.fragment(MARKET.split("official said ")[1].split(".")[0]),)),
            Statement(source=(words.fragment("Col. Deng Marol Ateny, a spokesman for the Front,"),),
                      cue=(words.fragment("denied"),), polarity="denies",
                      content=(words.fragment("that its men had shelled the market"),)),
            Statement(source=(words.fragment("he", after="Bentiu,”"),), cue=(words.fragment("said", after="Bentiu,”"),),
                      content=(words.fragment("“We have never fired on Bentiu,”"),), quote="direct"),
        ),
        claims=claims,
        model=CARD,
    )  # fmt: skip


def bridge() -> Reading:
    """Return a reading of right-to-left text, emoji and a combining accent, without a published date."""
    report = Report.from_text(BRIDGE, id="bridge", title="شهود: اعتقالات في ملكال", outlet="Nile Post 24")
    words = _Words(report)
    week = When(**words.at("last week"), precision="week")
    malakal = Place(**words.at("Malakal"), name="Malakal", lat=9.5334, lon=31.6605, country="SS", admin1="Upper Nile",
                    precision="point")  # fmt: skip
    witnesses = words.quote("Two witnesses")
    claim = Claim(
        id="d1",
        event=words.event(1, "COERCE", "detained", mode="arrest"),
        actors=(words.actor("soldiers", "soldiers", "military"),),
        recipients=(words.actor("café\u0301 owners", "café\u0301 owners", "civilians"),),
        place=malakal,
        when=week,
        toll=(Toll(**words.at("dozens of café\u0301 owners"), harm="detained", who="café\u0301 owners", low=24),),
        chain=(
            Link(source="Nile Post 24", kind="outlet", named=True, on_record=True),
            Link(source="two witnesses", kind="witness", named=False, on_record=False, start=witnesses.start,
                 end=witnesses.end, cue=words.quote("said"), quote="indirect"),
        ),
        evidence=(words.quote("soldiers detained dozens of café\u0301 owners in Malakal last week"),),
        confidence=0.66,
    )  # fmt: skip
    return Reading(report=report, places=(malakal,), times=(week,), claims=(claim,), model=CARD)


def weather() -> Reading:
    """Return a reading that found nothing."""
    report = Report.from_text("Rain is expected on the coast.\n", title="Weather", published=dt.date(2021, 3, 20))
    return Reading(report=report, model=CARD)


def unread() -> Failure:
    """Return what became of a report that could not be read."""
    return Failure(error=Problem(code="not-found", input="reports/lost.txt", message="there is no such file",
                                 remedy="Check the path."))  # fmt: skip


def entries() -> tuple[Reading | Failure, ...]:
    """Return one entry of each kind."""
    return market(), bridge(), weather(), unread()
