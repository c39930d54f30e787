"""What is written into the audit of what is done here."""

from backend.audit.rules import Action, Deed, Ground
from backend.sender import Sender


def deed_of(
    sender: Sender, action: Action, subject: bytes = b"", *, ground: Ground = "mandate", reason: str = ""
) -> Deed:
    """`subject`: the person, mandate or device that it is about."""
    return Deed(
        account=sender.account,
        device=sender.device,
        action=action,
        subject=subject,
        ground=ground,
        reason=reason,
    )
