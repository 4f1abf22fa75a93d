"""What happened, to whom, where, when and with what, and whether it is told as a fact."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.reading import Reader
from reportedly.reading.events import confidence
from reportedly.vocabulary import Article, Event, Reading


def read(reader: Reader, text: str, published: date | None = date(2025, 5, 9)) -> Reading:
    return reader.read(Article(id="r1", text=text, published=published))


def trigger(reading: Reading, event: Event) -> str:
    """Return the word that an event hangs on."""
    at = int("".join(c for c in event.id if c.isdigit()))
    return reading.article.text[at:].split()[0].strip(".,;:”\"'")


def told(reading: Reading, word: str) -> Event:
    """Return the event that hangs on a word."""
    return next(e for e in reading.events if trigger(reading, e) == word)


KINDS = [
    # sentence, PLOVER type, ACLED sub-event type (or our own)
    ("Fighter jets bombed a bridge outside Myitkyina at dawn.", "ASSAULT", "Air/drone strike"),
    ("A drone struck a bakery in Omdurman.", "ASSAULT", "Air/drone strike"),
    ("Rockets hit the old quarter of Taiz.", "ASSAULT", "Shelling/artillery/missile attack"),
    ("The army shelled two villages near Kutum.", "ASSAULT", "Shelling/artillery/missile attack"),
    ("A roadside bomb killed four police officers.", "ASSAULT", "Remote explosive/landmine/IED"),
    ("A suicide bomber blew himself up at a gate.", "ASSAULT", "Suicide bomb"),
    ("Two men threw a grenade at a police post.", "ASSAULT", "Grenade"),
    ("Soldiers clashed with rebels near Butembo.", "ASSAULT", "Armed clash"),
    ("Militants attacked an army base in Borno.", "ASSAULT", "Armed clash"),
    ("Gunmen opened fire on worshippers in a church.", "ASSAULT", "Attack"),
    (
        "Rebels seized control of the town of Hpakant.",
        "COERCE",
        "Non-state actor overtakes territory",
    ),
    ("Government troops recaptured the town of Palma.", "COERCE", "Government regains territory"),
    ("Air defences shot down six drones over Erbil.", "ASSAULT", "Disrupted weapons use"),
    ("Gunmen abducted seven teachers in Zamfara.", "ASSAULT", "Abduction/forced disappearance"),
    ("Thousands of people marched in Tbilisi.", "PROTEST", "Peaceful protest"),
    ("Protesters threw petrol bombs at a bank.", "PROTEST", "Violent demonstration"),
    ("Police arrested three opposition leaders.", "COERCE", "Arrests"),
    ("The general's men withdrew from the airfield.", "RETREAT", "Change to group/activity"),
    ("The rebels freed 12 captured soldiers.", "RETREAT", "Other"),
    ("The two governments signed a border agreement.", "SUPPORT", "Agreement"),
    ("The president visited Ankara.", "CONSULT", "Diplomatic event"),
    ("Ottawa expelled two Indian diplomats.", "SANCTION", "Diplomatic event"),
    ("The minister summoned the Chinese ambassador.", "ACCUSE", "Diplomatic event"),
    ("Brussels imposed sanctions on four generals.", "SANCTION", "Diplomatic event"),
    ("Norway delivered tents and food to the island.", "AID", "Diplomatic event"),
    ("Thousands fled the town of Bunia.", "SANCTION", "Other"),
]


@pytest.mark.parametrize(("sentence", "plover", "acled"), KINDS)
def test_the_words_tell_what_kind_of_thing_happened(
    reader: Reader, sentence: str, plover: str, acled: str
) -> None:
    events = read(reader, sentence).events
    best = max(events, key=lambda e: e.confidence)
    assert best.plover is not None
    assert best.acled is not None
    assert (best.plover.type, best.acled.sub_event_type) == (plover, acled)


@pytest.mark.parametrize(
    ("sentence", "acled"),
    [
        ("The group claimed responsibility for the blast.", "Attribution of responsibility"),
        ("A strong earthquake shook the island of Lombok.", "Natural disaster"),
        ("Police broke up a smuggling ring in Tripoli.", "Organised crime"),
    ],
)
def test_what_plover_has_no_type_for_is_kept_without_one(
    reader: Reader, sentence: str, acled: str
) -> None:
    best = max(read(reader, sentence).events, key=lambda e: e.confidence)
    assert best.plover is None
    assert best.acled is not None
    assert (best.acled.event_type, best.acled.sub_event_type) == ("Outside ACLED", acled)


STATUS = [
    ("The army bombed the port.", "bombed", "asserted"),
    ("The army has not bombed the port.", "bombed", "negated"),
    ("The army denied that it had bombed the port.", "bombed", "denied"),
    ("The army denied bombing the port.", "bombing", "denied"),
    ("Rebels said that the army had bombed the port.", "bombed", "claimed"),
    ("The president will visit Nairobi on Sunday.", "visit", "planned"),
    ("Chad promised to open its border.", "promised", "pledged"),
    ("If the army bombs the port, the talks are over.", "bombs", "conditional"),
    ("The army might bomb the port.", "bomb", "hypothetical"),
    ("The rebels tried to kill the governor.", "kill", "hypothetical"),
    ("No attack was reported in the capital.", "attack", "negated"),
]


SCOPES = [
    # sentence, trigger, status: which head stands under which operator
    ("The battalion denied that any depot had been hit.", "hit", "denied"),
    ("The army said it was not responsible for the blast at the depot.", "blast", "denied"),
    ("A rebel spokesman said they had no part in the killing of the priest.", "killing", "denied"),
    ("At no time did our forces shell the camp, the general told reporters.", "shell", "denied"),
    ("The report of an attack on the train turned out to be false.", "attack", "denied"),
    ("The general insisted his men had not looted the shops.", "looted", "denied"),
    ("A third round of talks is to take place in Oslo in June.", "talks", "planned"),
    ("Fighters have massed near Marib to storm the city.", "storm", "planned"),
    ("Burundi is withdrawing its contingent by the end of May.", "withdrawing", "planned"),
    ("Had the truce collapsed, the army would have stormed the camp.", "stormed", "conditional"),
    ("The deployment of 3,000 soldiers depends on a vote.", "deployment", "conditional"),
    ("Partners fear that clashes could spread to Akobo.", "clashes", "hypothetical"),
    ("The army has no plans to withdraw from the valley.", "withdraw", "negated"),
]


@pytest.mark.parametrize(("sentence", "word", "status"), SCOPES)
def test_status_follows_what_governs_the_words(
    reader: Reader, sentence: str, word: str, status: str
) -> None:
    assert told(read(reader, sentence), word).status == status


def test_a_verb_joined_to_what_is_denied_may_go_on_from_the_denial(reader: Reader) -> None:
    reading = read(
        reader, "The army denied that a depot had been hit and accused the rebels of it."
    )
    assert told(reading, "hit").status == "denied"
    assert told(reading, "accused").status == "asserted"


@pytest.mark.parametrize(("sentence", "word", "status"), STATUS)
def test_status_follows_negation_modals_conditions_and_denials(
    reader: Reader, sentence: str, word: str, status: str
) -> None:
    assert told(read(reader, sentence), word).status == status


def test_a_claim_stays_with_its_statement(reader: Reader) -> None:
    reading = read(reader, "Pakistan said that its forces had shot down 25 Indian drones.")
    event = told(reading, "shot")
    statement = next(s for s in reading.statements if s.id == event.statement)
    assert event.status == "claimed"
    assert statement.cue.lemma == "say"


ROLES = [
    ("Rwandan soldiers attacked Congolese troops.", "attacked", {"RWA"}, {"COD"}),
    ("Congolese troops were attacked by Rwandan soldiers.", "attacked", {"RWA"}, {"COD"}),
    ("A Russian missile strike hit the station.", "strike", {"RUS"}, set()),
    ("Ethiopia has stepped up attacks on Eritrea.", "attacks", {"ETH"}, {"ERI"}),
    ("Tehran accused Israel of bombing the site.", "bombing", {"ISR"}, set()),
    ("Armenia and Azerbaijan held talks.", "held", {"ARM"}, {"AZE"}),
    ("Peru, Chile and Bolivia have signed a treaty.", "signed", {"PER"}, {"CHL", "BOL"}),
    ("Talks between Kenya and Somalia resumed on Monday.", "Talks", {"KEN"}, {"SOM"}),
    ("France has agreed to a truce.", "agreed", {"FRA"}, set()),
    ("The United States imposed sanctions on Iran.", "imposed", {"USA"}, {"IRN"}),
    ("Two children were hurt by Turkish shelling.", "shelling", {"TUR"}, {None}),
    ("France threatened to break off relations with Mali.", "threatened", {"FRA"}, {"MLI"}),
]


@pytest.mark.parametrize(("sentence", "word", "by", "to"), ROLES)
def test_who_acts_and_who_suffers(
    reader: Reader, sentence: str, word: str, by: set[str], to: set[str]
) -> None:
    reading = read(reader, sentence)
    event = told(reading, word)
    country = {actor.id: actor.country for actor in reading.actors}
    assert {country[i] for i in event.actors} == by
    assert {country[i] for i in event.targets} == to


def test_a_town_that_fell_was_taken_by_those_it_fell_to(reader: Reader) -> None:
    reading = read(reader, "Ethiopian officials said that the town had fallen to Somali rebels.")
    event = told(reading, "fallen")
    assert {actor.name for actor in reading.actors if actor.id in event.actors} == {"Somali rebels"}


def test_what_was_shot_down_is_no_means(reader: Reader) -> None:
    event = told(read(reader, "Jets shot down nine drones near Aqaba."), "shot")
    assert "drone" not in {means.kind for means in event.means}


def test_a_sentence_that_goes_on_with_the_dead_belongs_to_the_strike(reader: Reader) -> None:
    reading = read(
        reader,
        "A missile struck a market in Sumy at noon. Nine people were killed and 20 wounded.",
    )
    (event,) = reading.events
    assert [effect.kind for effect in event.effects] == ["killed", "wounded"]
    assert len(event.evidence) == 2


def test_a_toll_told_by_somebody_stays_theirs(reader: Reader) -> None:
    reading = read(
        reader,
        "A missile struck a market in Sumy at noon. Nine people were killed, the governor said.",
    )
    strike, toll = reading.events
    assert (strike.statement, strike.effects) == (None, ())
    assert toll.statement is not None
    assert toll.acled == strike.acled
    assert toll.place == strike.place


def test_a_barrage_is_one_happening_with_its_means_and_effects(reader: Reader) -> None:
    reading = read(
        reader,
        "Overnight, Iranian forces launched a huge barrage against Israel, firing 80 drones and "
        "12 missiles and leaving two towns without electricity.",
    )
    (event,) = [e for e in reading.events if e.plover and e.plover.type == "ASSAULT"]
    assert {means.kind for means in event.means} == {"drone", "missile"}
    assert [effect.kind for effect in event.effects] == ["without_power"]
    values = {f.value for f in reading.figures if f.event == event.id}
    assert values >= {80.0, 12.0}
    assert set(event.figures) == {f.id for f in reading.figures if f.event == event.id}


def test_deaths_belong_to_the_strike_that_caused_them(reader: Reader) -> None:
    reading = read(reader, "Three nurses were killed in an air strike on a clinic in Loikaw.")
    (event,) = reading.events
    assert event.acled is not None
    assert event.acled.sub_event_type == "Air/drone strike"
    assert [effect.kind for effect in event.effects] == ["killed"]


def test_the_place_is_where_it_happened_and_not_where_it_was_told(reader: Reader) -> None:
    reading = read(
        reader,
        "GENEVA — Rebels attacked a convoy near Goma on Tuesday, an official said in Geneva on "
        "Thursday.",
    )
    event = told(reading, "attacked")
    place = next(p for p in reading.places if p.id == event.place)
    time = next(t for t in reading.times if t.id == event.time)
    assert place.name == "Goma"
    assert time.start is not None
    assert time.start.startswith("2025-05-06")


def test_without_a_time_in_the_text_an_event_has_none(reader: Reader) -> None:
    assert told(read(reader, "Rebels attacked a convoy."), "attacked").time is None


def test_the_strike_after_a_strike_is_the_same_one(reader: Reader) -> None:
    reading = read(
        reader,
        "A drone hit a fuel depot in Port Sudan on Sunday. Smoke stood over the harbour for "
        "hours. The attack was the first on the city in a year.",
    )
    hits = [e for e in reading.events if e.plover and e.plover.type == "ASSAULT"]
    assert len(hits) == 1
    assert len(hits[0].evidence) == 2


def test_two_attacks_at_two_places_stay_two(reader: Reader) -> None:
    reading = read(
        reader,
        "A drone hit a fuel depot in Port Sudan on Sunday. The attack in Kassala on Monday hit a "
        "market.",
    )
    assert len([e for e in reading.events if e.plover and e.plover.type == "ASSAULT"]) >= 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The war drags on.",
        "Tensions remain high and the conflict has no end in sight.",
        "They met the deadline.",
        "The spokesman refused to comment.",
        "In March the harvest was good.",
        "",
    ],
)
def test_opinions_and_everyday_words_are_no_happenings(reader: Reader, sentence: str) -> None:
    assert read(reader, sentence).events == ()


def test_confidence_is_lower_for_what_is_not_told_as_a_fact(reader: Reader) -> None:
    fact = told(read(reader, "The rebels attacked Kidal."), "attacked")
    perhaps = told(read(reader, "The rebels could attack Kidal."), "attack")
    assert 0 < perhaps.confidence < fact.confidence <= 1


WORDS = st.sampled_from(
    ["rebels", "attacked", "the", "strike", "on", "Goma", "was", "killed", "in", "a", "drone",
     "said", "that", "if", "12", "soldiers", "and", "talks", "agreed", "to", ".", "\n\n", "“", "”"]
)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_events_whose_spans_are_in_it(reader: Reader, text: str) -> None:
    reading = read(reader, text, None)
    for event in reading.events:
        assert 0 <= event.confidence <= 1
        for span in event.evidence:
            assert span.of(text).strip() == span.of(text)
            assert span.of(text)


def test_a_page_without_full_stops_is_read_in_good_time(reader: Reader) -> None:
    started = time.monotonic()
    read(reader, "the strike on the strike on " * 800, None)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired two shots and his team bombarded the goalkeeper in the second half.",
        "In the sequel rebels attack a fortress, and the film's hero kills nine soldiers. "
        "Viewers will love the last scene.",
        "On the anniversary of the Somme a wreath was laid for those who were killed in 1916.",
        "The opposition attacked the budget.",
        "Two ministers clashed over the budget.",
        "A shark attacked a surfer off Byron Bay.",
    ],
)
def test_other_worlds_borrow_the_words_of_war(reader: Reader, text: str) -> None:
    events = read(reader, text).events
    assert not [e for e in events if e.plover and e.plover.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Prices have risen since the invasion in 2022.",
        "The aid will come once a ceasefire is in place.",
        "The countries that support Kyiv met no one.",
        "Neither side offered a truce.",
        "Any troops deployed there would leave again.",
    ],
)
def test_what_only_frames_is_no_happening(reader: Reader, text: str) -> None:
    types = {e.plover.type for e in read(reader, text).events if e.plover}
    assert not types & {"ASSAULT", "RETREAT", "SUPPORT", "MOBILIZE"}


def test_a_list_of_bare_participles_tells_of_barrage_and_defence(reader: Reader) -> None:
    reading = read(
        reader,
        "The air force gave its count: 157 drones and seven missiles launched, "
        "121 drones shot down or jammed.",
    )
    subs = {event.acled.sub_event_type for event in reading.events if event.acled}
    assert {"Air/drone strike", "Disrupted weapons use"} <= subs


def test_a_verb_that_takes_up_the_same_things_adds_evidence(reader: Reader) -> None:
    reading = read(
        reader,
        "The two ministers initialled the text of a treaty in Oslo. "
        "They initialled the text at noon.",
    )
    (event,) = [e for e in reading.events if e.plover and e.plover.type == "SUPPORT"]
    assert len(event.evidence) == 2


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("“Our forces did not bomb the market,” the army said.", "bomb", "denied"),
        ("The army allegedly shelled the port.", "shelled", "claimed"),
        ("The parties are to sign the treaty in May.", "sign", "planned"),
        ("Oslo is willing to sign the treaty if Kyiv agrees.", "sign", "conditional"),
    ],
)
def test_status_of_denials_hedges_and_plans(
    reader: Reader, text: str, word: str, status: str
) -> None:
    assert told(read(reader, text), word).status == status


def test_will_not_is_a_refusal(reader: Reader) -> None:
    (event,) = read(reader, "Baku will not sign the treaty.").events
    assert event.plover is not None
    assert (event.plover.type, event.status) == ("REJECT", "asserted")


def test_confidence_keeps_the_order_of_scores() -> None:
    table = confidence.knots()
    assert all(low.score < high.score and low.share < high.share for low, high in pairwise(table))
    assert confidence.calibrated(0.0) == table[0].share
    assert confidence.calibrated(1.0) == table[-1].share


def test_a_toll_of_the_same_side_belongs_to_the_attack(reader: Reader) -> None:
    text = "The Kenyan army said that rebels shelled the camp. Four soldiers were killed, {}."
    same = read(reader, text.format("the Kenyan defence ministry said"))
    assert len([e for e in same.events if e.plover and e.plover.type == "ASSAULT"]) == 1


def test_a_toll_of_the_other_side_stays_theirs(reader: Reader) -> None:
    text = "The Kenyan army said that it shelled the camp. Four people were killed, Somalia said."
    events = read(reader, text).events
    assert len([e for e in events if e.plover and e.plover.type == "ASSAULT"]) == 2


def test_what_somebody_does_not_count_is_no_happening(reader: Reader) -> None:
    text = "The air force did not say how many of the missiles were intercepted."
    assert read(reader, text).events == ()


def test_a_shooting_that_a_leader_warns_of_is_the_leaders_threat(reader: Reader) -> None:
    text = "Troops would be fired upon, Iran's president warned. He said they were fair game."
    reading = read(reader, text)
    (event,) = reading.events
    assert event.plover is not None
    assert (event.plover.type, event.status) == ("THREATEN", "asserted")
    country = {actor.id: actor.country for actor in reading.actors}
    assert {country[i] for i in event.actors} == {"IRN"}
    assert len(event.evidence) == 2


def test_what_is_sent_is_no_target_of_a_pledge(reader: Reader) -> None:
    reading = read(reader, "Kenya pledged to send troops to Haiti.")
    country = {actor.id: actor.country for actor in reading.actors}
    assert {country[i] for i in told(reading, "pledged").targets} == {"HTI"}


def test_an_outlet_that_carries_a_demand_is_not_its_target(reader: Reader) -> None:
    text = "“We lose,” CNN quoted the Malian president as saying. He demanded that the aid start."
    reading = read(reader, text)
    assert told(reading, "demanded").targets == ()


def test_we_are_those_who_speak(reader: Reader) -> None:
    reading = read(reader, "“We have agreed on a truce,” Bolivia's president said.")
    country = {actor.id: actor.country for actor in reading.actors}
    assert {country[i] for i in told(reading, "agreed").actors} == {"BOL"}


def test_what_was_set_on_fire_in_an_attack_is_no_plan(reader: Reader) -> None:
    reading = read(reader, "A depot was also set alight in the attack.")
    assert {event.status for event in reading.events} <= {"asserted"}


def test_houses_that_burn_down_have_not_burned_anything(reader: Reader) -> None:
    text = "Rebels shelled the town on Monday, the army said. Nine houses burned down."
    events = read(reader, text).events
    assert [e.plover.mode for e in events if e.plover] == ["heavy-weapons"]


def test_whose_account_it_is_did_not_do_it(reader: Reader) -> None:
    text = "Four drivers died in an attack on a Red Cross convoy by the ministry’s account."
    reading = read(reader, text)
    assert told(reading, "attack").actors == ()


BLAMED = [
    # sentence, its trigger, status, who is held to have done it
    ("Suspected ELN rebels killed 12 farmers in Arauca.", "killed", "claimed", "Liberation Army"),
    ("An attack blamed on al-Shabaab killed six people.", "attack", "claimed", "Al-Shabaab"),
    ("The bombing, allegedly carried out by the PKK, hurt two.", "bombing", "claimed", "Kurd"),
    ("The convoy was ambushed, apparently by the M23.", "ambushed", "claimed", "M23"),
    ("The strike may have been carried out by Israel.", "strike", "hypothetical", "Israel"),
    ("The president held the M23 responsible for the killing.", "killing", "claimed", "M23"),
    ("Ghana blamed the M23 for the bombing in Goma.", "bombing", "claimed", "M23"),
]


@pytest.mark.parametrize(("text", "word", "status", "doer"), BLAMED)
def test_who_is_only_blamed_did_it_by_an_account(
    reader: Reader, text: str, word: str, status: str, doer: str
) -> None:
    reading = read(reader, text)
    event = told(reading, word)
    names = {actor.id: actor.name for actor in reading.actors}
    assert event.status == status
    assert [doer in names[i] for i in event.actors] == [True]


def test_nobody_who_claims_an_attack_has_made_it(reader: Reader) -> None:
    reading = read(reader, "No group has claimed responsibility for the attack in Lahore.")
    event = told(reading, "attack")
    assert (event.actors, event.statement) == ((), None)


CONDITIONED = [
    "Israel will withdraw from the corridor only after Hamas frees the hostages.",
    "The rebels said they would withdraw in exchange for an amnesty.",
    "Iran said it would withdraw in the event of an attack on its territory.",
    "Should the truce hold, the army would withdraw, the minister said.",
    "The army will withdraw as soon as the monitors arrive.",
]


@pytest.mark.parametrize("text", CONDITIONED)
def test_what_hangs_on_a_condition_is_conditional(reader: Reader, text: str) -> None:
    assert told(read(reader, text), "withdraw").status == "conditional"


PLACED = [
    ("Kharkiv governor Oleh Syniehubov said that a strike had wounded three people.", "Kharkiv"),
    ("Residents of Bunia reported shelling on Friday.", "Bunia"),
    ("MOGADISHU — Gunmen stormed a hotel on Thursday, killing nine people.", "Mogadishu"),
    ("The battle for Aleppo killed at least 90 people.", "Aleppo"),
    ("Odesa's port was hit by a missile.", "Odesa"),
    ("Dakar will send troops after gunmen attacked a village near Gao.", "Gao"),
]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_where_it_happened_may_be_told_around_it(reader: Reader, text: str, place: str) -> None:
    reading = read(reader, text)
    names = {one.id: one.name for one in reading.places}
    violent = [e for e in reading.events if e.plover and e.plover.type == "ASSAULT"]
    assert [names.get(e.place or "") for e in violent] == [place]


DEALT = [
    # text, trigger, actors, targets (by country or name)
    ("The foreign ministers of Thailand and Cambodia met in Hanoi.", "met", "THA", "KHM"),
    ("Qatar hosted talks between Israel and Hamas in Doha.", "hosted", "ISR", "PSE"),
    ("Moscow offered a truce. Kyiv rejected the offer.", "rejected", "UKR", "RUS"),
    ("A year after Congo and Rwanda signed a truce, fighting goes on.", "signed", "COD", "RWA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "source", "target"), DEALT)
def test_who_deals_with_whom(
    reader: Reader, text: str, word: str, source: str, target: str
) -> None:
    reading = read(reader, text)
    event = told(reading, word)
    land = {actor.id: actor.country for actor in reading.actors}
    assert [land[i] for i in event.actors] == [source]
    assert [land[i] for i in event.targets] == [target]


def test_drones_shot_down_are_those_launched_before(reader: Reader) -> None:
    text = (
        "Russia launched 157 drones at Ukraine overnight. "
        "The Ukrainian air force said 121 of the drones were shot down."
    )
    reading = read(reader, text)
    land = {actor.id: actor.country for actor in reading.actors}
    down = told(reading, "shot")
    assert [land[i] for i in down.actors] == ["UKR"]
    assert [land[i] for i in down.targets] == ["RUS"]
    assert down.time == told(reading, "launched").time is not None


def test_people_who_are_only_described_can_suffer(reader: Reader) -> None:
    reading = read(reader, "A repair crew came under a second strike in Kherson.")
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[i] for i in told(reading, "strike").targets] == ["repair crew"]


PHRASES = (
    # sentence, ACLED sub-event type (or our own)
    ("A man wearing an explosive belt blew himself up at the gate.", "Suicide bomb"),
    ("Rebels wrested the town from government soldiers on Friday.",
     "Non-state actor overtakes territory"),
    ("The army drove the insurgents out of the last village.", "Government regains territory"),
    ("Insurgents have pitched a camp in the forest.", "Headquarters or base established"),
    ("Gunmen dragged the priest from his house and took him away.",
     "Abduction/forced disappearance"),
    ("Police cleared the square, dragging away demonstrators.", "Protest with intervention"),
    ("A ferry with 80 passengers went down on the lake.", "Man-made disaster"),
    ("The river burst its banks and swept away forty houses.", "Natural disaster"),
    ("Rockets rained on the town all afternoon.", "Shelling/artillery/missile attack"),
    ("The group owned up to the killing of the two hostages.", "Attribution of responsibility"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "acled"), PHRASES)
def test_turns_of_phrase_tell_what_happened(reader: Reader, sentence: str, acled: str) -> None:
    best = max(read(reader, sentence).events, key=lambda e: e.confidence)
    assert best.acled is not None
    assert best.acled.sub_event_type == acled


def test_a_raid_told_in_two_sentences_is_news(reader: Reader) -> None:
    text = "Gunmen raided the village of Dogo at dawn. Eleven farmers were killed."
    events = read(reader, text).events
    assert [e.status for e in events if e.plover and e.plover.type == "ASSAULT"]


def test_a_rehearsed_attack_is_none(reader: Reader) -> None:
    text = (
        "Pupils with painted wounds lay in the gym while officers practised for the worst. In the "
        "drill, held in the holidays, a gunman fires at random and is shot in the library. The "
        "headmaster praised the volunteers, who were given pizza, and said that the rehearsal had "
        "shown where doors jam. Parents had been told by letter. A second exercise is to follow "
        "in spring, with the fire brigade and a helicopter from the clinic."
    )
    told = [e for e in read(reader, text).events if e.status == "asserted"]
    assert not [e for e in told if e.plover and e.plover.type == "ASSAULT"]


STATUSES = (
    ("It was untrue that its troops had shelled the market, the army said.", "shelled", "denied"),
    ("The army denied reports that its soldiers had burned the village.", "burned", "denied"),
    ("Trade unions have called a strike for Thursday.", "called", "planned"),
    ("The army said it had not carried out any strikes in the area.", "strikes", "denied"),
    ("The two presidents did not meet in New York.", "meet", "negated"),
)


@pytest.mark.parametrize(("text", "word", "status"), STATUSES)
def test_status_by_wording(reader: Reader, text: str, word: str, status: str) -> None:
    assert told(read(reader, text), word).status == status


def test_a_denial_as_a_whole_denies_what_was_told(reader: Reader) -> None:
    text = "Residents said the army had shelled the market. The army denied the accusation."
    statuses = [e.status for e in read(reader, text).events if e.plover.type == "ASSAULT"]
    assert statuses == ["claimed", "denied"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Drones hit a refinery in Ryazan, about 200 kilometers southeast of Moscow.", False),
        ("Gunmen attacked a convoy near Al Koma, 80 km from El Fasher.", False),
        ("The rebels advanced 15 km into the valley.", True),
    ],
)
def test_a_distance_that_says_where_counts_in_no_happening(
    reader: Reader, text: str, counted: bool
) -> None:
    (figure,) = (one for one in read(reader, text).figures if one.measure == "distance")
    assert (figure.event is not None) is counted
