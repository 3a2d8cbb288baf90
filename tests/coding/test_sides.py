"""Who stands on which side of a row, and under which name: short texts in, actor1, assoc_actor_1 and actor2 out."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

ADF = "ADF: Allied Democratic Forces"
IMBONERAKURE = "CNDD-FDD-Imbonerakure: National Council for the Defence of Democracy (Imbonerakure Faction)"
UGANDA = "Military Forces of Uganda (1986-)"
CASES = [
    # what is special, published, text, (actor1, its associates, actor2)
    ("a participle names the target", "2022-06-14",
     "Nigerian jets carried out airstrikes targeting Boko Haram fighters near Bama on Monday.",
     ("Military Forces of Nigeria (2015-2023)", "", "Boko Haram - Jamatu Ahli is-Sunnah lid-Dawatai wal-Jihad")),
    ("two armies share a noun", "2020-06-16", "Chadian and French soldiers killed nine rebels near Faya on Monday.",
     ("Military Forces of Chad (1990-2021)", "Military Forces of France (2017-)", "Unidentified Armed Group (Chad)")),
    ("and joins both sides of a clash behind a noun", "2022-06-14",
     "Fighters of the ADF and Ugandan troops clashed near Beni, Democratic Republic of Congo, on Monday.",
     (ADF, "", UGANDA)),
    ("a thing belongs to a side", "2022-06-14",
     "Gunmen burned two lorries belonging to the Kenyan army near Garissa on Monday.",
     ("Unidentified Armed Group (Kenya)", "", "Military Forces of Kenya (2013-2022)")),
    ("the owner of a bomb is no ally of who defused it", "2022-06-14",
     "Police in Garissa, Kenya, defused a bomb believed to have been planted by Al Shabaab on Monday.",
     ("Police Forces of Kenya (2013-2022)", "", "Al Shabaab")),
    ("a village and nobody hit: no target", "2021-06-15",
     "Ethiopian troops shelled the village of Kobo on Monday. Nobody was hurt.",
     ("Military Forces of Ethiopia (2018-)", "", "")),
    ("a village and people hit", "2021-06-15",
     "Ethiopian troops shelled the village of Kobo on Monday, killing two people.",
     ("Military Forces of Ethiopia (2018-)", "", "Civilians (Ethiopia)")),
    ("members of a party are civilians", "2020-06-16",
     "Imbonerakure beat two CNL members in Ngozi, Burundi, on Monday.", (IMBONERAKURE, "", "Civilians (Burundi)")),
    ("an army before the mission that helps it", "2021-06-15",
     "AMISOM soldiers and Somali army troops retook Bulo Burde from Al Shabaab on Monday.",
     ("Military Forces of Somalia (2017-2022)", "AMISOM: African Union Mission in Somalia (2007-2022)", "Al Shabaab")),
    ("vigilantes who punish a thief are a crowd", "2023-06-14",
     "Vigilantes beat two suspected thieves in Kibera, Nairobi, on Monday.",
     ("Rioters (Kenya)", "Vigilante Group (Kenya)", "Civilians (Kenya)")),
    ("policemen who change sides", "2023-06-14", "Twenty policemen joined Al Shabaab in Kismayo, Somalia, on Monday.",
     ("Police Forces of Somalia (2022-)", "", "Al Shabaab")),
    ("a second crowd that keeps the peace", "2025-06-04",
     "About 600 people rallied against a mine in Plauen, Germany, on Monday and met 900 counter-protesters.",
     ("Protesters (Germany)", "", "Protesters (Germany)")),
    ("opposing crowds told at once", "2025-06-04",
     "Opposing crowds demonstrated on a square in Lyon on Monday, kept apart by a fence.",
     ("Protesters (France)", "", "Protesters (France)")),
    ("no second crowd came", "2025-06-04",
     "Hundreds marched in Cottbus, Germany, on Monday over rents, without counter-protesters in sight.",
     ("Protesters (Germany)", "", "")),
    ("a rival rally may be elsewhere", "2025-06-04",
     "Thousands marched in Seoul on Monday to demand a new trial while a rival rally filled another square.",
     ("Protesters (South Korea)", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "sides"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sides_of_the_first_row(published: str, text: str, sides: tuple[str, str, str]) -> None:
    article = Article("a", text, date.fromisoformat(published), "metadata", sha256="a")
    (coded,) = code_articles([article], Options(merge=False))
    assert isinstance(coded, CodedArticle)
    cells = next(e for e in coded.events if not e.reasons).cells
    assert tuple(cells.get(c) or "" for c in ("actor1", "assoc_actor_1", "actor2")) == sides
