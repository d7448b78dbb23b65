import { practice } from '#commons/capability'
import { changesIn, defineCase, field, rowsIn, workingDays, type RecordOf } from '#platform'
import { answer, challenge, jointProject, partner, projectMilestone, result, terms } from './registers.ts'
import {
  asCapability,
  asMilestones,
  asProject,
  beforeTheEnd,
  light,
  lights,
  shownByPapers,
  withinTheProject,
} from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
const why = words('理由')
/** Words that the partner reads too. */
const told = (label: string) => ({ form: words(label), shown: true }) as const
const evidence = field.files('材料', { min: 1, max: 10 })
const parties = { partner: { title: '合作伙伴', is: ['filer'] } } as const
type Answer = RecordOf<typeof answer>

/** Whoever wants to answer challenges is looked over once. */
export const listing = defineCase('cooperation-partner-listing', {
  title: '合作伙伴审核',
  subject: partner,
  opensOn: 'created',
  parties,
  initial: 'applied',
  states: {
    applied: {
      title: '待审核',
      plain: '已经收到您的登记，五个工作日内答复',
      within: workingDays(5),
      awaits: 'list',
      actions: {
        list: { title: '审核通过', to: 'listed', primary: true, sets: { standing: 'listed' } },
        refuse: { title: '不予入库', to: 'refused', ...told('理由'), sets: { standing: 'refused' } },
      },
    },
    listed: { title: '已入库', plain: '审核通过，现在可以应答难题', final: true },
    refused: { title: '未入库', plain: '这次没有通过，理由见经过；改好后可以重新登记', final: true },
  },
})

const ofChallenge = { by: 'challenge', as: 'id' } as const
const turned = (from: readonly Answer['standing'][], standing: Answer['standing']) =>
  changesIn(answer, challenge, ofChallenge, ({ row }) => (from.includes(row.standing) ? { standing } : undefined))
const shelve = {
  to: 'shelved',
  form: why,
  computes: ({ form }: { form: { words: string } }) => ({ outcome: form.words }),
} as const

/** A need, from its call to what came of it. */
export const calling = defineCase('challenge-run', {
  title: '难题揭榜',
  subject: challenge,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: {
      title: '征集中',
      until: { answersUntil: 'judging' },
      actions: { withdraw: { title: '撤回难题', ...shelve } },
    },
    judging: {
      title: '待评审',
      sets: { standing: 'judging' },
      changes: turned(['handedIn'], 'judging'),
      within: workingDays(10),
      awaits: 'judge',
      actions: {
        judge: {
          title: '评审完毕',
          to: 'judged',
          primary: true,
          says: '先在每份应答里写得分和意见，再在这里写评审结论。',
          form: words('评审结论'),
        },
      },
    },
    judged: {
      title: '待选定',
      sets: { standing: 'judged' },
      changes: turned(['judging'], 'judged'),
      within: workingDays(10),
      follows: { running: ({ standing }) => standing === 'running' },
      actions: { shelve: { title: '都不选用', ...shelve } },
    },
    running: {
      title: '攻关中',
      follows: {
        adopted: ({ standing }) => standing === 'adopted',
        unadopted: ({ standing }) => standing === 'unadopted',
      },
    },
    adopted: { title: '成果已采用', final: true },
    unadopted: { title: '成果未采用', final: true },
    shelved: {
      title: '未选定',
      final: true,
      sets: { standing: 'shelved' },
      changes: turned(['handedIn', 'judging', 'judged', 'offered'], 'declined'),
    },
  },
})

/** An answer more, or one fewer, as the challenge says how many there are. */
const counted = (by: 1 | -1) =>
  changesIn(challenge, answer, { by: 'id', as: 'challenge' }, ({ row }) => ({ answers: row.answers + by }))
const isDeclined = ({ standing }: Answer) => standing === 'declined'
const isJudged = ({ standing }: Answer) => standing === 'judged'

