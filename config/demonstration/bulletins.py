"""A case to learn from, acknowledged by everybody but the newcomer and whoever leaves."""

from config.demonstration.founding import House
from personnel.bulletins.actions import acknowledge, publish
from personnel.bulletins.models import Bulletin, Kind

TITLE = "警示案例：随手一拍，信访材料上了朋友圈"
BODY = """某单位工作人员整理来信时拍下桌面发到社交平台，照片一角露出来信人的姓名和住址。照片被转发后，来信人受到滋扰。
该单位给予当事人处分，并向来信人道歉。
提醒：办公场所不拍照、不录像；信访材料不离开视线；发现外泄立即报告。"""
WAITING = ("xin", "jiang")


def educate(house: House) -> Bulletin:
    """Published by the security administrator."""
    made = publish(kind=Kind.CASE, title=TITLE, body=BODY, by=house.secadmin)
    for account, person in house.people.items():
        if account not in WAITING:
            acknowledge(made, by=person)
    return made
