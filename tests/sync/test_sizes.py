"""What a change weighs on the wire: one field, and a dossier that was filled in at one sitting."""

import json
from typing import Final

from sync import seal
from sync.change import Change, Set, Value, encode, time_of
from tests.vectors.people import DOSSIER, LAN

_NOW: Final = 1_795_000_000_000

# Forty answers of a construction-start notice in Côn Đảo, as a household gives them: 2.2 kB of JSON.
_ANSWERS: Final[dict[str, Value]] = {
    "investor": {
        "name": "Nguyễn Thị Lan",
        "idType": "can_cuoc",
        "idNumber": "079185012345",
        "idDate": "2021-05-14",
        "idPlace": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "birthDate": "1985-03-02",
        "phone": "0903123456",
        "email": "lan.nguyen85@example.vn",
        "address": "Số 12 đường Nguyễn Huệ, Khu dân cư số 3, đặc khu Côn Đảo, Thành phố Hồ Chí Minh",
        "role": "chu_dau_tu",
    },
    "workName": "Nhà ở riêng lẻ của hộ bà Nguyễn Thị Lan, xây mới trên nền nhà cũ",
    "site": "Thửa đất số 45, tờ bản đồ số 7, đường Tôn Đức Thắng, Khu dân cư số 5, đặc khu Côn Đảo",
    "plotNo": "45",
    "mapSheet": "7",
    "landArea": 126,
    "landCertificate": "CS 012345",
    "basis": "giay_phep",
    "permitNumber": "128/GPXD",
    "permitDate": "2026-09-30",
    "permitAgency": "Ủy ban nhân dân đặc khu Côn Đảo",
    "workType": "nha_o_rieng_le",
    "footprint": 84,
    "floorArea": 168,
    "floors": 2,
    "height": 8,
    "startDate": "2026-12-05",
    "endDate": "2027-05-30",
    "contractorName": "Công ty TNHH Xây dựng và Thương mại Biển Đông Côn Đảo",
    "contractorTaxCode": "3502345678",
    "contractorRep": "Trần Văn Bảy",
    "contractorPhone": "02543830123",
    "contractorAddress": "Số 27 đường Phạm Văn Đồng, Khu dân cư số 7, đặc khu Côn Đảo, Thành phố Hồ Chí Minh",
    "supervisor": "Kỹ sư Lê Minh Hải, chứng chỉ hành nghề BVT-00012345",
    "designer": "Công ty Cổ phần Tư vấn Thiết kế Kiến trúc Miền Nam",
    "designerAddress": "Tầng 4, số 135 đường Điện Biên Phủ, phường Tân Định, Thành phố Hồ Chí Minh",
    "neighbours": "Phía đông giáp nhà ông Phạm Văn Chín, phía tây giáp đường hẻm rộng 4 mét",
    "waste": "Xà bần được chở đến bãi tập kết của đặc khu mỗi ngày, xe có che bạt, không đổ ra bờ biển",
    "safety": "Rào tôn cao 2 mét quanh công trình, có biển báo và đèn ban đêm, thợ đội mũ bảo hộ",
    "notify": True,
    "note": "Gia đình xin phép tập kết vật liệu trước nhà từ 7 giờ đến 17 giờ, không lấn lòng đường; "
    "trong thời gian làm móng, hai hộ bên cạnh đã đồng ý cho chống đỡ tường chung và có giấy xác nhận",
    "declaration": True,
}


def paths(answers: dict[str, Value], above: str = "") -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in answers.items():
        if isinstance(value, dict):
            found |= paths(value, f"{above}/{name}")
        else:
            found[f"{above}/{name}"] = value
    return found


def envelope(parents: tuple[bytes, ...], fields: dict[str, Value]) -> bytes:
    change = Change(
        schema="khoi-cong@1",
        document=DOSSIER,
        device=LAN.device,
        time=time_of(_NOW),
        parents=parents,
        operations=tuple(Set(path, value) for path, value in fields.items()),
    )
    payload = encode(change)
    return seal.pack_signed(payload, LAN.sign(seal.CHANGE, payload))


def test_one_answer_weighs_at_most_200_bytes_with_its_signature_and_parent() -> None:
    assert len(envelope((bytes(32),), {"/investor/phone": "0903123456"})) <= 200


def test_a_dossier_of_forty_answers_weighs_at_most_1_15_times_its_json() -> None:
    fields = paths(_ANSWERS)
    assert len(fields) >= 40
    as_json = json.dumps(_ANSWERS, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(envelope((), fields)) <= 1.15 * len(as_json)