/** A partner's answer as the partner follows it: handed in, judged, chosen with terms that both sign, or not. */
export const answering = defineCase('challenge-answering', {
  title: '揭榜应答',
  subject: answer,
  opensOn: 'created',
  within: 'challenge',
  parties,
  initial: 'handedIn',
  states: {
    handedIn: {
      title: '已提交',
      plain: '已经收到您的应答，征集截止后评审',
      changes: counted(1),
      follows: { judging: ({ standing }) => standing === 'judging', declined: isDeclined },
      actions: { withdraw: { title: '撤回应答', to: 'withdrawn', takenBy: ['partner'], tells: 'holder' } },
    },
    judging: {
      title: '待评审',
      plain: '征集已经截止，正在评审',
      follows: { judged: isJudged, declined: isDeclined },
      awaits: 'score',
      actions: {
        score: {
          title: '写评审意见',
          to: 'scored',
          primary: true,
          form: { score: field.integer('评审得分', { max: 100, unit: '分' }), ...words('评审意见') },
          amends: { score: 'score', opinion: 'words' },
        },
      },
    },
    scored: { title: '已评分', plain: '正在评审', follows: { judged: isJudged, declined: isDeclined } },
    judged: {
      title: '待选定',
      plain: '评审完毕，等需求单位选定',
      awaits: 'choose',
      follows: { declined: isDeclined },
      actions: {
        choose: {
          title: '选定',
          to: 'offered',
          primary: true,
          says: '写明合作条件，至少一个里程碑；对方签署后立项，其他应答随即告知未选定。',
          form: terms(),
          amends: {
            ...{ rights: 'rights', rightsWords: 'rightsWords' },
            ...{ startsOn: 'startsOn', endsOn: 'endsOn', milestones: 'milestones' },
          },
          sets: { standing: 'offered' },
          refuses: withinTheProject,
        },
        decline: { title: '不选用', to: 'declined', ...told('理由') },
      },
    },
    offered: {
      title: '待对方签署',
      plain: '选定了您的应答，请看合作条件，同意就签署',
      within: workingDays(10),
      awaits: 'sign',
      follows: { declined: isDeclined },
      actions: {
        sign: {
          title: '同意并签署',
          to: 'signed',
          primary: true,
          takenBy: ['partner'],
          tells: 'holder',
          reads: ['rights', 'rightsWords', 'startsOn', 'endsOn', 'milestones'],
          sets: { standing: 'signed' },
        },
        giveUp: { title: '不接受', to: 'withdrawn', takenBy: ['partner'], tells: 'holder', form: why },
        takeBack: { title: '收回选定', to: 'judged', ...told('理由'), sets: { standing: 'judged' } },
      },
    },
    signed: {
      title: '已签约立项',
      plain: '合作已经立项，请在“合作项目”里按里程碑报进展',
      final: true,
      changes: [
        changesIn(challenge, answer, { by: 'id', as: 'challenge' }, ({ record }) => ({
          standing: 'running',
          chosen: record.organisation,
        })),
        changesIn(answer, answer, { by: 'challenge', as: 'challenge' }, ({ row }) =>
          row.standing === 'judged' ? { standing: 'declined' } : undefined,
        ),
      ],
      makes: rowsIn(jointProject, answer, asProject),
    },
    declined: { title: '未选定', plain: '这次没有选定您的应答，感谢参与', final: true, sets: { standing: 'declined' } },
    withdrawn: {
      ...{ title: '已撤回', plain: '您已撤回', final: true, sets: { standing: 'withdrawn' } },
      changes: counted(-1),
    },
  },
})

/** A milestone is reported by the partner and accepted by the agency. */
export const milestoneRun = defineCase('joint-project-milestone-run', {
  title: '里程碑验收',
  subject: projectMilestone,
  within: 'project',
  due: 'dueOn',
  reminds: [7],
  endsWithParent: 'dropped',
  opensOn: 'created',
  parties,
  signals: lights,
  signal: light,
  initial: 'going',
  states: {
    going: {
      title: '进行中',
      plain: '请按期完成，完成后报送',
      awaits: 'report',
      actions: {
        report: {
          title: '报送完成',
          to: 'reported',
          primary: true,
          takenBy: ['partner'],
          form: { ...words('完成情况'), evidence },
        },
        putOff: {
          title: '改期',
          to: 'stays',
          form: { dueOn: field.date('改到'), ...why },
          amends: { dueOn: 'dueOn' },
          refuses: beforeTheEnd,
          shown: true,
        },
      },
    },
    reported: {
      title: '待验收',
      plain: '已经收到，五个工作日内验收',
      within: workingDays(5),
      awaits: 'accept',
      actions: {
        accept: { title: '验收通过', to: 'met', primary: true, ...told('验收意见') },
        sendBack: { title: '退回', to: 'going', ...told('还缺什么') },
      },
    },
    met: { title: '已完成', plain: '这个里程碑已经验收', final: true },
    dropped: { title: '随项目停止', plain: '项目已经停止', final: true },
  },
})

