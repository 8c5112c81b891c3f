//! Sentences of the overview, by what they speak of. See [`super::template`] for how they are written.

/// How much was published.
pub const PUBLISHED: &[&str] = &[
    "{Y}年，{self}主动公开政府信息{published}条。",
    "{Y}年，{self}通过各类渠道主动公开政府信息{published}条，其中{closed.list:{closed}}。",
    "全年共主动公开政府信息{published}条，包括{closed.list:{closed}}。",
    "{Y}年共发布政府信息{published}条，其中{classes.list:{classes}}。",
    "{self}全年公开政府信息{published}条，主要有{open}。",
    "{Y}年，{self}主动公开各类政府信息{published}条，其中{open}。",
    "{self}全年主动公开政府信息{published}条，其中{closed.list:{shares}}。",
    "{Y}年，{self}主动公开政府信息{published}条，{published growth}。",
    "{Y}年，{self}主动公开政府信息{published~}条。",
    "{self}全年累计公开政府信息{published~}条，内容涵盖机构职能、财政预决算、重点民生等领域。",
    "{Y}年，{self}主动公开政府信息{published}条：{closed.list:{closed}}。",
    "{Y}年，{self}主动公开政府信息{published}条（不同渠道发布的同一条信息计为1条），其中{closed.list:{channels}}。",
    "全年主动公开政府信息共计{published}条，具体为{closed.list:{closed}}。",
    "截至{Y}年12月31日，{site}{short}专栏全年更新政府信息{published}条，其中{share}。",
    "{Y}年，{self}编发并主动公开政府信息{published}条，重点公开{open}。",
];

/// Documents, in the words of the current form.
pub const DOCUMENTS: &[&str] = &[
    "{?current}{Y}年，{self}制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in force}件。",
    "{?current}全年制发行政规范性文件{issued}件、废止行政规范性文件{repealed}件，现行有效行政规范性文件{in force}件。",
    "{?current}{!any issued}{Y}年，{self}没有制发行政规范性文件。",
    "{?current}{?any issued}制定并公开行政规范性文件{issued}件，均同步发布了解读材料。",
    "{?current}{?any in force}经全面清理，{self}现行有效行政规范性文件{in force}件，已在网站专栏集中展示。",
    "{?current}{?any repealed}开展文件清理，废止行政规范性文件{repealed}件，继续有效{in force}件，清理结果已向社会公布。",
    "{!current}{?any made}{Y}年，{self}新制作规范性文件{made}件，新公开{shown}件，对外公开总数{shown total}件。",
    "{!current}{!any made}{Y}年，{self}没有新制作规范性文件。",
    "在网站“政策文件”栏目集中公开历年规范性文件{#12-90}件，可以按年份和主题检索。",
];

/// Permits and penalties.
pub const DECISIONS: &[&str] = &[
    "{Y}年，{self}作出行政许可决定{permits}件、行政处罚决定{penalties}件、行政强制决定{coercion}件。",
    "{?any permits}全年办理行政许可{permits}件，均在承诺时限内作出决定。",
    "{?any penalties}全年作出行政处罚决定{penalties}件，具有一定社会影响的处罚决定依法公开。",
    "{?any permits}{?any penalties}{self}全年作出行政许可决定{permits}件，作出行政处罚决定{penalties}件。",
    "{!any coercion}{?any penalties}{self}全年作出行政处罚决定{penalties}件，没有实施行政强制。",
    "通过“双公示”专栏公示行政许可信息{#3-60}条、行政处罚信息{#2-40}条，公示及时率100%。",
];

/// What was charged.
pub const CHARGES: &[&str] = &[
    "全年收取行政事业性收费{fees}万元，收费项目、依据和标准均已公开。",
    "{Y}年，{self}行政事业性收费{fees}万元，收费目录清单在网站公布。",
];

