"""What crowds do and what is done to them: our own sentences with the sub-event type that the codebook gives them.

Written from codebook 2.3, 2.4 and 2.8 before the rules were tried. An empty type means that no row may come of it.
Each type has at least ten sentences that are of it and ten, its neighbours and look-alikes, that are not.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

PUBLISHED = date(2022, 6, 30)
PEACEFUL, INTERVENTION = "Peaceful protest", "Protest with intervention"
EXCESSIVE, VIOLENT, MOB = "Excessive force against protesters", "Violent demonstration", "Mob violence"
NOTHING = ""

PEACEFUL_CASES = [
    ("Some 300 nurses marched through Harare on Monday to demand back pay.", "march with a demand"),
    ("Farmers on tractors blocked the motorway near Lyon on Tuesday over fuel prices.", "vehicles only"),
    ("Students burned an effigy of the education minister during a rally in Kathmandu on Sunday.", "effigy"),
    ("Women banged pots at a cacerolazo in Rosario on Monday against the price rises.", "cacerolazo"),
    ("Residents of Gabes formed a human chain on Sunday to demand clean water.", "human chain"),
    ("Relatives of the disappeared held a vigil in Tijuana on Friday to demand answers.", "vigil"),
    ("Bus drivers on strike gathered outside the ministry in Dakar on Monday to demand higher pay.",
     "strike with a gathering"),
    ("Villagers staged a dharna in front of the collector's office in Nashik on Thursday.", "dharna"),
    ("A group of employees of a textile firm protested in Sfax on Monday to demand a bonus.", "bare participle"),
    ("Former combatants protested in Bouake on Tuesday to request the payment of their allowances.", "ex-combatants"),
    ("Residents of Taloqan protested on Monday following the death of a shopkeeper.", "the death is the cause"),
    ("Women in Moundou rallied on Sunday to denounce the killing of two girls by gunmen.", "the killing is the cause"),
    ("Protesters threw shoes at a portrait of the governor in Basra on Monday.", "symbolic shoes"),
    ("Piqueteros blocked a bridge in Rosario on Tuesday to demand food aid.", "piquete"),
    ("Workers toyi-toyied outside the municipal offices in Durban on Monday over unpaid wages.", "toyi-toyi"),
    ("Shopkeepers observed a hartal and marched through Jaffna on Monday against the new law.", "hartal with a march"),
    ("Police watched as some 200 pensioners demonstrated in Athens on Friday against the cuts.", "police only watch"),
]
INTERVENTION_CASES = [
    ("Police used water cannon to disperse teachers who demonstrated in Valparaiso on Tuesday.", "water cannon"),
    ("Police lathi-charged farmers who were protesting in Karnal on Saturday.", "lathi charge"),
    ("Activists rallied in Minsk on Sunday. Police took the leaders away.", "plain words, next sentence"),
    ("Nurses marched towards parliament in Kampala on Monday. Officers prevented them from reaching the gate.",
     "stopped on the way"),
    ("Vendors protested in Lusaka on Monday and the police moved in to break up the crowd.", "moved in"),
    ("Rival supporters attacked opposition activists who were holding a sit-in in Colombo on Monday, "
     "and pulled down their tents.", "a rival crowd"),
    ("Eleven people were arrested at a climate demonstration in Berlin on Friday.", "arrests"),
    ("Police fired warning shots in the air to scatter students protesting in Goma on Monday.", "shots in the air"),
    ("Police dispersed a march of teachers in Niamey on Monday with tear gas, leaving several with breathing problems.",
     "gas, nobody badly hurt"),
    ("Officers dragged away women who were staging a sit-in in Rabat on Sunday.", "dragged away"),
    ("Police used batons against students who rallied in Dhaka on Monday.", "batons"),
    ("Security forces evicted indigenous protesters from their camp in Manaus on Thursday.", "camp cleared"),
    ("Soldiers stopped a peaceful march of widows in Bamako on Friday and sent them home.", "march stopped"),
    ("A protest in Caracas on Monday over water cuts was broken up by the National Guard.", "passive"),
]
EXCESSIVE_CASES = [
    ("Police opened fire on protesters in Conakry on Monday, killing two.", "killed"),
    ("Two demonstrators were shot and wounded by police during a protest in Narok on Tuesday against road deaths.",
     "gunshot wounds"),
    ("Soldiers fired live rounds at nurses who were marching in Mandalay on Sunday.", "live rounds"),
    ("Students protested in Ibadan on Monday. Police shot one of them dead.", "death in the next sentence"),
    ("Police beat teachers at a sit-in in Tegucigalpa on Monday; four of them were taken to hospital.", "hospital"),
    ("A man drove his car into picketing workers in Lodz on Friday, breaking the leg of one of them.", "rammed"),
    ("Gunmen shot at anti-mining protesters in Cauca on Monday and wounded three of them.", "not the state"),
    ("Riot police dispersed a peaceful rally in Minsk on Sunday and several marchers suffered fractures.", "fractures"),
    ("A bomb went off at an opposition march in Quetta on Monday, killing four marchers.", "bomb at a march"),
    ("A tear gas canister killed a student at a protest in Baghdad on Friday.", "killed by a gas canister"),
    ("A sit-in was staged at Bria airport on Monday by youths. Soldiers opened fire and killed four of them.",
     "fire in the next sentence"),
    ("Paramilitary troops shot dead a protester in Khartoum on Thursday.", "the gathering itself not told"),
]
VIOLENT_CASES = [
    ("Protesters threw stones at police in Tunis on Monday during a march over wages.", "stones"),
    ("Students protested in Koudougou on Monday and burned the police station over the arrest of a comrade.", "arson"),
    ("Residents burned tyres and blocked the road in Eldoret on Tuesday to demand a bridge.", "burning tyres"),
    ("Demonstrators clashed with riot police in Athens on Monday.", "clash, whoever began"),
    ("Villagers demonstrated in Pulwama on Monday, shouted slogans and clashed with police over a raid.",
     "plain people"),
    ("Anti-government protesters in Port-au-Prince looted shops and smashed cars on Friday.", "looting in a protest"),
    ("Hooded students hurled Molotov cocktails at the carabineros in Santiago on Thursday during a march for "
     "free transport.", "petrol bombs"),
    ("Taxi drivers demonstrating in Conakry on Monday barricaded the road with logs and boulders.", "solid barricade"),
    ("Protesters stormed the parliament building in Tripoli on Friday and set part of it on fire.", "stormed"),
    ("Demonstrators pelted a minister's motorcade with stones in Jaffna on Sunday.", "pelted"),
    ("Migrant workers blocked the highway and pelted police with stones near Nagpur on Monday, "
     "demanding to go home.", "block and pelt"),
    ("Youths protesting against a new mine clashed with gendarmes in Kayes on Monday; two protesters were shot dead.",
     "dead in a violent crowd"),
    ("Supporters of the opposition rioted in Kisumu on Friday to protest the results of the vote.", "rioted"),
]
MOB_CASES = [
    ("Residents beat a suspected motorcycle thief to death in Gulu on Monday.", "lynching"),
    ("Boda boda riders killed a man in Meru on Thursday for allegedly stealing a motorcycle.", "riders"),
    ("Supporters of two rival parties clashed with sticks in Kasumbalesa on Saturday.", "party brawl"),
    ("Villagers from two hamlets fought over land near Bogo on Monday, and three of them were hurt.", "land"),
    ("A crowd attacked the police post in Mbale on Sunday after a boy was found dead.", "police post"),
    ("Students from two faculties clashed in Dakar on Friday, leaving one of them dead.", "students"),
    ("Football fans fought with police outside the stadium in Jakarta on Sunday after a match.", "fans"),
    ("Inmates rioted at the prison in Guayaquil on Monday and took over a wing.", "prison riot"),
    ("A mob set fire to the house of a man accused of blasphemy in Multan on Tuesday.", "blasphemy"),
    ("Settlers threw stones at Palestinian farmers near Nablus on Saturday.", "settlers"),
    ("Clashes erupted in Batticaloa on Monday between fishermen of two villages.", "clash in the noun"),
    ("Angry relatives assaulted doctors at a hospital in Patna on Monday after a patient died.", "relatives"),
    ("An angry crowd looted shops in Kinshasa on Tuesday.", "looting"),
]
NOTHING_CASES = [
    ("Nurses in Harare began a three-day strike on Monday.", "strike without a gathering"),
    ("A prisoner in Minsk began a hunger strike on Monday.", "hunger strike"),
    ("Activists in Berlin handed a petition with 40,000 names to the mayor on Friday.", "petition"),
    ("Opposition deputies walked out of parliament in Tirana on Thursday.", "walk-out"),
    ("The union in Dakar called for a protest on Friday over fuel prices.", "call"),
    ("Organisers in Lagos called off Monday's march over fuel prices.", "called off"),
    ("No protests were reported in Khartoum on Friday.", "negation"),
    ("Police in Kampala warned that any march on Monday would be dispersed.", "warning"),
    ("Residents of Gdansk marked the anniversary of the 1970 shipyard shootings on Friday.", "anniversary"),
    ("A court in Istanbul sentenced four protesters on Monday for throwing stones in 2013.", "court"),
    ("The home fans chanted their songs as Rosario beat Boca 2-1 on Sunday.", "match"),
    ("Shares in Tokyo rallied on Monday after the bank's decision.", "shares"),
    ("Thousands gathered in Rio on Saturday for the carnival.", "carnival"),
    ("A crowd of shoppers mobbed the store in Osaka on Friday when the new phone came out.", "shoppers"),
    ("Rain and wind pelted the tents of the pilgrims in Mecca on Monday.", "rain"),
    ("A landslide blocked the road near Pokhara on Monday.", "landslide"),
    ("The film about the student protests opened in Seoul on Friday.", "film"),
    ("The minister said in Accra on Monday that he would meet the protesters' leaders.", "statement"),
    ("Twenty people died in a stampede at a concert in Douala on Monday.", "stampede"),
    ("Volunteers gathered in Nairobi on Saturday to plant trees.", "no cause"),
    ("The champions beat the students' team in Dakar on Sunday.", "sport"),
    ("Ambassadors lodged a formal protest with the ministry in Warsaw on Monday.", "diplomacy"),
    ("Two neighbours fought over a fence in Leeds on Monday.", "two people are no crowd"),
    ("The pastor led thousands in prayer at a vigil in Lagos on Friday for the new year.", "worship"),
    ("Cadets played protesters who threw stones in a police drill in Lima on Monday.", "drill"),
]
CASES = [
    (text, expected, about)
    for expected, cases in (
        (PEACEFUL, PEACEFUL_CASES),
        (INTERVENTION, INTERVENTION_CASES),
        (EXCESSIVE, EXCESSIVE_CASES),
        (VIOLENT, VIOLENT_CASES),
        (MOB, MOB_CASES),
        (NOTHING, NOTHING_CASES),
    )
    for text, about in cases
]


# text, actor1, actor2, crowd size: the crowd goes first, who intervened second (codebook 3.4, 3.5, 7)
SIDES = [
    ("Around 200 nurses rallied in Harare on Monday to demand back pay.",
     "Protesters (Zimbabwe)", "", "around 200"),
    ("Residents chased away a group of drivers who held a protest in Negombo on Monday.",
     "Protesters (Sri Lanka)", "Rioters (Sri Lanka)", "a group"),
    ("Some 80 activists protested in Samara, where police detained six people, on Monday.",
     "Protesters (Russia)", "Police Forces of Russia (2000-)", "some 80"),
    ("Hundreds of students in Nairobi threw stones at police on Monday during a protest over fees.",
     "Rioters (Kenya)", "Police Forces of Kenya (2013-2022)", "hundreds"),
    ("Villagers beat a suspected thief to death in Gulu on Monday.",
     "Rioters (Uganda)", "Civilians (Uganda)", "no report"),
]  # fmt: skip


def code(texts: list[str]) -> dict[str, dict[str, object]]:
    """The cells of the first row of each text, or none."""
    articles = [Article(str(n), text, PUBLISHED, "metadata", sha256=str(n)) for n, text in enumerate(texts)]
    found: dict[str, dict[str, object]] = {}
    for text, result in zip(texts, code_articles(articles, Options(merge=False)), strict=True):
        events = [e for e in result.events if not e.reasons] if isinstance(result, CodedArticle) else []
        found[text] = events[0].cells if events else {}
    return found


@pytest.fixture(scope="module")
def coded() -> dict[str, str]:
    cells = code([text for text, _, _ in CASES])
    return {text: str(row.get("sub_event_type", NOTHING)) for text, row in cells.items()}


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, object]]:
    return code([text for text, _, _, _ in SIDES])


@pytest.mark.parametrize(("text", "actor1", "actor2", "size"), SIDES)
def test_crowd_goes_first_and_who_intervened_second(
    text: str, actor1: str, actor2: str, size: str, rows: dict[str, dict[str, object]]
) -> None:
    row = rows[text]
    assert (row["actor1"], row["actor2"]) == (actor1, actor2)
    assert f"crowd size={size}" in str(row["tags"]).split("; ")


@pytest.mark.parametrize(("text", "expected", "about"), CASES, ids=[about for _, _, about in CASES])
def test_crowd_has_the_type_of_the_codebook(text: str, expected: str, about: str, coded: dict[str, str]) -> None:
    assert coded[text] == expected, about


def test_each_type_has_ten_of_its_own_and_ten_others() -> None:
    counts = Counter(expected for _, expected, _ in CASES)
    assert min(counts[t] for t in (PEACEFUL, INTERVENTION, EXCESSIVE, VIOLENT, MOB)) >= 10, counts
    assert len({text for text, _, _ in CASES}) == len(CASES)
