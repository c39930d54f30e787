"""Every table of the hub, named once so that none is forgotten."""

from backend.audit.tables import AuditHeadRow, AuditRow
from backend.authorities.tables import AuthorityRow
from backend.changes.tables import ChangeRow, ExclusionRow, RevisionRow, UnprovenRow
from backend.codes.tables import CodeCounterRow
from backend.consents.tables import ConsentRow, PhoneCodeRow
from backend.devices.tables import DeviceRow, DeviceSeenRow, EnrolmentCodeRow, TryRow, UsedChallengeRow
from backend.dossiers.tables import DossierRow, StepRow, SubmissionRow
from backend.federation.tables import LinkRow, PendingRow
from backend.feed.tables import FeedRow
from backend.forms.tables import CatalogueFormRow, CatalogueUnitRow, IssueRow
from backend.grants.tables import GrantRow
from backend.mandates.tables import MandateRow
from backend.node.tables import NodeRow
from backend.passkeys.tables import PasskeyRow, PermitRow, SpentChallengeRow
from backend.people.tables import AccountRow
from backend.reviews.tables import ReviewRow
from backend.sessions.tables import SessionRow
from backend.signals.tables import FilingRow, ReportRow, SignalRow
from backend.units.tables import UnitFactRow

ALL = (
    AccountRow,
    AuditHeadRow,
    AuditRow,
    AuthorityRow,
    CatalogueFormRow,
    CatalogueUnitRow,
    ChangeRow,
    CodeCounterRow,
    ConsentRow,
    DeviceRow,
    DeviceSeenRow,
    DossierRow,
    EnrolmentCodeRow,
    ExclusionRow,
    FeedRow,
    FilingRow,
    GrantRow,
    IssueRow,
    LinkRow,
    MandateRow,
    NodeRow,
    PasskeyRow,
    PendingRow,
    PermitRow,
    PhoneCodeRow,
    ReportRow,
    ReviewRow,
    RevisionRow,
    SessionRow,
    SignalRow,
    SpentChallengeRow,
    StepRow,
    SubmissionRow,
    TryRow,
    UnitFactRow,
    UnprovenRow,
    UsedChallengeRow,
)
