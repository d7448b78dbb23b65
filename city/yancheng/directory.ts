/** A chapter of the plan's systems. */
export interface Chapter {
  id: string
  title: string
  items: string
}

/** A system that the plan names, and what it must show to count as real. */
export interface PlannedSystem {
  id: string
  number: number
  chapter: string
  title: string
  items: number[]
  proves: string
}

export const chapters: Chapter[] = [
  { id: 'assurance', title: '体系保障与发展环境', items: '第1、2、26–28条' },
  { id: 'security', title: '数字安全屏障', items: '第3–5条' },
  { id: 'economy', title: '数字经济', items: '第6–8条' },
  { id: 'data', title: '数据资源供给', items: '第9、10条' },
  { id: 'infrastructure', title: '数字基础设施', items: '第11条' },
  { id: 'society', title: '数字社会', items: '第12–15条' },
  { id: 'culture', title: '数字文化', items: '第16–18条' },
  { id: 'ecology', title: '数字生态', items: '第19、20条' },
  { id: 'government', title: '数字政府', items: '第21–25条' },
]

type Row = [id: string, title: string, items: number[], proves: string]

const rows: Record<string, Row[]> = {
  assurance: [
    ['plan-supervision', '重点任务督办', [1, 2, 4, 26], '计划读得准、任务催得动、通报印得出'],
    ['assessment', '考核评价', [1], '得分由谁都能重算，申诉留下前后两个分数'],
    ['joint-meeting', '联席会议与首席数据官', [1, 26], '会议决定变成督办任务，逾期沿责任矩阵上报'],
    ['expert-committee', '专家委员会', [1, 28], '抽签由外人复算，回避的专家当场换人'],
    ['rulebook', '制度规范库', [2, 4, 10, 21, 22, 27], '条款废止当天，引用它的事项就看得到'],
    ['innovation-reuse', '一地创新全市复用', [24, 28], '一县的做法在另外两县真用起来并计数'],
    ['open-cooperation', '开放合作与政产学研用', [1, 28], '发布的难题最终变成被采用的能力'],
    ['planning-research', '规划预研与三年行动计划', [2, 4, 6, 9, 11], '三年计划的年度节点自动成为当年任务'],
  ],
  security: [
    ['cyber-resource-pool', '网络安全资源池', [3], '开标前谁也打不开投标，考核影响次年排名'],
    ['internet-assets', '互联网资产管理', [3], '真实探测出无主服务和快到期证书并复测销号'],
    ['cyber-training', '安全培训与宣贯', [3], '断网不丢答卷，通过率进入考核'],
    ['protection-filing', '定级备案与风险测评', [4], '定级矩阵格格对应，三级系统超年未测即亮灯'],
    ['emergency-drill', '应急预案与演练', [4], '响应用时实测，无人应答自动转副职'],
    ['cross-border-data', '数据出境', [4], '每个门槛内外、跨年前后判得都对'],
    ['data-security-campaign', '专项排查治理', [4], '数据升级后持有单位自动进入下一轮排查'],
    ['ledger-base', '区块链数字底座', [5, 23], '停一个节点照常，伪造历史被节点识破'],
    ['crypto-service', '国密密码应用平台', [5], '与外部工具互签互验'],
    ['domestic-substitution', '信创改造', [5, 22], '主机自报成分，多一个国外部件国产化率就降'],
  ],
  economy: [
    ['investment-promotion', '数字经济招商', [6], '没有凭证的阶段不计，通报可从项目库重算'],
    ['digital-transformation', '中小企业数字化转型', [7], '两人评出同样等级，补贴不超上限'],
    ['yannong-cloud', '盐农云', [7, 14], '扫码看到产前产中产后，间隔期未满不能卖'],
    ['pilot-projects', '试点示范与赛事申报', [7, 9, 10, 11, 19], '截止后改动的材料凭指纹拒收'],
    ['enterprise-policy', '盐企通', [8], '每个条件都说得清，钱不会付两次'],
    ['cross-border-trade', '跨境电商', [8], '三单逐项比对，并发下单也不超限额'],
    ['service-industry', '服务业数字赋能', [8], '平台申报与订单不符即提示'],
  ],
  data: [
    ['data-catalogue', '公共数据目录“一本账”', [1, 10, 24], '新登记册不用人填就进目录'],
    ['data-sharing', '数据共享', [10, 24], '合同之外的调用被拒并留证，本人看得到谁查过'],
    ['data-quality', '数据质量监测', [10], '埋下的毛病全找到，空集不算百分之百'],
    ['data-objection', '数据异议处理', [10], '更正送达每一个用过错值的单位'],
    ['data-assets', '数据资产清查', [10], '一年无人调用的资产亮灯，账平'],
    ['authorised-operation', '公共数据授权运营', [10], '原始数据带不出去，做差也推不出'],
    ['data-market', '数据交易场所', [10], '合同一到期交付立刻停'],
    ['data-merchants', '数商与供需对接', [9, 10], '证书撤销一分钟内产品下架'],
  ],
  infrastructure: [
    ['network-coverage', '5G、千兆与IPv6', [11, 20], '关一个站，地图和覆盖率都少一块'],
    ['identifier-resolution', '工业互联网标识解析', [11], '从递归到企业逐级真实解析'],
    ['computing-power', '算力', [11, 27], '任务按时延和容量安放，储能停了绿电占比就变'],
    ['industrial-internet', '区域级工业互联网平台', [11], '一天没声音的设备自己退出连接率'],
  ],
  society: [
    ['smart-education', '智慧教育云', [12], '学位分配可重算，不认识的班级看不到'],
    ['health-information', '县域卫生健康平台', [12], '凭同意互认检查，紧急调阅事后必审'],
    ['internet-hospital', '互联网医院', [12], '禁忌处方被拦，医保自费分账平'],
    ['medical-insurance', '医保', [12], '结算到分不差，先后顺序不改总额'],
    ['social-security', '社保', [12], '他处报告死亡，下月养老金即停'],
    ['employment', '智慧就业', [12], '参保次日停发失业金，多发自动追回'],
    ['digital-literacy', '社会培训平台', [12, 14], '截图签到无效，人数去重'],
    ['smart-community', '智慧社区', [12], '业主表决谁都能复算'],
    ['low-income', '低收入人口动态监测', [12], '预警按时入户，超时转县区'],
    ['elderly-care', '养老服务', [12], '无人应答的呼叫逐级上传，不在家不付费'],
    ['sports-venues', '公共体育场馆', [12], '千人抢一场，只成一单'],
    ['archive-access', '数字档案利用', [12], '外泄的页面认得出是谁看的'],
    ['enforcement-supervision', '行政执法监督', [13], '超出裁量幅度的处罚被拦'],
    ['internet-supervision', '互联网+监管', [13], '抽查对象由外人复算，缺的批次点得出'],
    ['grid-governance', '精网微格', [13], '事件逐级上报又逐级返回，离线上报不重'],
    ['dispute-mediation', '矛盾纠纷一站式化解', [13], '三十天内复发，带着旧档案重开'],
    ['digital-id', '电子身份证与移动警务', [13], '外地只凭公钥能验，只出示年龄不露号码'],
    ['police-data', '公安大数据', [13], '没有事由或过期的查询被拒'],
    ['city-lifeline', '城市生命线', [13], '关对阀门隔离漏点，告警风暴合成一件'],
    ['work-safety', '安全生产执法', [13], '离线一天同步不丢不重'],
    ['emergency-management', '应急管理', [13, 23], '指挥日志断电不丢，迟报被点名'],
    ['city-operations', '城市运行管理服务', [13], '标准客户端可报可查，评价可重算'],
    ['sector-governance', '行业领域治理', [13], '一个对象三处风险合在一处看'],
    ['civic-interaction', '政民互动', [15], '五百个来电并成一件，五百人都得到回音'],
    ['rural-market', '农产品出村进城', [14], '不超卖，农户结算平'],
    ['my-yancheng', '我的盐城', [15, 25], '坏掉的场景一秒内撤下并说明'],
    ['consumer-vouchers', '消费券', [15], '十万人抢一万张，一张不多'],
  ],
  culture: [
    ['online-media', '网络视听与文化品牌', [16], '改头换面的违规作品也认得出'],
    ['heritage', '文化遗产数字化', [17], '标准看图器能打开，撤回授权即关闭'],
    ['cultural-venues', '智慧场馆与公共文化云', [18], '一馆断网照常通借'],
    ['travel-card', '旅游年卡与智慧文旅', [15, 18, 23], '同卡两平台不重入，满员即停'],
  ],
  ecology: [
    ['dual-carbon', '双碳', [19], '因子更正，历史随之更正并注明'],
    ['pollution-monitoring', '生态环境智慧监管', [19], '落盘之后才应答设备'],
    ['smart-forest', '智慧林场', [19], '分合地块面积一平方米不差'],
    ['green-transition', '节能与绿色评定', [20], '后来的处罚自动撤销称号'],
  ],
  government: [
    ['it-projects', '政务信息化项目“一件事”', [21, 27], '重复已有能力的项目带着证据被拦'],
    ['capability-hub', '共性能力底座', [21, 23], '不兼容的版本换不掉在用的版本'],
    ['gov-cloud', '政务云“一朵云”', [5, 22], '账单可由计量重算，闲置先通知再收回'],
    ['gov-network', '电子政务外网“一张网”', [22], '探针没声音就是中断'],
    ['cloud-net-ops', '云网一体运维', [22], '断一条线只报一件事'],
    ['unified-identity', '统一身份认证', [23], '标准客户端能登录，撤销的代理一分钟内出局'],
    ['e-seal', '电子印章', [23], '独立工具验出真、改、过期'],
    ['e-licence', '电子证照', [24], '审批途中吊销的证照挡住审批'],
    ['su-code', '苏服码', [23], '码不能重放，两个扫码点拼不出行踪'],
    ['e-archive', '电子档案', [23], '八种损坏各归其类'],
    ['city-cockpit', '城市驾驶舱', [23], '每个数字点得开，过时就变灰'],
    ['collaborative-office', '盐政通', [23], '并发发文，文号不断不重'],
    ['data-to-grassroots', '数据直达基层', [24], '对端出错又恢复，办件不丢不重'],
    ['unified-acceptance', '统一受理平台', [25], '每次停表都算对到期日'],
    ['one-thing', '高效办成一件事', [25], '各部门只见自己那一份'],
    ['grassroots-desk', '基层一平台办理', [23, 25], '两人改同一份离线草稿，冲突摆明不丢'],
    ['self-service-kiosk', '盐之e政务自助机', [25], '下一个人看不到上一个人的任何东西'],
    ['service-portal', '政务服务网与苏服办旗舰店', [25], '六十五个应用逐个过一致性检测'],
  ],
}

export const directory: PlannedSystem[] = chapters
  .flatMap(({ id: chapter }) =>
    (rows[chapter] ?? []).map(([id, title, items, proves]) => ({ id, chapter, title, items, proves })),
  )
  .map((system, i) => ({ ...system, number: i + 1 }))
