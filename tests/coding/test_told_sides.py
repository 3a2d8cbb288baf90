"""Sides that stand elsewhere than beside the verb: behind "following", in a bracket or participle, in a later claim."""

from __future__ import annotations

from datetime import date

import pytest
import tocsin

DAY = date(2021, 5, 9)
CASES = [
    # what it shows, the text, actor1, actor2 (without years)
    ("the subject next to the verb", "In Laiza, Kachin state, Myanmar army shelled KIA positions on 3 May 2021.",
     "Military Forces of Myanmar", "KIO/KIA"),
    ("the subject of the verb that carries the act",
     "On 3 May 2021, near Laiza town, Kachin state, Myanmar army conducted two air strikes against KIA forces.",
     "Military Forces of Myanmar", "KIO/KIA"),
    ("two subjects that and joins", "Ten officers, with their chief, and 15 militants were killed in a clash near Gao, "
     "Mali, on 3 May 2021.", "Unidentified Armed Group", "Police Forces of Mali"),
    ("the doer of an aside", "Five policemen were killed following an ambush by Taliban fighters in Ghazni, "
     "Afghanistan, on 3 May 2021.", "Taliban", "Police Forces of Afghanistan"),
    ("the foe of an aside", "CPC rebels took over Grimari, Central African Republic, on 3 May 2021 after a clash with "
     "state forces.", "CPC", "Military Forces of the Central African Republic"),
    ("no doer from the motive of a protest", "Traders protested in Gao, Mali, on 3 May 2021 after soldiers killed a "
     "man.", "Protesters", ""),
    ("a group before a participle", "Two soldiers died when their car hit a Taliban-planted mine in Lashkar Gah, "
     "Afghanistan, on 3 May 2021.", "Taliban", "Military Forces of Afghanistan"),
    ("a name with a hyphen on one side", "A clash between Anti-Balaka and UPC-FPRC at Bria, Central African Republic, "
     "left several dead on 3 May 2021.", "Anti-Balaka", "FPRC"),
    ("who had the place", "The army took over Boali, Central African Republic, previously held by CPC rebels, on 3 "
     "May 2021.", "Military Forces of the Central African Republic", "CPC"),
    ("who passed is the target", "An IED exploded near Deir ez-Zor, Syria, as an SDF patrol passed by on 3 May 2021.",
     "Unidentified Armed Group", "QSD"),
    ("who found the bomb, and whose it is", "Peacekeepers found a bomb planted by suspected M23 fighters in Goma, DR "
     "Congo, on 3 May 2021.", "MONUSCO", "M23"),
    ("both parties of a deal", "The leaders of 3R and of the UPC signed an agreement in Bouar, Central African "
     "Republic, on 3 May 2021.", "3R", "UPC"),
    ("a government is a party of a deal, no victim", "The UPC signed a peace agreement with the government in Bangui, "
     "Central African Republic, on 3 May 2021.", "UPC", "Government of the Central African Republic"),
    ("whose the drone is", "LNA forces shot down a drone operated by the GNA in Al Jumayl, Libya, on 3 May 2021.",
     "Military Forces of Libya (2014-) Haftar Faction", "Military Forces of Libya"),
    ("a group known as", "The group, known as the Gulf Clan, killed a farmer in Apartado, Colombia, on 3 May 2021.",
     "Gulf Clan", "Civilians"),
    ("blamed in the same sentence", "The mayor of Toribio, Colombia, was shot dead on 3 May 2021; dissidents of the "
     "FARC are blamed.", "FARC Dissident", "Civilians"),
    ("said to be responsible", "A patrol was ambushed in Tibu, Colombia, on 3 May 2021. The army said the ELN was "
     "responsible.", "ELN", "Military Forces of Colombia"),
    ("held responsible", "Two bombs went off in Bogota, Colombia, on 3 May 2021. ELN guerrillas are being held "
     "responsible for the attack.", "ELN", ""),
    ("a chapter claims", "A bomb went off under a van in Arish, Egypt, on 3 May 2021, killing one. In an online note "
     "the Sinai chapter of Islamic State took responsibility for the blast.", "Islamic State (Sinai)", "Civilians"),
    ("a faction told by its bracket claims", "Raiders set upon soldiers near Diffa, Niger, on 3 May 2021. The lake "
     "faction (ISWAP) took responsibility for the raid.", "Islamic State (West Africa)", "Military Forces of Niger"),
    ("somebody was hit, nobody is named", "A grenade was thrown in a market in Bangui, Central African Republic, on 3 "
     "May 2021. Four people were injured.", "Unidentified Armed Group", "Civilians"),
    ("nobody was hit", "A bomb went off near Bangui, Central African Republic, on 3 May 2021.",
     "Unidentified Armed Group", ""),
    ("who appointed an official does not own his house", "A grenade was thrown into the home of "
     "the military-appointed mayor in Mandalay, Myanmar, on 3 May 2021.", "Unidentified Armed Group", "Civilians"),
    ("a mine against tanks is no tank", "An anti-tank mine was defused after children found it in Kidal, Mali, on 3 "
     "May 2021.", "Police Forces of Mali", "Unidentified Armed Group"),
    ("police and a unit of it", "District police and a CRPF team defused five bombs planted by Maoists near Ranchi, "
     "Jharkhand, India, on 3 May 2021.", "Police Forces of India (2014-)", "CPI (Maoist)"),
    ("a found weapon has an owner", "Police seized 9,000 bullets in Yangon, Myanmar, on 3 May 2021.",
     "Police Forces of Myanmar", "Unidentified Armed Group"),
    ("fighters give up to the state", "Fighters of the UPLC surrendered in Goma, DR Congo, on 3 May 2021.",
     "UPLC", "Government of the Democratic Republic of Congo"),
    ("a name and who he is", "Ali Darassa, the leader of the UPC, signed an agreement with Sidiki Abbas, the leader of "
     "3R, in Bria, Central African Republic, on 3 May 2021.", "UPC", "3R"),
    ("two crowds", "Two groups of fishermen clashed with each other in Mannar, Sri Lanka, on 3 May 2021.",
     "Rioters (Sri Lanka)", "Rioters (Sri Lanka)"),
    ("the mob's own target before those who came later", "A mob attacked Muslims for hours in Meiktila, Myanmar, on 3 "
     "May 2021. The police intervened.", "Rioters", "Civilians"),
    ("who deploys does so alone", "HTS sent reinforcements to Saraqib, Syria, near Turkish forces, on 3 May 2021.",
     "HTS", ""),
    ("an unlisted brigade claims", "A bomb hit a convoy near Hilla, Iraq, on 3 May 2021. The Khabour Brigade claimed "
     "responsibility for the attack.", "Khabour Brigade", ""),
    ("a ministry is no group", "A bomb hit a convoy near Hilla, Iraq, on 3 May 2021. The Health Ministry claimed "
     "responsibility for the repairs.", "Unidentified Armed Group", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor1", "actor2"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sides_of_a_text(text: str, actor1: str, actor2: str) -> None:
    rows = tocsin.code(text, published=DAY).events
    first = rows.iloc[0]
    assert first["actor1"].startswith(actor1), first["actor1"]
    found = first["actor2"] if isinstance(first["actor2"], str) else ""
    assert found.startswith(actor2) and bool(found) == bool(actor2), found


def test_names_of_common_words_keep_their_case_in_a_text_in_capitals() -> None:
    text = (
        "LIMA, 25 JAN 89 -- POLICE REPORTED THAT ON 24 JANUARY HEAVILY ARMED SHINING PATH TERRORISTS KILLED TWO "
        "FARMERS IN AYACUCHO, PERU. THE ARMED FORCES ARE ON THE WAY."
    )
    first = tocsin.code(text, published=date(1989, 1, 25)).events.iloc[0]
    assert first["actor1"] == "PCP-SL: Shining Path"