/** A result is accepted, and becomes a capability of the agency that needed it, or is not adopted with the reason. */
export const resultRun = defineCase('joint-result-run', {
  title: '成果验收和采用',
  subject: result,
  within: 'project',
  opensOn: 'created',
  parties,
  initial: 'reported',
  states: {
    reported: {
      title: '待验收',
      plain: '已经收到您的成果，十个工作日内验收',
      within: workingDays(10),
      awaits: 'accept',
      actions: {
        accept: {
          title: '验收通过',
          to: 'accepted',
          primary: true,
          ...told('验收意见'),
          refuses: shownByPapers,
          sets: { standing: 'accepted' },
        },
        sendBack: { title: '退回修改', to: 'returned', ...told('修改意见'), sets: { standing: 'returned' } },
      },
    },
    returned: {
      title: '待修改',
      plain: '请按意见改好成果，再报一次',
      awaits: 'resubmit',
      actions: {
        resubmit: {
          title: '改好后再报',
          to: 'reported',
          primary: true,
          takenBy: ['partner'],
          form: { evidence, ...words('改了什么') },
          amends: { evidence: 'evidence' },
          sets: { standing: 'reported' },
        },
      },
    },
    accepted: {
      title: '待采用',
      plain: '成果已经验收，等需求单位决定是否采用',
      within: workingDays(20),
      awaits: 'adopt',
      actions: {
        adopt: {
          title: '采用为能力',
          to: 'adopted',
          primary: true,
          says: '采用后成为本单位的一项能力，别的单位可以复用；发布前请核对知识产权约定。',
          ...told('怎样采用'),
          sets: { standing: 'adopted' },
        },
        turnDown: { title: '不采用', to: 'unadopted', ...told('理由'), sets: { standing: 'unadopted' } },
      },
    },
    adopted: {
      title: '已采用',
      plain: '您的成果已经采用为能力，感谢您',
      final: true,
      changes: changesIn(jointProject, result, { by: 'id', as: 'project' }, ({ record }) => ({
        standing: 'adopted',
        outcome: `成果“${record.title}”采用为能力`,
      })),
      makes: rowsIn(practice, result, asCapability),
    },
    unadopted: { title: '未采用', plain: '这项成果没有采用，理由见经过', final: true },
  },
})

const tells = (standing: 'adopted' | 'unadopted') =>
  changesIn(challenge, jointProject, { by: 'id', as: 'challenge' }, ({ record }) => ({
    standing,
    outcome: record.outcome,
  }))
const close = { ...told('理由'), amends: { outcome: 'words' } } as const
const isAdopted = ({ standing }: RecordOf<typeof jointProject>) => standing === 'adopted'
const finish = { ...close, title: '结项，成果不采用', to: 'finished', waitsFor: resultRun } as const
const stop = { ...close, title: '终止项目', to: 'stopped' } as const

/** A joint project: its milestones, its result, its end. */
export const projectRun = defineCase('joint-project-run', {
  title: '合作项目实施',
  subject: jointProject,
  opensOn: 'created',
  due: 'endsOn',
  parties,
  signals: lights,
  signal: light,
  initial: 'running',
  states: {
    running: {
      title: '攻关中',
      plain: '项目已经开始，请按里程碑报进展',
      makes: rowsIn(projectMilestone, jointProject, asMilestones, { part: true }),
      parts: { done: 'delivering' },
      actions: { stop },
    },
    delivering: {
      title: '待报成果',
      plain: '里程碑都已验收，请报送成果',
      sets: { standing: 'delivering' },
      until: { endsOn: 'late' },
      follows: { adopted: isAdopted },
      actions: { finish },
    },
    late: {
      title: '到期未采用成果',
      plain: '项目已经到期，请尽快报送成果',
      awaits: 'finish',
      follows: { adopted: isAdopted },
      actions: { finish },
    },
    adopted: { title: '成果已采用', plain: '成果已经采用，项目结束', final: true, changes: tells('adopted') },
    finished: {
      title: '结项未采用',
      plain: '项目已经结项，成果没有采用',
      final: true,
      sets: { standing: 'finished' },
      changes: tells('unadopted'),
    },
    stopped: {
      title: '已终止',
      plain: '项目已经终止，理由见经过',
      final: true,
      sets: { standing: 'stopped' },
      changes: tells('unadopted'),
    },
  },
})
