"""A unit that was commended, and a notice to one unit that its people have not read yet."""

from datetime import date, timedelta

from config.demonstration.founding import House
from personnel.bulletins.actions import publish
from personnel.bulletins.models import Bulletin, Kind
from personnel.file.models import Category
from personnel.unitfile.actions import award
from vault.keys import key_scope

GROUND = "全年未发生失泄密事件，载体清点账物相符，予以通报表扬。"
TITLE = "业务一部：节前清点借阅载体"
BODY = """节前最后一个工作日下班前，请各位清点本人借阅的载体，逾期的立即归还。
人员离岗的，按催还日期交还保密员；本人不便的，可由他人代为归还并登记。"""


def praise(house: House, *, on: date) -> Bulletin:
    """The petition office is commended; business unit 1 is told to count what it has borrowed."""
    with key_scope():
        office = house.units["petition_office"]
        award(office, category=Category.COMMENDED, awarded_on=on - timedelta(days=40), ground=GROUND, by=house.secadmin, on=on)
    return publish(kind=Kind.NOTICE, title=TITLE, body=BODY, units=[house.units["business_one"]], by=house.secadmin)
