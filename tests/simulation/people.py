"""What people do with their phones: they type, add and remove rows, hand in, and look away."""

from sync.change import Insert, Operation, Record, Remove, Set
from tests.simulation.hub import UNLIKED
from tests.simulation.phone import Phone
from tests.simulation.truth import Inserted, Removed, Typed
from tests.simulation.world import World, short

FORM = "thu-nghiem@1"
FIELDS = ("/ten", "/so")
LIST = "/con"
DOCUMENTS_MAX = 2


def act(world: World, phone: Phone) -> None:
    """One thing that a person does."""
    random = world.random
    mine = [one for one in world.documents if phone.document(one).heads() or one in phone.disk.open]
    if not mine or (len(world.documents) < DOCUMENTS_MAX and random.random() < 0.06):
        if len(world.documents) < DOCUMENTS_MAX:
            begin(world, phone)
        return
    document = random.choice(mine)
    if random.random() < world.weather.in_field:
        phone.in_field.add(document)
    kind = random.random()
    if kind < 0.45:
        write(world, phone, document, random.choice(FIELDS))
    elif kind < 0.85:
        edit_rows(world, phone, document)
    elif kind < 0.92 and world.weather.dislikes and phone.name in ("lan-1", "minh-1"):
        write(world, phone, document, random.choice(FIELDS), unliked=True)
    elif kind < 0.96:
        world.note(f"{phone.name} submits {short(document)}")
        phone.submit(document, FORM)
    else:
        # Another version of the form: what is open is sealed first.
        write(world, phone, document, random.choice(FIELDS), schema="thu-nghiem@2")


def begin(world: World, phone: Phone) -> None:
    document, nonce = world.new_document(phone)
    phone.edit(document, Record("created", {"nonce": nonce}), FORM)
    world.truth.owners[document] = phone.account
    world.documents.append(document)
    world.note(f"{phone.name} begins {short(document)}")
    if world.weather.shares:
        others = [one.account for one in world.phones if one.account != phone.account]
        for account in dict.fromkeys(others):
            if world.random.random() < 0.6:
                share(world, document, account)


def share(world: World, document: bytes, account: bytes) -> None:
    """The clerk lets an account in, which may be before anything of the document came.

    Not where the hub will be restored: it asks nobody but those it knows for a document that has a grant.
    """
    if (document, account) in world.truth.shared:
        return
    if world.weather.restores and not world.hub.has_begun(document):
        return
    world.hub.grant(document, account, world.now_ms)
    world.truth.shared[document, account] = None
    world.truth.ever_shared[document, account] = None
    world.note(f"clerk grants {short(document)} to {short(account)}")


def write(
    world: World,
    phone: Phone,
    document: bytes,
    path: str,
    *,
    schema: str = FORM,
    unliked: bool = False,
) -> None:
    typed = look(world, phone, document, path)
    typed.unliked = unliked
    if unliked:
        phone.seal(document)
    phone.edit(document, Set(path, typed.value), schema)
    if unliked:
        phone.edit(document, Record(UNLIKED, {}), schema)
    world.truth.typed[typed.value] = typed
    world.note(f"{phone.name} writes {short(document)} {path} {typed.value} over {sorted(typed.saw)}")
    if unliked:
        phone.seal(document)


def look(world: World, phone: Phone, document: bytes, path: str) -> Typed:
    """What is about to be typed, and what the screen shows there."""
    return Typed(
        value=f"v{world.fresh()}",
        document=document,
        path=path,
        phone=phone.name,
        device=phone.device,
        account=phone.account,
        saw=shown(phone, document, path),
        granted=world.truth.may_write(document, phone.account),
        revoked=phone.device in world.truth.revoked,
    )


def shown(phone: Phone, document: bytes, path: str) -> frozenset[str]:
    values = [str(entry.value) for entry in phone.entries(document, path)]
    return frozenset([*values, *(str(one.value) for one in _open_sets(phone, document) if one.path == path)])


def edit_rows(world: World, phone: Phone, document: bytes) -> None:
    random = world.random
    rows = visible(phone, document)
    kind = random.random()
    if not rows or kind < 0.15:
        number = world.fresh()
        row = f"{number:013d}"
        typed = look(world, phone, document, f"{LIST}/@{row}")
        phone.edit(document, Insert(LIST, row, random.choice("abc")), FORM)
        world.truth.rows[document, LIST, row] = Inserted(typed, LIST, row)
        world.note(f"{phone.name} adds row {number} to {short(document)}")
        write(world, phone, document, f"{LIST}/@{row}/ten")
    elif kind < 0.55:
        write(world, phone, document, f"{LIST}/@{random.choice(rows)}/ten")
    else:
        row = random.choice(rows)
        saw = shown(phone, document, f"{LIST}/@{row}/ten")
        phone.edit(document, Remove(LIST, row), FORM)
        world.truth.removed.append(Removed(document, LIST, row, phone.device, saw))
        world.note(f"{phone.name} removes row {int(row)} of {short(document)} showing {sorted(saw)}")


def visible(phone: Phone, document: bytes) -> list[str]:
    """The rows on the screen: those of the fold, with what is open on top."""
    rows = dict.fromkeys(row.id for row in phone.rows(document, LIST))
    for operation in phone.opened(document):
        match operation:
            case Insert(_, row, _):
                rows[row] = None
            case Set(path, _) if path.startswith(LIST):
                rows[path.split("/@")[1][:13]] = None
            case Remove(_, row):
                rows.pop(row, None)
    return list(rows)


def _open_sets(phone: Phone, document: bytes) -> list[Set]:
    operations: tuple[Operation, ...] = phone.opened(document)
    return [one for one in operations if isinstance(one, Set)]
