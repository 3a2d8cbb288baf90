"""Short texts with the deaths of each event. The numbers were read off the codebook (6), not off the program."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.pipeline import Stores

# text, deaths of each of its rows in order of the text
TEXTS: list[tuple[str, list[int]]] = [
    # -------- one number, told by many verbs and nouns
    ("Militants killed nine herders near Menaka on Monday.", [9]),
    ("Nine herders were killed by militants near Menaka on Monday.", [9]),
    ("Militants shot dead nine herders near Menaka on Monday.", [9]),
    ("Nine herders were shot dead near Menaka on Monday by militants.", [9]),
    ("Militants gunned down nine herders near Menaka on Monday.", [9]),
    ("Militants massacred nine herders near Menaka on Monday.", [9]),
    ("Militants slaughtered nine herders near Menaka on Monday.", [9]),
    ("Militants executed nine herders near Menaka on Monday.", [9]),
    ("Militants beheaded a herder near Menaka on Monday.", [1]),
    ("Militants decapitated two herders near Menaka on Monday.", [2]),
    ("Militants hacked three herders to death near Menaka on Monday.", [3]),
    ("Militants burned four herders alive near Menaka on Monday.", [4]),
    ("Militants strangled a herder to death near Menaka on Monday.", [1]),
    ("Militants stabbed two herders to death near Menaka on Monday.", [2]),
    ("Militants assassinated a judge in Kirkuk on Monday.", [1]),
    ("Militants murdered a judge and his driver in Kirkuk on Monday.", [2]),
    ("Soldiers tortured a farmer to death in Kirkuk on Monday.", [1]),
    ("An ambush by militants near Menaka on Monday killed nine soldiers.", [9]),
    ("An ambush by militants near Menaka on Monday left nine soldiers dead.", [9]),
    ("An ambush by militants near Menaka on Monday claimed the lives of nine soldiers.", [9]),
    ("An ambush by militants near Menaka on Monday claimed nine lives.", [9]),
    ("Nine soldiers lost their lives in an ambush by militants near Menaka on Monday.", [9]),
    ("Nine soldiers died in an ambush by militants near Menaka on Monday.", [9]),
    ("Nine soldiers perished in an ambush by militants near Menaka on Monday.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, killing nine soldiers.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, leaving nine soldiers dead.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, leaving nine dead.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, resulting in nine deaths.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, resulting in the deaths of nine soldiers.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, causing nine fatalities.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday, leading to the death of one soldier.", [1]),
    ("Militants ambushed a patrol near Menaka on Monday, with nine fatalities.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday. Nine fatalities were reported.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday. Nine soldiers died.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday. The death toll stands at nine.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday. There were nine deaths, the army said.", [9]),
    ("Militants ambushed a patrol near Menaka on Monday. Nine people are dead, the army said.", [9]),
    ("Nine dead as militants ambush patrol near Menaka on Monday", [9]),
    ("Clashes between soldiers and militants near Menaka on Monday left a death toll of nine.", [9]),
    ("Residents of Gulu beat a suspected thief to death on Monday.", [1]),
    ("A mob lynched two suspected thieves in Gulu on Monday.", [2]),
    ("A mob in Gulu stoned a man to death on Monday.", [1]),
    ("Angry residents burned a suspected robber alive in Gulu on Monday.", [1]),
    ("Police found the bodies of four farmers with gunshot wounds near Kirkuk on Monday.", [4]),
    ("Residents found the bullet-riddled body of a trader near Kirkuk on Monday.", [1]),
    # -------- words for numbers and bounds
    ("Militants killed half a dozen herders near Menaka on Monday.", [6]),
    ("Militants killed a pair of herders near Menaka on Monday.", [2]),
    ("Militants killed both herders near Menaka on Monday.", [2]),
    ("Militants killed at least nine herders near Menaka on Monday.", [9]),
    ("Militants killed more than thirty herders near Menaka on Monday.", [30]),
    ("Militants killed nearly 40 herders near Menaka on Monday.", [40]),
    ("Militants killed as many as 40 herders near Menaka on Monday.", [40]),
    ("Militants killed 12 to 15 herders near Menaka on Monday.", [12]),
    ("Militants killed between 12 and 15 herders near Menaka on Monday.", [12]),
    ("Militants killed two or three herders near Menaka on Monday.", [2]),
    ("Militants killed several dozen herders near Menaka on Monday.", [36]),
    ("Militants killed three dozen herders near Menaka on Monday.", [36]),
    ("Militants killed a few herders near Menaka on Monday.", [3]),
    ("Militants killed a number of herders near Menaka on Monday.", [3]),
    ("Militants killed an unknown number of herders near Menaka on Monday.", [3]),
    ("Militants killed some herders near Menaka on Monday.", [3]),
    ("Militants killed many herders near Menaka on Monday.", [3]),
    ("Militants killed thousands of herders near Menaka on Monday.", [1000]),
    ("Militants killed twenty-two herders near Menaka on Monday.", [22]),
    ("Militants killed 9 (nine) herders near Menaka on Monday.", [9]),
    # -------- one death without a number
    ("Militants killed the imam of Menaka on Monday.", [1]),
    ("Militants killed another herder near Menaka on Monday.", [1]),
    ("A soldier died in an ambush by militants near Menaka on Monday.", [1]),
    ("Militants killed a 14-year-old boy near Menaka on Monday.", [1]),
    ("Militants killed a man and his two sons near Menaka on Monday.", [3]),
    ("Militants killed a woman and her child near Menaka on Monday.", [2]),
    ("Militants killed a mother and three of her children near Menaka on Monday.", [4]),
    ("Gunmen shot dead a lawmaker outside his home in Kirkuk on Monday.", [1]),
    # -------- sums and parts
    ("Militants killed three soldiers and two gendarmes near Menaka on Monday.", [5]),
    ("Militants killed three soldiers, two gendarmes and a guide near Menaka on Monday.", [6]),
    ("Three soldiers, two gendarmes and a guide were killed by militants near Menaka on Monday.", [6]),
    ("Militants killed nine herders, including three children, near Menaka on Monday.", [9]),
    ("Militants killed nine herders, among them three children, near Menaka on Monday.", [9]),
    ("Militants killed nine herders, three of them children, near Menaka on Monday.", [9]),
    ("Nine herders, most of them women, were killed by militants near Menaka on Monday.", [9]),
    ("Militants killed nine herders near Menaka on Monday. Three of the dead were children.", [9]),
    ("Militants killed nine people near Menaka on Monday. The victims included four herders.", [9]),
    ("Militants killed nine people near Menaka on Monday: six herders and three traders.", [9]),
    # -------- both sides of a battle
    ("Soldiers clashed with militants near Menaka on Monday. Two soldiers and nine militants died.", [11]),
    ("Soldiers clashed with militants near Menaka on Monday, killing nine militants and losing two soldiers.", [11]),
    ("Soldiers killed nine militants near Menaka on Monday. Two soldiers were also killed.", [11]),
    ("Soldiers killed nine militants near Menaka on Monday and lost two of their own.", [11]),
    ("Nine militants and two soldiers were killed in clashes near Menaka on Monday.", [11]),
    ("Fighting near Menaka on Monday killed nine militants, two soldiers and a civilian.", [12]),
    (
        "Militants attacked an army post near Menaka on Monday. Four soldiers were killed, and six attackers "
        "were shot dead.",
        [10],
    ),
    (
        "Militants attacked an army post near Menaka on Monday. Four soldiers and an unknown number of "
        "militants died.",
        [7],
    ),
    (
        "Soldiers clashed with militants near Menaka on Monday, resulting in four military and six militant "
        "deaths.",
        [10],
    ),
    ("Clashes between soldiers and militants near Menaka on Monday resulted in 14 fatalities.", [14]),
    # -------- attackers' own deaths
    ("A suicide bomber killed six worshippers at a mosque in Kano on Monday.", [7]),
    ("A suicide bomber blew himself up in a market in Kano on Monday, killing himself and six traders.", [7]),
    ("A suicide bomber blew himself up at a checkpoint in Kano on Monday; nobody else was hurt.", [1]),
    ("Two suicide bombers blew themselves up in a market in Kano on Monday, killing six traders.", [8]),
    (
        "Two suicide bombers blew themselves up in a market in Kano on Monday. Eight people died, including "
        "the bombers.",
        [8],
    ),
    ("Gunmen attacked a police station in Kano on Monday. Police killed three of the gunmen.", [3]),
    ("Gunmen attacked a police station in Kano on Monday. An officer and three attackers died.", [4]),
    (
        "Gunmen killed an officer at a police station in Kano on Monday before police shot dead the three "
        "attackers.",
        [4],
    ),
    # -------- no deaths, or none known
    ("Militants attacked three traders near Menaka on Monday. Three injuries and no fatalities were reported.", [0]),
    ("A bomb hit an army truck near Menaka on Monday, killing or injuring all soldiers inside.", [0]),
    ("A bomb hit a patrol near Menaka on Monday, 2 peacekeepers dead and three wounded.", [2]),
    ("Militants attacked an army post near Menaka on Monday. No casualties were reported.", [0]),
    ("Militants attacked an army post near Menaka on Monday, but there were no casualties.", [0]),
    ("Militants attacked an army post near Menaka on Monday without causing casualties.", [0]),
    ("Militants attacked an army post near Menaka on Monday. Nobody died.", [0]),
    ("Militants attacked an army post near Menaka on Monday. No fatalities.", [0]),
    ("Militants attacked an army post near Menaka on Monday. No deaths or injuries were reported.", [0]),
    ("Militants attacked an army post near Menaka on Monday. It was not clear if anyone had died.", [0]),
    ("Militants attacked an army post near Menaka on Monday, causing heavy losses.", [0]),
    ("Militants attacked an army post near Menaka on Monday. Casualties are unknown.", [0]),
    ("Militants attacked an army post near Menaka on Monday, wounding nine soldiers.", [0]),
    ("Nine soldiers were wounded when militants attacked an army post near Menaka on Monday.", [0]),
    ("Militants abducted nine herders near Menaka on Monday.", [0]),
    ("Soldiers arrested nine militants near Menaka on Monday.", [0]),
    ("Militants stole 900 cattle near Menaka on Monday.", [0]),
    ("Militants burned 90 houses near Menaka on Monday.", [0]),
    ("Militants threatened to kill nine herders after they attacked Menaka on Monday.", [0]),
    ("Militants tried to kill a judge in Kirkuk on Monday; he survived.", [0]),
    # -------- killed, wounded, taken, and things
    ("Militants killed two herders and wounded nine near Menaka on Monday.", [2]),
    ("Militants killed two herders, wounded nine and abducted four near Menaka on Monday.", [2]),
    ("A bomb in Kirkuk on Monday killed four people and wounded 30 others.", [4]),
    ("A bomb in Kirkuk on Monday wounded 30 people, four of them fatally.", [4]),
    ("A roadside bomb near Kirkuk on Monday killed a soldier and destroyed two vehicles.", [1]),
    ("Four killed, 30 hurt in bomb blast in Kirkuk on Monday", [4]),
    ("The blast in Kirkuk on Monday injured 34 people; four later died in hospital.", [4]),
    ("A bomb in Kirkuk on Monday wounded 30 people. Four of them died in hospital.", [4]),
    ("Militants killed two herders near Menaka on Monday. A third died of his wounds on Tuesday.", [3]),
    ("Gunmen shot a teacher in Kirkuk on Monday. She died in hospital.", [1]),
    ("Gunmen shot and wounded a teacher in Kirkuk on Monday. He later succumbed to his wounds.", [1]),
    ("Gunmen shot a teacher in Kirkuk on Monday. She survived.", [0]),
    ("Soldiers killed nine militants near Menaka on Monday and seized 30 rifles.", [9]),
    ("Militants killed 30 cattle and two herders near Menaka on Monday.", [2]),
    # -------- who said it, rival figures, updates
    ("The army said it killed nine militants near Menaka on Monday.", [9]),
    ("Militants claimed to have killed nine soldiers in an attack near Menaka on Monday.", [9]),
    ("Militants killed nine herders near Menaka on Monday, the mayor said; a hospital put the toll at eleven.", [9]),
    (
        "The mayor said nine herders were killed by militants near Menaka on Monday, while a hospital source "
        "said seven herders were killed.",
        [7],
    ),
    ("Militants killed nine herders near Menaka on Monday. The toll later rose to eleven.", [11]),
    ("Militants killed nine herders near Menaka on Monday. The death toll has risen to 11, the mayor said.", [11]),
    ("The death toll from Monday's attack by militants on Menaka has risen from nine to eleven.", [11]),
    ("The death toll from Monday's bombing in Kirkuk rose to eleven.", [11]),
    (
        "Militants killed nine herders near Menaka on Monday. Two more herders died of their wounds, "
        "bringing the toll to eleven.",
        [11],
    ),
    ("Militants killed nine herders near Menaka on Monday, up from an earlier count of seven.", [9]),
    # -------- totals and history that are not this event
    ("Militants killed two herders near Menaka on Monday. The war has killed 40,000 people since 2012.", [2]),
    ("Militants killed two herders near Menaka on Monday, bringing the number of people killed this year to 90.", [2]),
    ("Militants killed two herders near Menaka on Monday. Last year, they killed 60 people in the area.", [2]),
    ("Hundreds of people marched in Kano on Monday to mourn the nine farmers killed last month.", [0]),
    ("Protesters marched in Kano on Monday after police killed a student last week.", [0]),
    ("Police arrested a man in Kano on Monday who is accused of killing three traders in 2019.", [0]),
    ("Residents beat a man in Kano on Monday whom they accused of killing a child.", [0]),
    (
        "Soldiers clashed with militants near Menaka on Monday. The militants are blamed for the deaths of "
        "hundreds of people.",
        [0],
    ),
    ("Youths burned tyres in Kano on Monday in protest at the death of a trader in police custody.", [0]),
    # -------- numbers that count nothing
    ("Militants killed two herders 90 km from Menaka on Monday.", [2]),
    ("Militants on 40 motorbikes killed two herders near Menaka on Monday.", [2]),
    ("Some 40 militants killed two herders near Menaka on Monday.", [2]),
    ("Militants killed two herders in 14 villages near Menaka on Monday.", [2]),
    ("Militants with AK-47 rifles killed two herders near Menaka on Monday.", [2]),
    ("Militants killed two herders near Menaka at 5:30 on Monday.", [2]),
    ("Militants of the 25th brigade killed two herders near Menaka on Monday.", [2]),
    ("Militants killed two herders, aged 34 and 51, near Menaka on Monday.", [2]),
    # -------- split over places and days
    ("Militants killed nine herders in Menaka and Gao on Monday.", [5, 4]),
    ("Attacks by militants on Monday killed 12 people in Menaka, Gao and Kidal.", [4, 4, 4]),
    ("Militants killed seven herders in Menaka on Monday and Tuesday.", [4, 3]),
    ("Militants killed four herders in Menaka on Monday. On Tuesday, they killed six traders in Gao.", [4, 6]),
    ("Militants killed a herder in Menaka on Monday. Bandits abducted five pupils in Katsina on Tuesday.", [1, 0]),
    (
        "Militants clashed with soldiers near Gao on Monday. It was one of two related clashes. Nine people "
        "were killed across both clashes.",
        [5],
    ),
    # -------- who was told of before, and who came after
    ("Gunmen shot at a village teacher in Baghlan, Afghanistan, on Monday. The teacher was killed in the raid.", [1]),
    ("Gunmen abducted four boys near Kunduz on Monday. The boys were killed shortly after.", [4]),
    ("Gunmen beat a girl near Kunduz on Monday. She was later found dead.", [1]),
    ("Gunmen shot dead the candidate Maria Lopez in Oaxaca on Monday. Lopez's driver was also killed.", [2]),
    ("Gunmen attacked the home of the mayor, Ali Keita, in Gao on Monday. Keita was killed.", [1]),
    ("Gunmen attacked a hotel in Mogadishu on Monday. In addition to four assailants, nine people were killed.", [13]),
    ("A suicide bomber struck an army convoy near Gao on Monday. The assailant died and six soldiers were hurt.", [1]),
    ("A gunman shot dead six people in Kirkuk on Monday and then killed himself.", [7]),
    # -------- parts and wholes
    ("Militants killed nine herders, three of them children, and two guards near Menaka on Monday.", [11]),
    ("Ten officers, including their chief, and 15 militants were killed in a clash near Gao on Monday.", [25]),
    ("Militants near Gao killed eight herders on Monday, including five boys and three elders.", [8]),
    ("Militants killed five traders in Gao on Monday. At least two of the victims were beheaded.", [5]),
    ("A bombing in Bagram on Monday killed three Italians. As many as 11 people were killed, the governor said.", [11]),
    ("An army jet killed about 20 JNIM militants near Gao on Monday.", [20]),
    ("The army killed 16 JNIM and ISGS militants near Gao on Monday.", [16]),
    ("Three militants were killed, wounded or captured in a clash near Gao on Monday.", [0]),
    # -------- alongside, one by one, and told by what was found
    ("A French officer was killed in Gao on Monday alongside an interpreter.", [2]),
    ("A French officer was killed by militants in Gao on Monday, together with two drivers.", [3]),
    ("Militants killed a judge along with his driver in Kirkuk on Monday.", [2]),
    ("Gunmen shot dead Ali Hassan and Omar Saleh in Basra on Monday.", [2]),
    ("Gunmen killed Ali Hassan, 34, and his son in Basra on Monday.", [2]),
    ("Gunmen shot at Sheikh Omar Nasser near Sanaa on Monday. Nasser, a tribal leader, and his four sons died.",
     [5]),
    ("Gunmen opened fire on Jassim al-Hilfi in Basra on Monday. Al-Hilfi, the father of a lawyer, was killed.", [1]),
    ("On Monday, a man wanted for kidnapping and smuggling was killed in a police raid in Marawi.", [1]),
    # some of the wounded die after the others were counted; a breakdown of the dead adds nobody
    ("Gunmen attacked a bus near Gao on Monday, killing four passengers. Two of the wounded died in hospital.", [6]),
    ("Gunmen killed four people near Gao on Monday. Three more people died of their injuries in hospital.", [7]),
    ("A bomb wounded five people in Gao on Monday. Two of the wounded died in hospital.", [2]),
    ("A bomb killed five people in Gao on Monday. Three died at once and two others died in hospital.", [5]),
    ("Gunmen executed a chief of Koro and two of his nephews near Mopti on Monday.", [3]),
    ("Gunmen abducted two police officers near Herat on Monday. The policemen were shot and killed some time later.",
     [2]),
    ("Gunmen shot and killed one council member in addition to three of his guards in Ghazni on Monday.", [4]),
    ("Two engineers from China and India and three Algerians were killed in a bombing near Blida on Monday.", [5]),
    ("Seven soldiers from Mali and Niger were killed in an ambush by militants near Gao on Monday.", [7]),
    ("Militiamen shot and killed four civilians (one of them a child) in Bule on Monday and beheaded a man.", [5]),
    ("Gunmen abducted a teacher near Kirkuk on Monday. The teacher was murdered and his body found in a river.", [1]),
    ("One Dozo and one Fulani were killed in a clash in Koro on Monday.", [2]),
    ("Militants attacked Bol on Monday. At least 25 bodies were counted.", [25]),
    ("Militants attacked Bol on Monday. Residents recovered 25 bodies.", [25]),
    # -------- remarks on how somebody coded it are no news
    ("Militants attacked Menaka on Monday. Unknown number of deaths coded as 10.", [3]),
    ("Militants killed nine herders near Menaka on Monday. Deaths split over three events.", [9]),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    return run_all(dict.fromkeys(text for text, _ in TEXTS), stores)


@pytest.mark.parametrize(("text", "deaths"), TEXTS)
def test_deaths_of_each_event(text: str, deaths: list[int], coded: dict[str, Run]) -> None:
    assert [e.cells["fatalities"] for e in coded[text].coded.events if not e.reasons] == deaths
