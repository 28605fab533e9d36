//! The demo's people, columns and channels: a county unit of 31 staff, its size and shape those of a real team.
//! Knows no operation. Every name is one of the anonymised kind that judgments use, so that nobody takes it for real.

use pufa_domain::people::{Category, DepartmentKind};
use pufa_domain::right::Role;

/// A department beyond those that every new workspace has.
pub const DEPARTMENTS: &[(&str, DepartmentKind)] = &[
    ("院领导", DepartmentKind::Political),
    ("综合业务部", DepartmentKind::Business),
    ("新媒体工作室", DepartmentKind::Publicity),
];

/// Somebody on the demo's roster.
pub struct Actor {
    pub name: &'static str,
    pub department: &'static str,
    pub title: &'static str,
    pub category: Category,
    /// First and last day in the unit.
    pub from: &'static str,
    pub to: Option<&'static str>,
    /// Login and roles, for those who have an account.
    pub account: Option<(&'static str, &'static [Role])>,
    /// Works of the archive are given to people in turns of this weight; 0 has none there.
    pub share: u32,
}

const fn staff(
    name: &'static str,
    department: &'static str,
    title: &'static str,
    from: &'static str,
    share: u32,
) -> Actor {
    Actor { name, department, title, category: Category::Staff, from, to: None, account: None, share }
}

const fn with_account(actor: Actor, login: &'static str, roles: &'static [Role]) -> Actor {
    Actor { account: Some((login, roles)), ..actor }
}

const STAFF: &[Role] = &[Role::Staff];
const EDITOR: &[Role] = &[Role::Staff, Role::Editor];
const REVIEWER: &[Role] = &[Role::Staff, Role::Reviewer];
const LEADER: &[Role] = &[Role::Reviewer, Role::Manager];

/// The 31 staff of today, one contract worker, and those who left.
pub const ACTORS: &[Actor] = &[
    with_account(staff("赵某甲", "院领导", "检察长", "2016-01-11", 1), "zhao", LEADER),
    with_account(staff("钱某乙", "院领导", "副检察长", "2012-03-05", 1), "qian", LEADER),
    with_account(staff("孙某丙", "政治部", "政治部主任", "2013-06-17", 3), "sun", LEADER),
    with_account(staff("李某丁", "政治部", "宣传干事", "2017-09-01", 4), "li", REVIEWER),
    with_account(staff("周某戊", "政治部", "检察官助理", "2019-07-15", 3), "zhou", REVIEWER),
    with_account(staff("吴某己", "新媒体工作室", "编辑", "2018-08-20", 9), "wu", EDITOR),
    with_account(staff("郑某庚", "新媒体工作室", "编辑", "2020-07-01", 8), "zheng", EDITOR),
    with_account(staff("王某辛", "第一检察部", "部门负责人", "2009-07-13", 3), "wang", REVIEWER),
    with_account(staff("冯某壬", "第一检察部", "检察官", "2014-07-07", 5), "feng", REVIEWER),
    with_account(staff("陈某癸", "第一检察部", "检察官助理", "2019-07-15", 7), "chen", STAFF),
    staff("褚某子", "第一检察部", "检察官助理", "2020-07-06", 5),
    staff("卫某丑", "第一检察部", "书记员", "2021-03-01", 3),
    staff("蒋某寅", "第一检察部", "书记员", "2025-11-03", 0),
    with_account(staff("沈某卯", "第二检察部", "部门负责人", "2010-07-12", 3), "shen", REVIEWER),
    with_account(staff("韩某辰", "第二检察部", "检察官", "2015-07-06", 4), "han", STAFF),
    staff("杨某巳", "第二检察部", "检察官助理", "2018-07-09", 4),
    staff("朱某午", "第二检察部", "书记员", "2022-07-04", 2),
    with_account(staff("秦某未", "第三检察部", "部门负责人", "2011-07-11", 2), "qin", REVIEWER),
    staff("尤某申", "第三检察部", "检察官", "2016-07-11", 3),
    staff("许某酉", "第三检察部", "检察官助理", "2020-07-06", 3),
    staff("何某戌", "第三检察部", "书记员", "2024-07-08", 0),
    with_account(staff("吕某亥", "未成年人检察部", "部门负责人", "2012-07-09", 6), "lv", REVIEWER),
    with_account(staff("施某天", "未成年人检察部", "检察官", "2017-07-10", 7), "shi", STAFF),
    staff("张某地", "未成年人检察部", "检察官助理", "2021-07-05", 5),
    staff("孔某玄", "综合业务部", "部门负责人", "2010-07-12", 2),
    staff("曹某黄", "综合业务部", "检察官", "2013-07-08", 2),
    staff("严某宇", "综合业务部", "检察官助理", "2023-07-03", 0),
    staff("华某宙", "办公室", "办公室主任", "2008-07-14", 1),
    staff("金某洪", "办公室", "司法警察", "2015-07-06", 1),
    staff("魏某荒", "办公室", "司法行政人员", "2019-07-15", 0),
    staff("陶某日", "办公室", "司法行政人员", "2026-07-06", 0),
    Actor {
        category: Category::Contract, ..staff("姜某月", "新媒体工作室", "摄像", "2020-01-06", 6)
    },
    Actor { to: Some("2023-05-31"), ..staff("戚某盈", "第一检察部", "检察官", "2011-07-11", 4) },
    Actor {
        to: Some("2022-02-28"), ..staff("谢某昃", "未成年人检察部", "检察官助理", "2018-07-09", 4)
    },
    Actor {
        to: Some("2024-12-31"), ..staff("邹某辰", "办公室", "司法行政人员", "2010-07-12", 0)
    },
];

