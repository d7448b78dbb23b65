import { planItem, planTask } from '#commons/plan'
import { defineCase, field, opensParts, rowsIn, workingDays } from '#platform'
import { milestone, multiYearPlan, proposal, topic } from './registers.ts'
import { asTask, checkedInTime, laterDays, milestoneLight, milestoneLights } from './rules.ts'

const words = (label: string) => ({ words: field.longText(label, { max: 2000 }) })
const why = words('理由')
const report = { ...words('说明'), evidence: field.files('报告', { min: 1, max: 10 }) }

/** A milestone waits for its time, is then a task of that year, and is met when the task is done. */
export const milestoneYear = defineCase('milestone-year', {
  title: '里程碑落实',
  subject: milestone,
  holder: 'lead',
  assigned: 'support',
  within: 'plan',
  endsWithParent: 'dropped',
  signals: milestoneLights,
  signal: milestoneLight,
  initial: 'waiting',
  states: {
    waiting: {
      title: '未到年度',
      until: { startsOn: 'running' },
      actions: {
        move: {
          title: '调整年度',
          to: 'stays',
          tells: 'holder',
          form: {
            year: field.integer('调到哪一年', { min: 2000, max: 2100 }),
            startsOn: field.date('转为任务的日期'),
            dueOn: field.date('完成日期'),
            ...words('调整依据'),
          },
          amends: { year: 'year', startsOn: 'startsOn', dueOn: 'dueOn' },
          refuses: laterDays,
        },
      },
    },
    running: {
      title: '已转为当年任务',
      makes: rowsIn(planTask, milestone, asTask, { part: true }),
      parts: { done: 'met', ends: { merged: 'merged' } },
    },
    met: { title: '已完成', final: true },
    merged: { title: '已并入其他任务', final: true },
    dropped: { title: '随规划撤回', final: true },
  },
})

const withdrawal = {
  title: '撤回',
  to: 'withdrawn',
  form: words('缘由'),
  sets: { standing: 'withdrawn' },
} as const

/** A plan of several years, from its draft to the last of its milestones. */
export const multiYearRun = defineCase('multi-year-plan-run', {
  title: '多年规划实施',
  subject: multiYearPlan,
  opensOn: 'created',
  initial: 'drafted',
  states: {
    drafted: {
      title: '待启动',
      awaits: 'adopt',
      actions: {
        adopt: {
          title: '启动实施',
          to: 'adopted',
          primary: true,
          says: '先在本页“年度里程碑”里登记齐全；启动后，每个里程碑到了年度自动转为当年的督办任务。',
          sets: { standing: 'adopted' },
          opens: opensParts(milestoneYear, 'plan'),
        },
        withdraw: withdrawal,
      },
    },
    adopted: {
      title: '实施中',
      parts: { done: 'fulfilled' },
      actions: { withdraw: withdrawal },
    },
    fulfilled: { title: '里程碑都已办完', final: true },
    withdrawn: { title: '已撤回', final: true },
  },
})

/** A topic, from its call to its adoption in a paragraph of a plan. */
export const research = defineCase('research-topic-run', {
  title: '课题研究',
  subject: topic,
  opensOn: 'created',
  initial: 'called',
  states: {
    called: { title: '征集中', until: { callUntil: 'judging' } },
    judging: {
      title: '待遴选',
      within: workingDays(10),
      awaits: 'commission',
      actions: {
        commission: {
          title: '确定承担单位',
          to: 'studied',
          primary: true,
          says: '先在收到的申请里选定一家，再在这里确认开题。',
          sets: { standing: 'studied' },
        },
        shelve: { title: '不立项', to: 'shelved', form: why, sets: { standing: 'shelved' } },
      },
    },
    studied: {
      title: '研究中',
      awaits: 'conclude',
      actions: {
        conclude: {
          title: '结题',
          to: 'concluded',
          primary: true,
          form: {
            outcome: field.longText('结论', { max: 2000 }),
            report: field.files('研究报告', { min: 1, max: 10 }),
          },
          amends: { outcome: 'outcome' },
          sets: { standing: 'concluded' },
        },
      },
    },
    concluded: {
      title: '待采纳',
      within: workingDays(20),
      awaits: 'adopt',
      actions: {
        adopt: {
          title: '写入计划',
          to: 'adopted',
          primary: true,
          form: { adoptedIn: field.record('写入哪一条', planItem), ...words('怎样写入') },
          amends: { adoptedIn: 'adoptedIn' },
          sets: { standing: 'adopted' },
        },
        shelve: { title: '不采纳', to: 'shelved', form: why, sets: { standing: 'shelved' } },
      },
    },
    adopted: { title: '已写入计划', final: true },
    shelved: { title: '未采纳', final: true },
  },
})

/** A proposal, as whoever handed it in follows it: chosen, checked midway, reported, accepted. */
export const study = defineCase('research-study', {
  title: '研究申请',
  subject: proposal,
  opensOn: 'created',
  parties: { researcher: { title: '申请人', is: ['filer'] } },
  initial: 'handedIn',
  states: {
    handedIn: {
      title: '待遴选',
      plain: '已经收到您的申请，征集截止后遴选',
      awaits: 'choose',
      actions: {
        choose: {
          title: '选定',
          to: 'working',
          primary: true,
          form: { price: field.money('核定经费'), checkOn: field.date('中期检查'), until: field.date('结题日期') },
          amends: { price: 'price', checkOn: 'checkOn', until: 'until' },
          starts: { price: 'price' },
          refuses: checkedInTime,
        },
        decline: { title: '未入选', to: 'declined', form: why },
        withdraw: { title: '撤回申请', to: 'withdrawn', takenBy: ['researcher'], tells: 'holder' },
      },
    },
    working: {
      title: '研究中',
      plain: '您的申请已经选定，请按期研究',
      until: { checkOn: 'checked' },
      actions: { deliver: { title: '提交研究报告', to: 'delivered', takenBy: ['researcher'], form: report } },
    },
    checked: {
      title: '待中期报告',
      plain: '到了中期检查的日子，请提交中期报告',
      within: workingDays(5),
      overdue: 'late',
      awaits: 'tell',
      actions: {
        tell: { title: '提交中期报告', to: 'going', primary: true, takenBy: ['researcher'], form: report },
      },
    },
    late: {
      title: '中期报告逾期',
      plain: '没有等到您的中期报告，请尽快提交',
      awaits: 'tell',
      actions: {
        tell: { title: '提交中期报告', to: 'going', primary: true, takenBy: ['researcher'], form: report },
        stop: { title: '终止', to: 'declined', form: why },
      },
    },
    going: {
      title: '研究中（已过中期）',
      plain: '已经收到您的中期报告，请按期结题',
      awaits: 'deliver',
      actions: {
        deliver: { title: '提交研究报告', to: 'delivered', primary: true, takenBy: ['researcher'], form: report },
      },
    },
    delivered: {
      title: '待验收',
      plain: '已经收到您的研究报告，等验收',
      within: workingDays(10),
      awaits: 'accept',
      actions: {
        accept: { title: '验收', to: 'accepted', primary: true, form: words('验收意见') },
        sendBack: { title: '退回修改', to: 'going', form: words('修改意见') },
      },
    },
    accepted: { title: '已验收', plain: '您的研究已经验收，感谢您', final: true },
    declined: { title: '未入选或终止', plain: '您的申请没有入选', final: true },
    withdrawn: { title: '已撤回', plain: '您已撤回', final: true },
  },
})
