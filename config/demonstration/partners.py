"""Two partner firms: one whose agreement runs out in a month, with somebody here, and one whose agreement has run out."""

from datetime import date, timedelta

from config.demonstration.founding import House
from personnel.models import Unit
from personnel.partners.actions import draw_up, enter, join, record_firms_signature
from personnel.partners.models import Agreement, Partner
from personnel.proposals.actions import confirm
from vault.keys import key_scope

YEAR, LEFT = timedelta(days=365), timedelta(days=30)
LIABILITY = "每发生一次违反协议的情形，扣减合同价款的百分之十；造成损失的，按实际损失赔偿。"
NEAR, PAST = "示例市恒信档案数字化服务有限公司", "示例市远程办公设备维修部"


def partner_up(house: House, *, on: date) -> Partner:
    """Fang scans for the archive; business unit 1 answers for both firms."""
    with key_scope():
        scanning, archive = house.units["business_one"], house.units["archive"]
        near = _firm(NEAR, "91330100MA2H0EXA58", scanning, [archive, scanning], house)
        agree(near, house, until=on + LEFT, contact="邵联络", phone="13800000021", signatory="邵法人")
        join(near, house.fang, by=house.secadmin, on=on)
        past = _firm(PAST, "", scanning, [scanning], house)
        agree(past, house, until=on - LEFT, contact="卫联络", phone="13800000022", signatory="卫法人")
        return near


def _firm(name: str, code: str, unit: Unit, units: list[Unit], house: House) -> Partner:
    return enter(name=name, code=code, unit=unit, units=units, by=house.secadmin)


def agree(partner: Partner, house: House, *, until: date, contact: str, phone: str, signatory: str) -> Agreement:
    """Signed for both sides on the day a year before it runs out."""
    begins = until - YEAR
    values = {"since": begins, "until": until, "responsible": house.chen, "liability": LIABILITY}
    agreement = draw_up(partner, values | {"contact": contact, "contact_phone": phone}, by=house.secadmin, on=begins)
    why = "服务采购已获批准，签订保密协议。"
    asked = record_firms_signature(agreement, signatory=signatory, signed_on=begins, reason=why, by=house.secadmin, on=begins)
    confirm(asked, by=house.liu, on=begins)
    agreement.refresh_from_db()
    return agreement
