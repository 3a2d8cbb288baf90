"""Who did what to whom: voice, nominal acts, light verbs, gaps and coordination, through the real parser and rules."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.model import Frame
from tocsin.pipeline import Stores

# text, act, head word of the agent, head word of the patient ("" where the role is empty)
CASES = [
    # -------- active
    ("Gunmen killed seven farmers in Koro.", "kill", "Gunmen", "farmers"),
    ("Soldiers shot two students in Bamenda on Monday.", "shoot", "Soldiers", "students"),
    ("Bandits abducted twelve pupils from a school in Kebbi.", "abduct", "Bandits", "pupils"),
    ("The rebels have attacked a convoy of the army near Sake.", "attack", "rebels", "convoy"),
    ("Militants are shelling the town of Mora.", "shell", "Militants", "town"),
    ("Police officers arrested four activists in Lusaka.", "arrest", "officers", "activists"),
    ("On Friday, armed men on motorbikes ambushed a patrol near Diffa.", "ambush", "men", "patrol"),
    ("A group of armed men stormed the village at dawn.", "attack", "group", "village"),
    # -------- passive, with and without by
    ("Seven farmers were killed by gunmen in Koro.", "kill", "gunmen", "farmers"),
    ("Seven farmers were killed in Koro.", "kill", "", "farmers"),
    ("A priest was kidnapped by gunmen near Jos.", "abduct", "gunmen", "priest"),
    ("A journalist has been abducted in Gao.", "abduct", "", "journalist"),
    ("The village of Kelle was attacked by militants overnight.", "attack", "militants", "village"),
    ("Four men were arrested after the attack in Paoua.", "arrest", "", "men"),
    ("Two women were raped by soldiers on the road to Bunia.", "rape", "soldiers", "women"),
    ("The bridge was blown up by rebels near Goma.", "destroy", "rebels", "bridge"),
    ("A teacher was shot dead by unknown gunmen in Pattani.", "kill", "gunmen", "teacher"),
    ("A police chief was assassinated in Cali.", "kill", "", "chief"),
    ("The soldiers had been ambushed by fighters near Menaka.", "ambush", "fighters", "soldiers"),
    ("Houses were burned by settlers in Huwara.", "destroy", "settlers", "Houses"),
    # -------- by without an actor is no agent
    ("Three traders were killed by Tuesday evening in Beni.", "kill", "", "traders"),
    # -------- nominalisations
    ("The killing of a priest by rebels drew protests.", "kill", "rebels", "priest"),
    ("The assassination of a judge by gunmen shocked Tripoli.", "kill", "gunmen", "judge"),
    ("The abduction of twelve pupils by bandits was reported in Kebbi.", "abduct", "bandits", "pupils"),
    ("An attack by militants on a police post left four dead.", "attack", "militants", "post"),
    ("An attack on a bus by gunmen killed nine people.", "attack", "gunmen", "bus"),
    ("An attack on a bus killed nine people near Kaya.", "attack", "", "bus"),
    ("The army's attack on the camp lasted an hour.", "attack", "army", "camp"),
    ("A militant attack on a market was reported in Gwoza.", "attack", "militant", "market"),
    ("The shelling of the town by government forces went on for hours.", "shell", "forces", "town"),
    ("Shelling by separatists damaged a school in Avdiivka.", "destroy", "", "school"),
    ("Air strikes by the coalition hit a fuel depot outside Hodeidah.", "airstrike", "coalition", ""),
    ("The ambush of a patrol by rebels left two soldiers dead.", "ambush", "rebels", "patrol"),
    ("The arrest of an opposition leader by police was condemned in Lusaka.", "arrest", "police", "leader"),
    ("The looting of shops by soldiers was reported in Bukavu.", "loot", "soldiers", "shops"),
    ("A raid by bandits on a village near Zurmi was repelled.", "attack", "bandits", "village"),
    # -------- light verbs
    ("Militants launched an attack on a base in Monguno.", "attack", "Militants", "base"),
    ("Gunmen carried out an attack on a church in Owo.", "attack", "Gunmen", "church"),
    ("An attack was carried out by militants on a base in Monguno.", "attack", "militants", "base"),
    ("The army carried out an air strike on a camp in Tigray.", "airstrike", "army", "camp"),
    ("Fighters laid an ambush on the road to Diffa.", "ambush", "Fighters", "road"),
    ("Students staged a demonstration in Lahore.", "protest", "Students", ""),
    ("Teachers held a rally in Tunis to demand higher pay.", "protest", "Teachers", ""),
    ("Gunmen opened fire on a crowd in Reynosa.", "shoot", "Gunmen", "crowd"),
    ("The rebels mounted a raid on the village of Boga.", "attack", "rebels", "village"),
    # -------- participle gaps: the subject of the main clause acts
    ("Gunmen stormed the village, killing ten people.", "kill", "Gunmen", "people"),
    ("Militants attacked a convoy near Kidal, wounding three soldiers.", "injure", "Militants", "soldiers"),
    ("Gunmen attacked the village, burning twenty houses and killing ten people.", "destroy", "Gunmen", "houses"),
    ("The raiders fled after killing two herders in Abyei.", "kill", "raiders", "herders"),
    ("Before killing the driver, the gunmen burned his truck in Kaya.", "kill", "gunmen", "driver"),
    # -------- reduced relatives
    ("The farmers killed by bandits were buried in Zurmi.", "kill", "bandits", "farmers"),
    ("A man shot by police in Abidjan is in hospital.", "shoot", "police", "man"),
    ("The girls abducted by militants in Chibok were seen in a video.", "abduct", "militants", "girls"),
    ("Villagers attacked by gunmen near Jos spoke of the night.", "attack", "gunmen", "Villagers"),
    # -------- relative clauses
    ("The gunmen who killed the priest in Jos fled into the bush.", "kill", "gunmen", "priest"),
    ("The farmers who were killed by bandits in Zurmi were buried.", "kill", "bandits", "farmers"),
    ("The militants that attacked the base near Gao came on motorbikes.", "attack", "militants", "base"),
    ("Police arrested a man who stabbed a trader in Durban.", "beat", "man", "trader"),
    ("The trader they abducted near Bunia was freed.", "abduct", "they", "trader"),
    # -------- coordination of verbs
    ("Gunmen attacked the village and killed ten people.", "kill", "Gunmen", "people"),
    ("Gunmen attacked the village and killed ten people.", "attack", "Gunmen", "village"),
    ("Rebels entered Boga, killed the chief and burned his house.", "kill", "Rebels", "chief"),
    ("Rebels entered Boga, killed the chief and burned his house.", "destroy", "Rebels", "house"),
    ("A trader was abducted and killed by gunmen in Kidal.", "kill", "gunmen", "trader"),
    ("A trader was abducted and killed by gunmen in Kidal.", "abduct", "gunmen", "trader"),
    # -------- coordination of nouns: the head is the first
    ("Gunmen killed a farmer and his son in Riyom.", "kill", "Gunmen", "farmer"),
    ("Soldiers and policemen beat two traders in Bamenda.", "beat", "Soldiers", "traders"),
    # -------- apposition
    ("Al Shabaab, an armed group, attacked a hotel in Kismayo.", "attack", "Shabaab", "hotel"),
    ("Gunmen killed Ali Diallo, a teacher, in Torodi.", "kill", "Gunmen", "Diallo"),
    # -------- between X and Y, and symmetric predicates
    ("Clashes between soldiers and rebels broke out near Kidal.", "clash", "soldiers", "rebels"),
    ("Fighting between the army and militants killed ten people in Palma.", "clash", "army", "militants"),
    ("A gun battle between police and bandits left four dead in Zamfara.", "clash", "police", "bandits"),
    ("Soldiers clashed with rebels near Kidal.", "clash", "Soldiers", "rebels"),
    ("Soldiers and rebels clashed near Kidal.", "clash", "Soldiers", "rebels"),
    ("Soldiers fought rebels for two hours near Kidal.", "clash", "Soldiers", "rebels"),
    ("The army and the rebels exchanged fire near Kidal.", "clash", "army", "rebels"),
    ("Troops engaged in a gun battle with militants in Sokoto.", "clash", "Troops", "militants"),
    ("The army battled against insurgents in Macomia.", "clash", "army", "insurgents"),
    # -------- the surface subject suffers
    ("A patrol came under fire from rebels near Bossembele.", "shoot", "rebels", "patrol"),
    ("The convoy came under attack by gunmen near Diffa.", "shoot", "gunmen", "convoy"),
    ("Two soldiers died in the ambush near Gao.", "die", "", "soldiers"),
    # -------- result states
    ("The attack left three soldiers dead in Djibo.", "kill", "attack", "soldiers"),
    ("Two people were left dead by the gunmen in Kaya.", "kill", "gunmen", "people"),
    # -------- weapons and what they hit
    ("A landmine killed a farmer near Bria.", "explode", "landmine", "farmer"),
    ("A drone struck a convoy near Tigray.", "airstrike", "drone", "convoy"),
    ("Warplanes bombed two villages in the Nuba Mountains.", "airstrike", "Warplanes", "villages"),
    ("Two men threw a grenade at a police post in Cotabato.", "grenade", "men", "post"),
    ("A grenade was thrown at a school in Bujumbura by two men.", "grenade", "men", "school"),
    ("Militants fired six rockets at the airport in Gao.", "shell", "Militants", "airport"),
    ("Police fired tear gas at students in Nairobi.", "disperse", "Police", "students"),
    # -------- places won and lost: the loser stands behind "from"
    ("Rebels captured the town from the army after a day of fighting.", "take_control", "Rebels", "army"),
    ("The town of Sake fell to the rebels on Sunday.", "take_control", "rebels", ""),
    ("The army recaptured Jalawla from militants.", "recapture", "army", "militants"),
    ("The army drove the militants out of Palma.", "drive_out", "army", "militants"),
    # -------- headlines: no articles, present tense, dropped auxiliaries
    ("Gunmen kill five in Tessit", "kill", "Gunmen", "five"),
    ("Five killed in Tessit attack", "kill", "", "Five"),
    ("Two soldiers killed in ambush near Gao", "kill", "", "soldiers"),
    ("Militants attack army base in Gao", "attack", "Militants", "base"),
    ("Three villagers abducted by gunmen in Zurmi", "abduct", "gunmen", "villagers"),
    # -------- a forbidden word beside the head forbids nothing
    ("Gunmen killed three market traders in Gwoza.", "kill", "Gunmen", "traders"),
    ("Gunmen attacked election officials in Imo.", "attack", "Gunmen", "officials"),
    ("Militants detained a village chief near Djibo.", "abduct", "Militants", "chief"),
    ("Militants attacked a market in Gwoza.", "attack", "Militants", "market"),
    # -------- an actor word in a place name is no actor
    ("Rebels captured the district of Imam Sahib on Monday.", "take_control", "Rebels", ""),
    # -------- who uses a thing to do something does it
    ("Security forces used live ammunition to disperse protesters in Mandalay.", "disperse", "forces", "protesters"),
    ("Soldiers forced villagers to leave Boga, and beat two farmers.", "beat", "Soldiers", "farmers"),
    # -------- deals and crowds
    ("The government and the rebels signed a peace agreement in Juba.", "agree", "government", "rebels"),
    ("The rebels signed a ceasefire with the army in Juba.", "agree", "rebels", "army"),
    ("The peacekeepers handed over their base in Gossi to the army.", "handover", "peacekeepers", "army"),
    ("Gunmen released four abducted students near Zaria.", "release", "Gunmen", "students"),
    ("Angry residents burned a police station in Koumra.", "riot", "residents", "station"),
    ("Protesters clashed with riot police in Athens.", "riot", "Protesters", "police"),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(stores: Stores) -> dict[str, Run]:
    return run_all(dict.fromkeys(text for text, *_ in CASES), stores)


def head_of(run: Run, frame: Frame, name: str) -> str:
    role = frame.role(name)
    return run.gated.document.text[role.head_start : role.head_end] if role else ""


@pytest.mark.parametrize(("text", "act", "agent", "patient"), CASES)
def test_roles(text: str, act: str, agent: str, patient: str, found: dict[str, Run]) -> None:
    run = found[text]
    said = [(f.act, head_of(run, f, "agent"), head_of(run, f, "patient")) for f in run.frames]
    assert (act, agent, patient) in said
