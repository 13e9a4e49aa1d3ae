"""What community can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid, Missing


class NotOneself(Conflict):
    code = "not_oneself"
    detail = "This takes two different people."


class AlreadyFriends(Conflict):
    code = "already_friends"
    detail = "You are friends already."


class NotFriends(Conflict):
    code = "not_friends"
    detail = "You are not friends."


class DeclinedLately(Conflict):
    code = "declined_lately"
    detail = "This person declined not long ago. They may ask you."


class TooManyRequests(Conflict):
    code = "too_many_requests"
    detail = "Too many of your requests wait for an answer."


class TakesNoRequests(Forbidden):
    code = "takes_no_requests"
    detail = "This person takes no friend requests."


class TooManyPets(Conflict):
    code = "too_many_pets"
    detail = "Nobody has more pets here."


class BornTomorrow(Invalid):
    code = "born_tomorrow"
    detail = "A birthday is not in the future."


class TooManyPhotos(Conflict):
    code = "too_many_photos"
    detail = "This pet has as many pictures as it can have."


class WrongPhotos(Conflict):
    code = "wrong_photos"
    detail = "Name each picture of the pet once."


class EventOver(Conflict):
    code = "event_over"
    detail = "This event is over."


class EventNotOpen(Conflict):
    code = "event_not_open"
    detail = "This event takes no answers: it is not published, or was cancelled."


class OwnEvent(Conflict):
    code = "own_event"
    detail = "Who gives an event needs no seat at it."


class TooManyGuests(Conflict):
    code = "too_many_guests"
    detail = "That is more guests than each may bring along, or than there is room for."


class NoSeatsLeft(Conflict):
    code = "no_seats_left"
    detail = "There is no seat left for more guests; your own seat is kept."


class CapacityTooSmall(Conflict):
    code = "capacity_too_small"
    detail = "More seats than that are taken already."


class WrongTimes(Invalid):
    code = "wrong_times"
    detail = "An event ends after it starts, within sixty days."


class OneHost(Invalid):
    code = "one_host"
    detail = "An event is given by a lab or by a pet, not by both."


class NotYourHost(Forbidden):
    code = "not_your_host"
    detail = "You may not give events in this name."


class TooManyInvited(Conflict):
    code = "too_many_invited"
    detail = "No more people can be invited to this event."


class FeedRefused(Missing):
    code = "feed_refused"
    detail = "This calendar address is no longer right."