/// A column of the demo.
pub struct Strand {
    pub name: &'static str,
    pub department: &'static str,
    pub parent: Option<&'static str>,
    pub cadence_days: u32,
    /// What its episodes are about.
    pub matters: &'static [&'static str],
}

const fn strand(
    name: &'static str,
    department: &'static str,
    cadence_days: u32,
    matters: &'static [&'static str],
) -> Strand {
    Strand { name, department, parent: None, cadence_days, matters }
}

/// The ten columns.
pub const STRANDS: &[Strand] = &[
    strand(
        "普法小课堂",
        "新媒体工作室",
        30,
        &[
            "快递面单上的个人信息",
            "网购七天无理由退货",
            "押金不退怎么办",
            "微信借条怎么写",
            "劳动合同试用期",
            "高空抛物谁担责",
            "宠物伤人的责任",
            "二手房隐瞒漏水",
        ],
    ),
    strand(
        "刑检先锋",
        "第一检察部",
        60,
        &[
            "出借银行卡的代价",
            "刷单返利的套路",
            "正当防卫的边界",
            "盗窃“小钱”也是罪",
            "帮人取现算不算犯罪",
            "酒后滋事的后果",
            "偷拍的法律责任",
            "捡到手机不还",
        ],
    ),
    strand(
        "说酒驾",
        "第一检察部",
        60,
        &[
            "隔夜酒也是酒",
            "挪车也算酒驾吗",
            "藿香正气水与呼气检测",
            "二次酒驾的后果",
            "醉驾之后还能考公吗",
            "代驾到小区门口之后",
            "电动车会不会醉驾",
            "同桌劝酒要担责吗",
        ],
    ),
    Strand {
        parent: Some("说酒驾"),
        ..strand(
            "说交通",
            "第一检察部",
            60,
            &[
                "礼让行人的法律依据",
                "开门杀谁来赔",
                "肇事后离开现场",
                "货车盲区里的骑行者",
                "儿童安全座椅",
                "无证驾驶摩托车",
                "套牌车的风险",
                "占用应急车道",
            ],
        )
    },
    Strand {
        parent: Some("说酒驾"),
        ..strand(
            "断案",
            "第二检察部",
            60,
            &[
                "一块宅基地的纠纷",
                "借名买房的风险",
                "彩礼该不该退",
                "遗嘱写了几份听谁的",
                "网络主播的合同",
                "装修增项的陷阱",
                "一张欠条两种说法",
                "邻居的树越了界",
            ],
        )
    },
    strand(
        "未检工作室",
        "未成年人检察部",
        30,
        &[
            "校园欺凌不是玩笑",
            "网络游戏充值能退吗",
            "给孩子的防性侵课",
            "陌生网友约见面",
            "家长的监护责任",
            "手机里的“跑分”陷阱",
            "离家出走以后",
            "法治副校长来了",
        ],
    ),
    strand(
        "说案",
        "第二检察部",
        60,
        &[
            "虚假诉讼的代价",
            "拒不执行判决的后果",
            "恶意欠薪可以入刑",
            "一起合同诈骗案",
            "保健品讲座背后的骗局",
            "养老钱怎么守住",
            "假冒注册商标案",
            "一封举报信之后",
        ],
    ),
    strand(
        "政法工作条例解读",
        "综合业务部",
        90,
        &[
            "条例讲了什么",
            "依法独立行使检察权",
            "干预司法记录制度",
            "政治督察是什么",
            "执法监督怎么做",
            "请示报告的要求",
            "能动履职怎么理解",
            "条例里的为民情怀",
        ],
    ),
    strand(
        "民法典解读",
        "第三检察部",
        45,
        &[
            "居住权是什么",
            "离婚冷静期",
            "见义勇为不担责",
            "自书遗嘱的要件",
            "隐私权的保护",
            "好意同乘减轻责任",
            "胎儿有没有继承权",
            "霸王条款无效",
        ],
    ),
    strand(
        "公益诉讼守护美好生活",
        "第三检察部",
        60,
        &[
            "河道里的建筑垃圾",
            "校园周边的电子烟",
            "窨井盖的安全",
            "外卖食品的封签",
            "古树名木的保护",
            "盲道被占之后",
            "噪声扰民谁来管",
            "个人信息被公开张贴",
        ],
    ),
];

/// Ways to tell of a matter; with the matters of a column they make its titles.
pub const WAYS: &[&str] = &["一分钟说清", "真实案例告诉你", "这三点要记住"];

/// The unit's channels: platform, handle, and whether posting there is required.
pub const CHANNELS: &[(&str, &str, bool)] = &[
    ("wechat_mp", "演示县检察", true),
    ("weibo", "演示县检察", true),
    ("douyin", "演示县检察", false),
    ("toutiao", "演示县检察", false),
];
