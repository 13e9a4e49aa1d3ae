"""What community can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid


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
