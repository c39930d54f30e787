"""What a desk or an authority tells the hub to do with a case, each against the version that it saw."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.wire.scalars import Pointer, Reason, ShortText, UnitCode, UnixMs

Account = Annotated[str, Meta(min_length=32, max_length=32, pattern="^[0-9a-f]{32}$")]
# A receipt's or a parcel's number, as somebody else gave it
Number = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[^\\x00-\\x20\\x7f-\\x9f]+$")]
# đồng
Amount = Annotated[int, Meta(ge=0, le=10_000_000_000)]
# An article of a decree, or empty where none is named
Basis = Annotated[str, Meta(max_length=300)]


class Wanting(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One document of which something is missing or wrong."""

    document: ShortText
    reason: Reason
    basis: Basis


class Receive(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="receive"):
    """ "Được tiếp nhận": the desk answers for it from now on.

    `due` and `authority` only where neither the catalogue nor the answers say them.
    """

    due: UnixMs | None
    authority: UnitCode


class Decline(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="decline"):
    """ "Không được tiếp nhận"."""

    reason: Reason
    basis: Basis


class Forward(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="forward"):
    """To the authority that decides. It is named, and why, only where that one sent it back."""

    authority: UnitCode
    reason: Annotated[str, Meta(max_length=200)]


class Take(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="take"):
    """The authority takes over what a desk sent it."""


class SendBack(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="send_back"
):
    """To the desk that sent it: it is not for this authority."""

    reason: Reason


class Assign(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="assign"):
    account: Account


class Ask(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="ask"):
    """ "Yêu cầu bổ sung": what is wanting, document by document, and which answers are open for it again."""

    wanting: Annotated[list[Wanting], Meta(min_length=1, max_length=40)]
    paths: Annotated[list[Pointer], Meta(max_length=256)]


class Charge(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="charge"):
    """A fee is due; nothing waits for it."""

    amount: Amount


class RequireFee(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="require_fee"
):
    """ "Yêu cầu thực hiện nghĩa vụ tài chính": it goes on once that is paid."""

    amount: Amount


class Pay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="pay"):
    method: Literal["cash", "transfer"]
    receipt: Number


class Apologise(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="apologise"
):
    """It will be late: a new moment, once, and why."""

    due: UnixMs
    reason: Reason


class Decide(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="decide"):
    """ "Đã xử lý xong"."""

    result: Literal["granted", "refused"]
    reason: Reason


class Stop(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="stop"):
    """ "Dừng xử lý": the law lets it end without a decision."""

    reason: Reason
    basis: Basis


class Withdraw(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="withdraw"):
    """Whoever applied does not want it any more."""

    reason: Annotated[str, Meta(max_length=200)]


class Announce(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="announce"):
    """The result can be fetched at that desk."""

    desk: UnitCode


class Post(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="post"):
    """The result is on its way."""

    parcel: Number


class ReturnResult(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do", tag="return_result"
):
    """ "Đã trả kết quả"."""

    way: Literal["desk", "online", "post"]


Command = (
    Receive
    | Decline
    | Forward
    | Take
    | SendBack
    | Assign
    | Ask
    | Charge
    | RequireFee
    | Pay
    | Apologise
    | Decide
    | Stop
    | Withdraw
    | Announce
    | Post
    | ReturnResult
)
