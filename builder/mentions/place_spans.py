"""Find the spans of one text that name places, with the cue before each and the noun beside it.

A span that the gazetteer knows carries its entries; a capitalised name behind a locative cue that nothing knows is
kept with none. Which entry is meant is place_choice.py's matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_after import is_noun, is_owned, is_unit_noun, names_building, with_noun, word_after
from tocsin.mentions.place_bodies import lives_in, local_body
from tocsin.mentions.place_doubt import is_compass
from tocsin.mentions.place_pairs import city_of_part, road_ends
from tocsin.mentions.place_persons import surnames
from tocsin.mentions.place_reader import Reader
from tocsin.mentions.place_runs import name_runs
from tocsin.mentions.place_unknown import SETTLED
from tocsin.mentions.place_words import Cue, Draft, Token, is_strong, tokenize
from tocsin.text.words import is_common

_AGE = re.compile(r",? \(?\d{1,2}\)?[,.)]")
_APPOSITION = re.compile(r", (?:a|an|the) (?:[a-z-]+ ){0,3}?([a-z]+) (?:in|of|near|on|about|some|outside|\d)")
_WATERS = ("sea", "ocean", "gulf", "nile", "river", "lake")  # "the Red Sea" is water, "Red Sea state" a unit
_CASELESS_RUN = 4
_LEAST_UNCASED = 5  # letters: shorter names of small towns are words of some language
_SEAT = Cue("modifier", "place.cue.modifier")
_HOUSE = Cue("modifier", "place.cue.local_body")
_BODY = Cue("from", "place.cue.local_body")
_HOME = Cue("from", "place.cue.home", "", True)
_OWNER = Cue("from", "place.cue.owner")  # the police of a town act in it unless the text says otherwise


@dataclass(slots=True)
class Finder(Reader):
    """Finds spans in one text after another. Holds no state between texts."""

    def find(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Draft]:
        """The place spans of one sentence, offsets counted from its start."""
        self.text, self.drafts, self.persons = text, [], set()
        self.tokens = tokenize(text, self.lexicon, blocked)
        if not self.tokens:
            return []
        words = [t for t in self.tokens if t.text[0].isalpha()]
        capitals = sum([t.cap for t in words])
        self.persons = surnames(self.tokens, self.lexicon) if capitals else set()
        most = 0.6 * len(words)
        shouted = len(words) > 3 and capitals > most and sum(t.text.isupper() for t in words) > most
        self.shouted = shouted
        self.uncased = capitals == 0
        if shouted or capitals == 0 or (capitals == 1 and words[0].cap):
            self._find_caseless()
        function, follow = self.lexicon.words["function"], self.lexicon.words["follow"]
        self.titled = len(words) > 3 and not any(
            not t.cap and len(t.low) > 3 and t.low not in function and t.low not in follow for t in words
        )
        if capitals and not shouted:
            for first, last in name_runs(self.tokens, self.lexicon, self.known):
                self._segment(first, last)
        self.drafts.sort(key=lambda d: d.start)
        return self.drafts

    # ------------------------------------------------------------ from runs to drafts

    def _segment(self, first: int, last: int) -> None:
        if self._is_part_of_country(first, last):
            first -= 1
        if self._read_body(first, last):
            return
        first = self._skip_opening(first, last)
        if first > last:
            return
        cue = self.cue_of(first)
        if cue.organisation:
            if self._is_seated(first):
                self._seat_of(first, last, _SEAT)
            return
        if self._is_generic(first, last):
            return
        self._read_apposition(last, cue)
        if self._split_hyphen(first, last, cue):
            return
        if self._try_known(first, last, cue):
            return
        if self._modifier(first, last, cue):
            return
        if cue.locative and self._cover(first, last, cue):
            return
        self._unknown(first, last, cue)

    def _is_part_of_country(self, first: int, last: int) -> bool:
        """Whether a compass word before a country makes it a known region: "northern Mali", "north-east Nigeria"."""
        before = self.tokens[first - 1] if first else None
        if before is None or before.blocked or self.tokens[first].gap != " " or not is_compass(before.low):
            return False
        entries = self.gazetteer.lookup(self.words(first - 1, last))
        return any(e.kind == "region" and e.strength == "curated" for e in entries)

    def _read_body(self, first: int, last: int) -> bool:
        """Note the place in the name of a local body: "Lubbock County Prosecutor", "Savannah Fire Department"."""
        while first < last and self.tokens[first].low in self.lexicon.words["function"]:
            first += 1
        end = local_body(self.tokens, first, last, self.lexicon, self.known)
        entries = self.gazetteer.lookup(self.words(first, end)) if end >= 0 else ()
        if not entries or entries[0].kind == "country" or self.cue_of(first).organisation:
            return False
        sites = self.lexicon.words["site_organisations"]
        built = any(t.low in sites for t in self.tokens[end + 1 : last + 1]) and self.tokens[end].low != "county"
        self.add(first, end, _HOUSE if built else _BODY, entries, "")
        return True

    def _read_apposition(self, last: int, cue: Cue) -> None:
        """ "Kwana, a village in Chikun": the noun behind the comma is as good as "the village of"."""
        match = _APPOSITION.match(self.text, self.tokens[last].end)
        level = self.lexicon.levels.get(match.group(1).lower(), ("", ""))[0] if match else ""
        if level in SETTLED:
            cue.level, cue.locative = cue.level or level, True
            if cue.cue in ("none", "of"):
                cue.cue, cue.rule_id = "in", "place.cue.apposition"

    def _skip_opening(self, first: int, last: int) -> int:
        """Pass over a sentence opener that is no name ("Meanwhile Bamako") and stop at titles of persons."""
        tokens, words = self.tokens, self.lexicon.words
        while first < last and tokens[first].low in words["function"]:
            first += 1
        title = next((k for k in range(first, last + 1) if self._is_title(k, last)), -1)
        if title < 0 or (self.known(first, last) and self.cue_of(first).locative):
            return first
        if title > first and tokens[title].low in words["local"] and not self.cue_of(first).organisation:
            self._seat_of(first, title - 1, _OWNER)
        return last + 1

    def _is_title(self, k: int, last: int) -> bool:
        """Whether a word is a person's title; "Goma General Hospital" has none."""
        following = self.tokens[k + 1].low if k < last else ""
        return (
            self.tokens[k].low in self.lexicon.stops["title"]
            and following not in self.lexicon.words["site_organisations"]
        )

    def _try_known(self, first: int, last: int, cue: Cue) -> bool:
        """The whole run, else the run without nouns of kind behind and compass words or nouns before it."""
        if self.words(first, last).lower() in self.lexicon.words["continents"]:
            return True
        if self._accept(first, last, cue):
            return True
        levels, skip = self.lexicon.levels, self.lexicon.words["skip"]
        end, level = last, ""
        if last - first >= 3 and self.words(last - 2, last).lower() == "local government area":
            end, level = last - 3, "district"
            if self._accept(first, end, cue, level):
                return True
            self.add(first, end, Cue("in", "place.desc.district", level, True), (), level)
            return True
        while end > first and self._is_of_kind(end, level):
            level, end = levels.get(self.tokens[end].low, (level,))[0], end - 1
            if any(e.kind == "country" for e in self.gazetteer.lookup(self.words(first, end))):
                return True  # "United States Department of Justice"
            if self._accept(first, end, cue, level):
                return True
        if end > first and self._is_half(first, end, cue) and self._accept(first, end - 1, cue, "district"):
            return True
        begin = first
        while begin < end and (self.tokens[begin].low in skip or self.tokens[begin].low in levels):
            level = level or levels.get(self.tokens[begin].low, ("", ""))[0]
            begin += 1
            if self._accept(begin, end, cue, level):
                return True
        return False

    def _is_of_kind(self, k: int, level: str) -> bool:
        """Whether a word only tells the kind of place: "Camp", and before it "Refugee"."""
        low = self.tokens[k].low
        return low in self.lexicon.levels or (level in ("site", "quarter") and low in self.lexicon.words["fillers"])

    def _is_half(self, first: int, end: int, cue: Cue) -> bool:
        """ "in Lamu East", "Kiunga, Lamu East": a part of Lamu. A place that is only spelled so has no halves."""
        behind = bool(self.drafts) and self.text[self.drafts[-1].end : self.tokens[first].start] == ", "
        if not (cue.locative or behind) or not is_compass(self.tokens[end].low):
            return False
        entries = self.gazetteer.lookup(self.words(first, end - 1))[:1]
        return any(e.kind != "country" and e.strength in ("curated", "primary") for e in entries)

    def _accept(self, first: int, last: int, cue: Cue, level: str = "") -> bool:
        last = next((k for k in with_noun(self.tokens, last, self.lexicon) if self.known(first, k)), last)
        entries = self.gazetteer.lookup(self.words(first, last))
        if not entries:
            return False
        after = word_after(self.tokens, last)
        if lives_in(self.tokens, first, after, self.lexicon) and not self.tokens[last].possessive:
            cue = _HOME if cue.cue in ("none", "of") else cue
        elif self._refused(first, last, cue, entries, after):
            return True
        self.add(first, last, cue, entries, level)
        return True

    def _refused(self, first: int, last: int, cue: Cue, entries: Sequence[Entry], after: Token | None) -> bool:
        """Known names that are no place here: speakers, owners of armies, given names, words with a capital."""
        stops = self.lexicon.stops
        low = self.tokens[first].low
        single = first == last
        weak = single and (self.gazetteer.is_common_word(low) or low in self.lexicon.first_names | stops["people"])
        country = entries[0].kind == "country"
        unit = entries[0].kind.startswith("admin")
        if unit and self.tokens[last].low in _WATERS and not is_unit_noun(after, self.lexicon):
            return True
        if single and (low in stops["organisation"] or low in stops["media"]):
            return True
        if single and low in self.lexicon.words["generic"] and first and self.tokens[first - 1].cap:
            return True  # the last word of a name that nobody knows: "on Market Street"
        if after is not None and not self.tokens[last].possessive:
            if single and low in stops["people"] and is_noun(after, self.lexicon):
                return True
            if is_owned(after, entries, self.lexicon):
                return True
            if names_building(self.tokens, last, self.lexicon):
                return False
            if after.low in stops["actor"] and not (cue.locative and not country and after.low in self.lexicon.levels):
                if cue.cue in ("in", "near") and not country and after.low in ("residents", "native"):
                    return False
                if after.low in self.lexicon.words["local"] and not weak:
                    self._seat_of(first, last, _OWNER)
                return True
            if not cue.locative and (after.low in stops["says"] or after.low in stops["document"]):
                return True
            if after.cap and after.low in stops["media"]:
                return True
        if cue.cue == "none" and _AGE.match(self.text, self.tokens[last].end):
            return True
        return weak and not cue.locative and not country

    def _modifier(self, first: int, last: int, cue: Cue) -> bool:
        """ "Kaduna State Police Command" -> Kaduna as modifier; "Washington Post" -> nothing."""
        stops, sites = self.lexicon.stops, self.lexicon.words["site_organisations"]
        lows = [self.tokens[k].low for k in range(first, last + 1)]
        if not any(low in stops["organisation"] or low in stops["media"] or low in sites for low in lows):
            return False
        if any(low in stops["media"] for low in lows) or lows[0] in stops["organisation"]:
            return True
        if any(low in sites for low in lows):
            generic = self.lexicon.words["generic"]
            ends = (k for k in range(last - 1, first - 1, -1) if self.tokens[k].low not in generic)
            next((end for end in ends if self._seat_of(first, end, _SEAT)), None)
        return True

    def _seat_of(self, first: int, last: int, cue: Cue) -> bool:
        """Note the town in the name of an institution or a local body: "University of Bangui", "Nairobi police"."""
        name = self.words(first, last)
        entries = self.gazetteer.lookup(name)
        if not entries or self.gazetteer.is_common_word(name) or self._is_generic(first, last):
            return False
        if entries[0].kind not in ("country", "region"):
            self.add(first, last, cue, entries, "")
        return True

    def _is_seated(self, first: int) -> bool:
        """Whether the noun before "of" is an institution with one seat: a university or port, not a gulf or a front."""
        return first > 1 and self.tokens[first - 2].low in self.lexicon.words["seated"]

    def _is_general(self, word: str) -> bool:
        return is_compass(word) or word in self.lexicon.words["generic"]

    def _is_generic(self, first: int, last: int) -> bool:
        """Whether a run has no name in it: "Airport", "City Hall", "Main Street", a lone letter, an unknown acronym."""
        tokens, words = self.tokens[first : last + 1], self.lexicon.words
        if any(t.low not in words["generic"] for t in tokens):
            return first == last and self._is_acronym(first)
        known = self.gazetteer.lookup(self.words(first, last))
        return not (first < last and any(e.strength == "curated" for e in known))

    def _is_acronym(self, k: int) -> bool:
        """ "HIV", "B": letters that only by chance are the name of a village; "UK" and "NSW" are written by hand."""
        text = self.tokens[k].text
        if len(text) > 4 or not text.isupper() or not text.isalpha():
            return False
        return not any(e.strength == "curated" or e.kind == "admin1" for e in self.gazetteer.lookup(text))

    def _cover(self, first: int, last: int, cue: Cue) -> bool:
        """Split a run wholly into known names: "in Kaya Burkina Faso"."""
        pieces, begin = [], first
        while begin <= last:
            end = next((e for e in range(last, begin - 1, -1) if self.known(begin, e)), -1)
            if end < 0 or (begin == first and end == first and self.tokens[first].low in self.lexicon.first_names):
                return False
            pieces.append((begin, end))
            begin = end + 1
        if len(pieces) != 2 or not self._belong(*pieces):
            return False
        for begin, end in pieces:
            self.add(begin, end, cue, self.gazetteer.lookup(self.words(begin, end)), "")
        return True

    def _belong(self, town: tuple[int, int], larger: tuple[int, int]) -> bool:
        units = [e for e in self.gazetteer.lookup(self.words(*larger)) if e.kind in ("country", "admin1")]
        return any(e.country == u.country for u in units for e in self.gazetteer.lookup(self.words(*town)))

    def _unknown(self, first: int, last: int, cue: Cue) -> None:
        """Keep a name that no gazetteer knows when the words round it say that it is a place."""
        levels, end, level = self.lexicon.levels, last, cue.level
        while end > first and self._is_of_kind(end, level):
            level, end = level or levels[self.tokens[end].low][0], end - 1
        if self.nameable(first, end, cue, level):
            self.add(first, end, cue, (), level)

    def _split_hyphen(self, first: int, last: int, cue: Cue) -> bool:
        """ "Kaya-Dori road" -> two towns and a road between; "Moscow-Central" -> Moscow; "Bamako-based" -> nothing."""
        name = self.words(first, last)
        pair = first > 0 and last > first and self.tokens[first - 1].low in self.lexicon.words["roads"]
        if not ("-" in name or pair) or self.gazetteer.lookup(name):
            return False
        if first == last and name.rpartition("-")[2][:1].islower():
            return True
        after, start = word_after(self.tokens, last), self.tokens[first].start
        roads = self.lexicon.words["roads"]
        behind = first > 0 and self.tokens[first - 1].low in roads
        if behind or (after is not None and after.low in roads):
            between = Cue("between", "place.cue.road", "", True)
            parts = road_ends(name.replace(" ", "-") if behind else name, self.gazetteer.lookup)
            for (a, b), entries in parts:
                self.draft(start + a, start + b, between, entries, "road", True)
            return bool(parts)
        city = city_of_part(name, self.gazetteer.lookup, self._is_general) if cue.locative else None
        if city is not None:
            self.draft(start, start + city[1], cue, self.gazetteer.lookup(name[: city[1]]), "", True)
        return city is not None

    # ------------------------------------------------------------ text without case

    def _find_caseless(self) -> None:
        """Names behind a locative cue in text that is all lower or all upper case; only strong names count."""
        k, function, skip = 1, self.lexicon.words["function"], self.lexicon.words["skip"]
        while k < len(self.tokens):
            low = self.tokens[k].low
            named = low not in function and low not in skip and not self.tokens[k].blocked
            if not named or not (self.drafts or self.tokens[k - 1].low in self.lexicon.leads):
                k += 1
                continue
            cue = self.cue_of(k)
            size = self._strong_size(k) if cue.locative else 0
            if size:
                self.add(k, k + size - 1, cue, self.gazetteer.lookup(self.words(k, k + size - 1)), "")
            k += max(size, 1)

    def _strong_size(self, k: int) -> int:
        for size in range(min(_CASELESS_RUN, len(self.tokens) - k), 0, -1):
            if any(t.gap != " " for t in self.tokens[k + 1 : k + size]):
                continue
            name = self.words(k, k + size - 1)
            entries = self.gazetteer.lookup(name)
            if not entries:
                continue
            if self.gazetteer.is_common_word(name):
                continue
            if any(is_strong(e) for e in entries) or (self.uncased and size == 1 and _may_be_small(name, entries)):
                return size
        return 0


def _may_be_small(name: str, entries: Sequence[Entry]) -> bool:
    """Whether a word in text without capitals may be a small town: its own name, and no word of the language."""
    if len(name) < _LEAST_UNCASED or is_common(name):
        return False
    return any(e.strength == "primary" and e.kind in ("town", "city", "admin2") for e in entries)
