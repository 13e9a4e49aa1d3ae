"""People, events and pets as they are reported, and what an admin can do about them."""

from typing import Any
from uuid import UUID

from strato.accounts.models import User
from strato.community.models import Event, Pet
from strato.community.policies import can_remove_pet, can_run_event
from strato.community.services import cancel_event, remove_pet
from strato.community.states import EventStatus
from strato.moderation.reportables import Matter, Remedy
from strato.moderation.states import RemedyCode, ReportKind


class PersonReportable:
    """Somebody, by what they say of themselves; what can be done to them stands beside every report."""

    kind = ReportKind.PERSON
    remedies: tuple[Remedy, ...] = ()

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        person = User.objects.visible_to(user).filter(pk=ref).select_related("profile").first()
        if person is None:
            return None
        profile = getattr(person, "profile", None)
        facts = {"name": person.name, "username": person.username or "", "about": person.bio, "place": person.location}
        if profile is not None:
            facts |= {"headline": profile.headline, "website": profile.website}
        return Matter(label=person.display_name, about_id=person.pk, link=f"/people/{ref}", facts=facts)

    def row(self, ref: UUID) -> None:
        """Nothing here: an account is closed and opened by moderation itself."""


class EventReportable:
    """A get-together; what it says, and where it is to be."""

    kind = ReportKind.EVENT
    remedies = (
        Remedy(
            RemedyCode.CANCEL_EVENT,
            lambda event, by: can_run_event(by, event) and event.can_become(EventStatus.CANCELLED),
            cancel_event,
        ),
    )

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        event = Event.objects.visible_to(user).filter(pk=ref).first()
        if event is None:
            return None
        place = "\n".join(filter(None, (event.area, event.place)))
        facts = {"title": event.title, "about": event.description, "place": place}
        return Matter(label=event.title, about_id=event.organizer_id, link=f"/events/{ref}", facts=facts)

    def row(self, ref: UUID) -> Event | None:
        return Event.objects.filter(pk=ref).first()


class PetReportable:
    """A pet's page."""

    kind = ReportKind.PET
    remedies = (
        Remedy(
            RemedyCode.REMOVE_PET,
            lambda pet, by: can_remove_pet(by, pet),
            lambda pet, by, reason: remove_pet(pet, by=by),
        ),
    )

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        pet = Pet.objects.visible_to(user).filter(pk=ref).first()
        if pet is None:
            return None
        facts = {"name": pet.name, "breed": pet.breed, "about": pet.about}
        return Matter(label=pet.name, about_id=pet.owner_id, link=f"/pets/{ref}", facts=facts)

    def row(self, ref: UUID) -> Pet | None:
        return Pet.objects.filter(pk=ref).first()