/// What else was published, with figures that no table has.
pub const PUBLISHED_ELSE: &[&str] = &[
    "发布政策解读材料{#2-36}篇，采用图表、问答等形式说明政策要点。",
    "按时公开{Y-1}年度部门决算和{Y}年度部门预算。",
    "公开人大代表建议和政协委员提案办理结果{#1-30}件。",
    "{?current}公开《{region}国土空间总体规划（2021—2035年）》等规划文本，方便公众查阅。",
    "按规定发布{Y-1}年政府信息公开工作年度报告1份。",
    "{?aggregate}召开新闻发布会{#3-20}场，解读稳就业、优环境等政策。",
    "{?aggregate}{?current}集中公开《{region}国民经济和社会发展第十四个五年规划纲要（2021—2025年）》的年度执行情况。",
    "{?town}{self}公开耕地地力保护补贴、农村危房改造、临时救助等惠民信息{#4-80}条。",
    "{?town}{?current}公开巩固拓展脱贫攻坚成果同乡村振兴有效衔接项目{#2-20}个。",
    "{?town}在{short}便民服务中心设置查阅点，更新村务公开栏{#8-40}处。",
    "{?street}在街道党群服务中心设置政务公开专区，摆放办事指南{#10-60}种。",
    "{?bureau}围绕群众办事需要，更新办事指南{#5-70}项。",
    "就重大行政决策公开征求意见{#1-9}次，意见采纳情况一并公布。",
    "回应网民留言{#3-120}条，平均办理时间{#2-5}个工作日。",
    "受理12345政务服务便民热线工单{#6-300}件，按期办结率100%。",
    "领导信箱收到群众来信{#2-60}件，均已答复。",
    "办理群众信访事项{#1-30}件，做到事事有回音。",
];

/// Applications: received, carried in, answered, carried out. There is one for every combination of figures.
pub const RECEIVED: &[&str] = &[
    "{?quiet}{applications.none:{Y}年，{self}未收到政府信息公开申请。}",
    "{?quiet}{applications.none:{Y}年，{self}未接到公民、法人或者其他组织提出的政府信息公开申请。}",
    "{?quiet}{applications.none:{Y}年{self}无依申请公开事项，也无上年结转的申请。}",
    "{?quiet}{applications.none:{Y}年，{self}新收政府信息公开申请{new}件，上年结转{carried in}件。}",
    "{?quiet}{applications.none:{Y}年，{self}共受理政府信息公开申请{new}件。}",
    "{?quiet}{applications.none:全年没有收到任何形式的政府信息公开申请。}",
    "{?quiet}{applications.none:{Y}年，{self}没有收到政府信息公开申请，申请渠道保持畅通。}",
    "{?none}{?in}{Y}年，{self}新收政府信息公开申请{new}件，上年结转{carried in}件，办结{handled}件，结转下年度继续办理{carried out}件。",
    "{?none}{?in}{!out}{Y}年，{self}没有收到新的政府信息公开申请，上年结转{carried in}件，已全部办结。",
    "{?some}{!in}{!out}{Y}年，{self}收到政府信息公开申请{new}件，{all.done:均已办结}。",
    "{?some}{!in}{!out}{Y}年，{self}新收政府信息公开申请{new}件，在法定期限内办结{handled}件，无结转下年度办理的申请。",
    "{?some}{!in}{!out}全年共受理政府信息公开申请{new}件，办结{handled}件，按期{all.done:办结率100%}。",
    "{?some}{!in}{!out}{Y}年，{self}共收到政府信息公开申请{new}件，{all.done:全部办结}，没有结转{Y+1}年办理的申请。",
    "{?some}{!in}{!out}{Y}年，{self}接到政府信息公开申请{new}件，经审查后依法受理并答复{handled}件。",
    "{?some}{Y}年，{self}新收政府信息公开申请{new}件，上年结转{carried in}件，办结{handled}件，结转下年度继续办理{carried out}件。",
    "{?some}{Y}年，{self}收办政府信息公开申请{due}件，其中新收{new}件、上年结转{carried in}件；全年办结{handled}件，另有{carried out}件结转下年度办理。",
    "{?some}{?in}{Y}年，{self}新收到政府信息公开申请{new}件，答复{handled}件（含上年度结转申请{carried in}件），另有{carried out}件转下年度办理。",
    "{?some}{?in}{Y}年，{self}收到政府信息公开申请{new}件，加上{Y-1}年结转的{carried in}件，共办理{due}件，办结{handled}件，其余{carried out}件结转{Y+1}年继续办理。",
    "{?some}{!in}{?out}{Y}年，{self}新收到政府信息公开申请{new}件，办结{handled}件，{carried out}件因尚在答复期限内结转下年度办理。",
    "{?some}{?in}{!out}{Y}年，{self}新收政府信息公开申请{new}件，上年结转{carried in}件，{all.done:均已办结}。",
    "{Y}年，{self}收到政府信息公开申请{new~}件，全部依法登记、分类办理。",
];

