"""What messaging can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid, Missing, TooLarge, Unsupported


class NobodyElse(Conflict):
    code = "nobody_else"
    detail = "A conversation takes somebody else."


class CannotWrite(Forbidden):
    code = "cannot_write"
    detail = "You cannot write to this person."


class TakesNoStrangers(Forbidden):
    code = "takes_no_strangers"
    detail = "This person takes messages only from people they know."


class WaitForAnswer(Conflict):
    code = "wait_for_answer"
    detail = "You wrote enough until this person answers."


class TooManyRequests(Conflict):
    code = "too_many_requests"
    detail = "Too many of your message requests wait for an answer."


class EmptyMessage(Invalid):
    code = "message_empty"
    detail = "A message has words or attachments."


class UnknownReply(Invalid):
    code = "reply_unknown"
    detail = "The message you answer is not in this conversation."


class WrongAttachments(Conflict):
    code = "attachments_wrong"
    detail = "Name attachments that you uploaded to this conversation and have not sent yet, each once."


class MessageDeleted(Conflict):
    code = "message_deleted"
    detail = "This message was deleted."


class TooLateToEdit(Conflict):
    code = "too_late_to_edit"
    detail = "A message can be edited for a day."


class NotAnEmoji(Invalid):
    code = "not_an_emoji"
    detail = "A reaction is one emoji."


class TooManyReactions(Conflict):
    code = "too_many_reactions"
    detail = "You reacted to this message in as many ways as one may."


class NotAGroup(Conflict):
    code = "not_a_group"
    detail = "Only groups have a title and members that come and go."


class GroupFull(Conflict):
    code = "group_full"
    detail = "This group has as many members as it can have."


class NotARequest(Conflict):
    code = "not_a_request"
    detail = "There is no message request to answer here."


class NoSuchSubject(Missing):
    code = "subject_unknown"
    detail = "There is no such thing to talk about, or it is not yours to see."


class NobodyToTalkTo(Conflict):
    code = "nobody_to_talk_to"
    detail = "Nobody answers here yet: no lab has to do with it."


class AttachmentTooLarge(TooLarge):
    code = "attachment_too_large"
    detail = "This file is too large to be attached."


class AttachmentQuota(TooLarge):
    code = "attachment_quota"
    detail = "Your attachments take up all the room you have. Delete messages with large files first."


class UnknownFile(Unsupported):
    code = "attachment_unsupported"
    detail = "Files of this type cannot be attached."


class BrokenFile(Unsupported):
    code = "attachment_broken"
    detail = "This file is not what its name says."


class TooManyUnsent(Conflict):
    code = "too_many_unsent"
    detail = "Too many attachments wait to be sent."
