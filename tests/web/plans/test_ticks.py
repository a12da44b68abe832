"""Steps of a transition: ticked off by whoever writes in the plan, with who and when, and opened again."""

import pytest
from tests.web.access.people import NOW, make_person, make_user, tie
from tests.web.plans.writers import before, browser, colleague

from videre.home.home import Home
from videre.web.audit.models import Entry
from videre.web.people.models import Person
from videre.web.plans.actions import tick
from videre.web.plans.actions.ticking import NoSuchStep
from videre.web.plans.actions.writing import MayNotWrite
from videre.web.plans.models import Tick

pytestmark = pytest.mark.django_db
AHEAD = "to_youth_education"


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16."""
    return make_person()


def test_a_step_is_ticked_off_with_who_and_when_and_opened_again(asta: Person) -> None:
    client = browser(colleague(asta, name="carl"))
    page = f"/plan/{asta.pk}"
    assert "0 af 3 trin er i orden" in client.get(page).text
    text = client.post(f"{page}/trin/{AHEAD}/2", {"done": "1"}, follow=True).text
    assert "Trinnet er sat som i orden." in text
    assert "1 af 3 trin er i orden" in text
    assert "Guidance_Counsellor, vejleder" in text
    client.post(f"{page}/trin/{AHEAD}/2", {"done": "1"})
    assert Tick.objects.count() == 1
    assert "0 af 3 trin er i orden" in client.post(f"{page}/trin/{AHEAD}/2", {"done": "0"}, follow=True).text
    made = Tick.objects.get()
    assert (made.by, made.undone_by) == ("carl", "carl")
    told = Entry.objects.filter(person=str(asta.pk), event__contains="tick").order_by("id")
    assert [(each.event, each.about) for each in told] == [
        ("step_ticked", f"{AHEAD} 2"),
        ("step_unticked", f"{AHEAD} 2"),
    ]


def test_a_step_that_the_form_lacks_and_one_who_does_not_write_are_refused(asta: Person) -> None:
    carl = before(colleague(asta, name="carl"), asta.pk)
    for transition, step in ((AHEAD, 0), (AHEAD, 4), ("to_the_moon", 1)):
        with pytest.raises(NoSuchStep):
            tick(reader=carl, transition=transition, step=step, is_done=True, now=NOW, by="carl")
    helle = make_user("school_head", "helle", "school:101001")
    tie(asta, "school:101001")
    with pytest.raises(MayNotWrite):
        tick(reader=before(helle, asta.pk), transition=AHEAD, step=1, is_done=True, now=NOW, by="helle")
    assert browser(helle).post(f"/plan/{asta.pk}/trin/{AHEAD}/1", {"done": "1"}).status_code == 404
    assert not Tick.objects.exists()
    assert "trin er i orden" not in browser(helle).get(f"/plan/{asta.pk}").text