/// More about the applications; each sentence stands for itself.
pub const APPLICATION_DETAILS: &[&str] = &[
    "新收的申请中，{applicants}。",
    "从申请方式看，{forms}。",
    "{?all people}新收的申请均由自然人提出。",
    "新收申请{new}件，{new growth}。",
    "申请内容主要涉及征地补偿、工程建设和财政资金使用。",
    "{?bureau}{whole}所属单位另外收到申请{#1-20}件，由各单位自行答复并单独统计。",
    "{?office}{whole}各部门、各乡镇（街道）共收到政府信息公开申请{#300-900}件，由各单位分别统计。",
    "{?aggregate}{region}司法行政部门全年审理政府信息公开类行政复议案件{#5-60}件。",
];

/// How applications were answered.
pub const OUTCOMES: &[&str] = &[
    "从办理结果看，{outcomes}。",
    "已办结的申请中，{outcomes}。",
    "办理结果为：{outcomes}。",
    "办结的申请中，{outcome shares}。",
    "其中予以公开及部分公开的共{opened}件，其余按规定作出相应处理。",
];

/// Care for applications, without figures of theirs.
pub const APPLICATION_CARE: &[&str] = &[
    "{self}修订依申请公开办理流程，明确登记、审核、答复、送达四个环节的责任人。",
    "{self}确定{#1-3}名专人负责申请的登记和答复，答复文书由法律顾问把关。",
    "{self}畅通当面、邮寄和网络申请渠道，对申请内容不明确的耐心指导补正。",
    "申请受理电话{phone}在工作时间保持畅通，全年接受咨询{#2-40}次。",
    "{self}按照{above}要求建立申请台账，逐件记录办理进度。",
];

/// Review and litigation. There is one for every combination of figures.
pub const REVIEW: &[&str] = &[
    "{!reviewed}{!sued}{review.none:{Y}年，{self}未发生因政府信息公开引起的行政复议、行政诉讼。}",
    "{!reviewed}{!sued}{review.none:全年没有因政府信息公开工作被申请行政复议或者提起行政诉讼的情况。}",
    "{!reviewed}{!sued}{review.none:{Y}年，因政府信息公开被申请行政复议{review}件，被提起行政诉讼{litigation}件。}",
    "{?reviewed}{!sued}{review.some:{Y}年，因政府信息公开引起的行政复议{review}件，未发生行政诉讼。}",
    "{?reviewed}{!sued}{review.some:{Y}年，因政府信息公开被申请行政复议{review}件，{review results}；没有发生行政诉讼。}",
    "{!reviewed}{?sued}{review.some:{Y}年，因政府信息公开发生行政诉讼{litigation}件，未发生行政复议。}",
    "{!reviewed}{?sued}{review.some:{Y}年，因政府信息公开被提起行政诉讼{litigation}件，{litigation results}；没有发生行政复议。}",
    "{?reviewed}{?sued}{review.some:{Y}年，因政府信息公开引起的行政复议{review}件、行政诉讼{litigation}件。}",
    "{?reviewed}{?sued}{review.some:{Y}年，因政府信息公开被申请行政复议{review}件，{review results}；被提起行政诉讼{litigation}件，{litigation results}。}",
    "{?reviewed}{?sued}{review.some:{Y}年，因政府信息公开被申请行政复议{review}件，{review results}；被提起行政诉讼{litigation}件。}",
    "{?reviewed}{?sued}{review.some:{Y}年，因政府信息公开被申请行政复议{review}件；被提起行政诉讼{litigation}件，其中{blocks}。}",
];

