"""Petitions to try the product with. Invented from the first word to the last: no person, place or event is real."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """What came in, and how many days ago. `born` makes an ID number of an area that does not exist."""

    key: str
    channel: str
    category: str
    information: str
    days_ago: int
    subject: str
    body: str
    name: str = ""
    born: str = ""
    phone: str = ""
    address: str = ""


CASES = (
    Case(
        "heating",
        "visit",
        "claim",
        "general",
        9,
        "反映家属区三号楼供暖温度不达标",
        "入冬以来三号楼东侧六户室温长期低于十六度，物业两次上门测温未作书面答复。请求协调供热单位检修管网，并按合同减免相应供暖费用。",
        "方兰亭",
        "19620815",
        "17000000021",
        "示例市河东区青石路18号3号楼502室",
    ),
    Case(
        "heating_again",
        "online",
        "claim",
        "general",
        2,
        "再次反映三号楼供暖问题",
        "前次反映后检修一次，温度回升两天又降。望明确责任单位和完成时限。",
        "方兰亭",
        "19620815",
        "17000000021",
    ),
    Case(
        "canteen",
        "online",
        "suggestion",
        "general",
        4,
        "建议职工食堂增设错峰就餐时段",
        "一线班组十二点半以后到食堂时热菜所剩不多。建议把午餐延长到十三点十五分，并在二楼加开一个窗口。",
        "江照",
        "",
        "17000000034",
    ),
    Case(
        "noise",
        "visit",
        "claim",
        "privacy",
        1,
        "申请调解单身宿舍邻里噪声纠纷",
        "隔壁房间长期深夜外放音响，多次沟通无果，影响次日上班。请求调解，并希望不要让对方知道是我反映的。",
        "苏见微",
        "19910404",
        "17000000047",
        "示例市河东区青石路20号公寓B座1107",
    ),
    Case(
        "wages",
        "phone",
        "claim",
        "company",
        12,
        "反映外包保洁人员两个月工资未发",
        "外包公司以结算未到账为由拖欠九名保洁人员两个月工资，合计约五万元。请求核实我方付款情况，督促外包公司发放。",
        "崔满仓",
        "19740618",
        "17000000050",
        "示例市河西区棉纺街6号",
    ),
    Case(
        "injury",
        "letter",
        "claim",
        "privacy",
        20,
        "申请补办工伤认定所需用工材料",
        "本人三月在仓库搬运时扭伤，因当时未保存考勤记录，认定材料缺项。附病历复印件三页，请求协助出具用工及考勤证明。",
        "石敬亭",
        "19850930",
        "17000000063",
        "示例市河西区纺机路41号2单元301室",
    ),
    Case(
        "bidding",
        "letter",
        "accusation",
        "company",
        15,
        "检举某分公司设备采购评标走过场",
        "评标当天两家投标单位的技术方案目录完全相同，评委未提问即打分。附开标记录复印件四页。希望对举报人信息保密。",
        "陆知行",
        "19780122",
        "17000000076",
        "示例市高新区学府路9号",
    ),
    Case(
        "allowance",
        "letter",
        "claim",
        "privacy",
        48,
        "退休职工申请核查住房补贴年限",
        "一九九八年调入时的工龄认定少计两年，影响住房补贴。附调令、工资表复印件共六页，请求复核。",
        "谢秉文",
        "19510307",
        "17000000089",
        "示例市河东区青石路18号1号楼201室",
    ),
    Case(
        "night_bus",
        "online",
        "suggestion",
        "general",
        40,
        "关于夜班职工通勤保障的建议",
        "夜班二十三点下班时末班公交已停。建议在厂区西门至地铁站之间增开一趟通勤车。",
        "林溪",
        "",
        "17000000092",
    ),
    Case(
        "payment",
        "fax",
        "claim",
        "company",
        6,
        "供应商反映货款结算延期",
        "合同约定验收后三十日付款，现已逾期四十余日。请求说明原因并给出付款安排。附对账单一页。",
        "曲衡",
        "",
        "010-60000000转816",
        "示例市开发区兴业路77号",
    ),
    Case(
        "warehouse",
        "letter",
        "accusation",
        "company",
        60,
        "反映仓库物资出入库登记不实",
        "去年底盘点时账面与实物相差较多，事后补登。请求核查台账与门禁记录。",
        "",
        "",
        "",
        "",
    ),
    Case(
        "parking",
        "letter",
        "suggestion",
        "general",
        75,
        "建议重新划分厂区北门停车位",
        "北门上下班时段车辆倒车占用消防通道。建议把靠墙一排改为斜列，并留出三米通道。",
        "韩立秋",
        "",
        "17000000105",
    ),
    Case(
        "drawings",
        "letter",
        "accusation",
        "company",
        12,
        "检举在建项目核心图纸疑遭外泄",
        "来信称，上月有外单位人员两次进入示例二期图档室，未登记携出图纸一卷。来信附有值守表抄件，请求核查门禁与图档借出登记，并对来信人严格保密。",
        "",
        "",
        "",
        "",
    ),
)
