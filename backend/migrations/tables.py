"""Every table of the hub, named once so that none is forgotten."""

from backend.authorities.tables import AuthorityRow
from backend.changes.tables import ChangeRow, ExclusionRow, RevisionRow, UnprovenRow
from backend.consents.tables import ConsentRow, PhoneCodeRow
from backend.devices.tables import DeviceRow, EnrolmentCodeRow, TryRow, UsedChallengeRow
from backend.dossiers.tables import DossierRow, SubmissionRow
from backend.feed.tables import FeedRow
from backend.forms.tables import IssueRow
from backend.grants.tables import GrantRow
from backend.mandates.tables import MandateRow
from backend.node.tables import NodeRow
from backend.passkeys.tables import PasskeyRow, PermitRow, SpentChallengeRow
from backend.people.tables import AccountRow
from backend.sessions.tables import SessionRow
from backend.units.tables import UnitFactRow

ALL = (
    AccountRow,
    AuthorityRow,
    ChangeRow,
    ConsentRow,
    DeviceRow,
    DossierRow,
    EnrolmentCodeRow,
    ExclusionRow,
    FeedRow,
    GrantRow,
    IssueRow,
    MandateRow,
    NodeRow,
    PhoneCodeRow,
    PasskeyRow,
    PermitRow,
    RevisionRow,
    SessionRow,
    SpentChallengeRow,
    SubmissionRow,
    TryRow,
    UnitFactRow,
    UnprovenRow,
    UsedChallengeRow,
)