/// The management of information.
pub const MANAGEMENT: &[&str] = &[
    "{self}落实公文公开属性源头认定机制，拟制公文时同步确定公开方式。",
    "{Y}年，{self}修订政府信息发布审核制度，执行三审三校，重要稿件由分管负责人签发。",
    "{self}按照先审查、后公开的要求开展保密审查，全年审查拟公开信息{#20-600}条。",
    "对网站历史信息开展清理，{self}更正错漏信息{#2-50}条，下线失效信息{#1-40}条。",
    "{self}动态调整政府信息主动公开基本目录，编制的公开指南根据机构变化及时更新。",
    "{?government}{short}人民政府政府信息公开工作领导小组全年召开专题会议{#1-4}次，研究信息公开事项。",
    "规范政府信息制作、获取、保存和归档，做到底数清楚、来源可查。",
    "{self}将政府公报、规范性文件等资料送交公共查阅点，全年移交{#2-30}册。",
    "严把政治关、法律关、文字关，{self}建立信息发布责任清单，涉及个人隐私的内容作去标识化处理。",
];

/// The platforms.
pub const PLATFORM: &[&str] = &[
    "{self}依托{site}设立政府信息公开专栏，设置一级栏目{#4-9}个、二级栏目{#10-30}个。",
    "{self}加强政务新媒体管理，微信公众号{account}全年推送信息{#20-400}篇。",
    "{Y}年，{self}优化网站检索功能，完成适老化和无障碍改造。",
    "{self}维护政府信息公开专栏（网址：https://www.{domain}.gov.cn/xxgk/），每周检查栏目更新情况。",
    "{?town}{self}在便民服务中心和{#3-20}个村（社区）设置公开栏，方便群众就近查阅。",
    "{?street}{self}在街道政务服务中心和{#3-20}个社区设置查阅点，提供自助查询服务。",
    "{?aggregate}{whole}设立政务公开专区{#3-40}个，配备自助查询设备{#4-90}台。",
    "{self}打通多条公开渠道，提供“一条龙”办事指引{#3-30}项。",
    "按照集约化建设要求，{self}定期核对栏目链接，全年排查错链、断链{#1-30}个。",
    "维护网站信息公开平台的{short}专栏，定期检查栏目更新。",
];

/// Supervision.
pub const SUPERVISION: &[&str] = &[
    "{self}明确分管负责人和经办人员，{Y}年组织政府信息公开业务培训{#1-6}次，参加{#12-200}人次。",
    "{self}把信息公开纳入年度工作考核，每季度通报一次栏目更新情况。",
    "{self}对照{above}反馈的问题逐项整改，全年完成整改{#1-12}项。",
    "{self}组织学习2019年修订的{law}，参加{#10-90}人次，层层压实责任。",
    "{self}公布监督电话{phone}，接受社会监督。",
    "{Y}年，{self}开展政府信息公开自查{#2-4}次，发现的问题均已整改。",
    "{self}落实政务公开工作责任制，强化监督检查，形成按月自查、按季督查的机制。",
];

/// Results of 工作考核、社会评议、责任追究, which a government must state.
pub const ASSESSMENT: &[&str] = &[
    "{Y}年，{self}对各单位政府信息公开工作开展考核，结果纳入年度绩效；通过网上问卷开展社会评议，满意率为{#90-98}.{#1-9}%；全年没有发生责任追究的情形。",
    "在{Y}年度工作考核中，{self}的政府信息公开工作获评良好等次；社会评议收回问卷{#60-900}份，未收到负面评价；未发生因信息公开不力被责任追究的情形。",
    "{self}将政府信息公开工作考核结果作为年度评优的依据，邀请代表委员和群众开展社会评议{#1-3}次，全年责任追究{#0-0}起。",
];
