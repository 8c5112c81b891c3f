//! Problems with the measures against them, and how the fifth and the sixth section are written.

/// Problems, each with its measure, both without their last stop.
pub const PROBLEMS: [(&str, &str); 14] = [
    ("部分栏目更新不够及时", "建立栏目更新台账，按月核对更新情况"),
    ("政策解读形式比较单一，图文解读偏少", "丰富解读形式，重要文件配发图解和问答"),
    ("经办人员更换频繁，业务熟练程度有待提高", "每季度组织一次业务学习，新上岗人员先培训后上岗"),
    ("公开内容与群众需求还有差距", "结合群众来电来访梳理需求，增加办事类信息的比重"),
    ("依申请公开答复文书质量不高", "统一答复文书格式，疑难申请提交法律顾问审核"),
    ("政务新媒体互动回应较少", "安排专人查看留言，在三个工作日内回应"),
    ("各内设机构提供信息的主动性不强", "把信息报送情况纳入内部考核，按季通报"),
    ("基层公开标准目录落实不够细", "对照标准目录逐项认领，补齐缺少的公开事项"),
    ("历史文件数字化程度较低", "分批整理历史文件，完成电子化后上网公开"),
    ("对信息公开工作的宣传不够", "利用赶集日和开放日开展宣传，提高群众知晓度"),
    ("信息检索不够便捷", "优化栏目分类和检索功能，方便公众查找"),
    ("决策过程公开力度不足", "公开重大决策草案和意见采纳情况，邀请公众代表列席有关会议"),
    ("公开渠道之间衔接不畅", "统一网站和新媒体的发布口径，同步更新重要信息"),
    ("保密审查与公开时效之间协调不够", "细化审查时限，一般信息在两个工作日内完成审查"),
];

/// How problems are introduced.
pub const PROBLEMS_LEAD: &[&str] = &[
    "{Y}年，{self}政府信息公开工作取得一定成效，但仍存在一些不足：",
    "{Y}年，{self}的政府信息公开工作还存在以下问题：",
    "对照群众期待，{self}政府信息公开工作还有差距，主要表现在：",
];

/// How measures are introduced.
pub const MEASURES_LEAD: &[&str] = &[
    "下一步，{self}将采取以下改进措施：",
    "{Y+1}年，{self}将重点做好以下工作：",
    "针对上述问题，{self}将从以下方面改进：",
];

/// How both are introduced where they have no headings.
pub const BARE_LEADS: (&str, &str) = ("存在的主要问题：", "改进措施：");

/// How the heading above the problems and that above the measures read.
pub const HALVES: &[(&str, &str)] = &[
    ("（一）存在的主要问题", "（二）改进情况"),
    ("（一）存在的问题", "（二）改进措施"),
    ("（一）主要问题", "（二）下一步工作打算"),
];

/// What follows the measures of some reports.
pub const OUTLOOK: &[&str] = &[
    "{?current}{Y+1}年，{self}将继续按照《{region}政务公开工作规划（2021—2025年）》的要求，把公开工作做细做实。",
    "针对上年度查摆的栏目更新慢的问题，{self}{Y}年已增加专职人员{#1-3}名，更新周期缩短到{#2-7}天。",
    "计划到{Y+1}年底，{self}主要栏目的更新周期不超过{#3-10}个工作日。",
];

/// The fee for the processing of applications.
pub const FEE: &[&str] = &[
    "{!charged}{Y}年，{self}未收取信息处理费。",
    "{!charged}{Y}年，{self}没有收取政府信息公开信息处理费。",
    "{!charged}按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）规定，{Y}年{self}未收取信息处理费。",
    "{!charged}{Y}年，{self}发出信息处理费收费通知0件，收费总金额0元，实际收取0元。",
    "{!charged}依据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），{self}{Y}年未产生信息处理费。",
    "{!charged}信息处理费收取情况：{Y}年，{self}未向申请人收取信息处理费。",
    "{?charged}{?paid all}{Y}年，{self}对{notices}件政府信息公开申请收取信息处理费，共计{paid}元。",
    "{?charged}{Y}年，{self}发出信息处理费收费通知{notices}件，总金额{billed}元，实际收取{paid}元。",
    "{?charged}按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）规定，{self}{Y}年发出收费通知{notices}件，应收{billed}元，实收信息处理费{paid}元。",
];

/// What else the sixth section reports.
pub const OTHER: &[&str] = &[
    "落实{Y}年政务公开工作要点情况：{self}围绕重点任务建立清单{#8-40}项，均已完成。",
    "{Y}年，{self}办理人大代表建议{#1-20}件、政协委员提案{#1-20}件，办理结果依法公开。",
    "{self}在{Y}年度政府网站和政务新媒体检查中未发现不合格情形。",
    "{Y}年，{self}承办政务公开日活动{#1-3}场，接待群众{#30-400}人次。",
];

/// That there is nothing else.
pub const NOTHING_ELSE: &[&str] = &[
    "无其他需要报告的事项。",
    "{self}没有其他需要报告的事项。",
    "除上述内容外，{self}无其他需要报告的事项。",
];
