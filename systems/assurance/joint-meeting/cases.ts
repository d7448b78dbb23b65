import { planTask } from '#commons/plan'
import { defineCase, field, opensForAgencies, opensParts, rowsIn, workingDays } from '#platform'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'
import {
  alreadyHeld,
  asTask,
  expected,
  expectedInstead,
  nobodyObjects,
  notInThePast,
  objectedBy,
  onlyWhoWasThere,
  resolutionLight,
  resolutionLights,
  signedBy,
  wasThere,
} from './rules.ts'

const reason = { reason: field.longText('缘由', { max: 500 }) }
const who = { name: field.text('姓名', { max: 50 }), post: field.text('职务', { max: 50 }) }

/** A member agency says who comes to a meeting, or why nobody does. */
export const attendance = defineCase('joint-meeting-attendance', {
  title: '参会回执',
  subject: meeting,
  endsWithParent: 'dropped',
  initial: 'asked',
  states: {
    asked: {
      title: '待回执',
      until: { heldOn: 'silent' },
      awaits: 'come',
      actions: {
        come: { title: '参会', to: 'coming', primary: true, tells: 'parent', form: who, computes: expected },
        depute: {
          title: '派人代会',
          to: 'deputed',
          tells: 'parent',
          says: '写代会的人；缘由报联席会议秘书。',
          form: { ...who, ...reason },
          computes: expectedInstead,
        },
        excuse: { title: '请假', to: 'excused', tells: 'parent', form: reason },
      },
    },
    coming: { title: '参会', final: true },
    deputed: { title: '派人代会', final: true },
    excused: { title: '请假', final: true },
    silent: { title: '没有回执', final: true },
    dropped: { title: '会议已取消', final: true },
  },
})

const signing = {
  sign: {
    title: '签署',
    to: 'signed',
    primary: true,
    tells: 'parent',
    reads: ['minutes'],
    says: '由到会的人签。',
    form: { name: field.text('签署人', { max: 50 }) },
    refuses: wasThere,
    computes: signedBy,
  },
  object: { title: '有意见', to: 'objected', tells: 'parent', form: reason, computes: objectedBy },
} as const

/** An agency that was at a meeting signs its minutes, or says what is wrong with them. */
export const signature = defineCase('joint-meeting-signature', {
  title: '纪要会签',
  subject: meeting,
  endsWithParent: 'dropped',
  initial: 'asked',
  states: {
    asked: { title: '待签署', within: workingDays(3), overdue: 'late', awaits: 'sign', actions: signing },
    late: { title: '逾期未签', awaits: 'sign', actions: signing },
    signed: { title: '已签署', final: true },
    objected: { title: '有意见', final: true },
    dropped: { title: '不再需要', final: true },
  },
})

/** A resolution becomes a task of its lead agency when the minutes are issued, and has been carried out when the task is. */
export const followUp = defineCase('joint-resolution-follow-up', {
  title: '决议落实',
  subject: resolution,
  holder: 'lead',
  assigned: 'support',
  within: 'meeting',
  due: 'dueOn',
  facts: { number: field.text('纪要文号', { max: 40 }) },
  signals: resolutionLights,
  signal: resolutionLight,
  initial: 'supervised',
  states: {
    supervised: {
      title: '督办中',
      makes: rowsIn(planTask, resolution, asTask, { part: true }),
      parts: { done: 'done', ends: { merged: 'merged' } },
    },
    done: { title: '已落实', final: true },
    merged: { title: '已并入其他任务', final: true },
  },
})

const draft = {
  title: '拟纪要',
  to: 'drafted',
  primary: true,
  says: '议定的事项在本页“决议”里逐项登记，纪要里会列成表。',
  form: { minutes: field.longText('纪要正文', { max: 8000 }) },
  amends: { minutes: 'minutes' },
} as const
const revise = { ...draft, title: '修改纪要', primary: undefined }
const cancel = { title: '取消会议', to: 'cancelled', sets: { standing: 'cancelled' }, form: reason } as const
const postpone = {
  title: '改期',
  to: 'stays',
  tells: 'assigned',
  form: { heldOn: field.date('改到'), ...reason },
  amends: { heldOn: 'heldOn' },
  refuses: notInThePast,
} as const

/** A session of the joint meeting: called, held, minuted, signed by whoever was there, issued, carried out. */
export const session = defineCase('joint-meeting-sitting', {
  title: '联席会议筹办',
  subject: meeting,
  opensOn: 'created',
  assigned: 'invited',
  initial: 'planned',
  states: {
    planned: {
      title: '筹备中',
      awaits: 'invite',
      actions: {
        invite: {
          title: '发会议通知',
          to: 'invited',
          primary: true,
          says: '每个单位随即收到一份回执，填谁参会。',
          form: { invited: field.agencies('参会单位', { min: 1 }) },
          amends: { invited: 'invited' },
          opens: opensForAgencies(attendance, 'invited'),
        },
        postpone,
        cancel,
      },
    },
    invited: {
      title: '已通知',
      awaits: 'record',
      actions: {
        record: {
          title: '登记到会',
          to: 'held',
          primary: true,
          says: '已按回执填好，有出入的在这里改。',
          form: {
            attended: field.agencies('到会单位'),
            present: field.table('到会人员', { unit: '单位', name: '姓名', post: '职务' }),
          },
          amends: { attended: 'attended', present: 'present' },
          refuses: alreadyHeld,
        },
        postpone,
        cancel,
      },
    },
    held: { title: '已开会', within: workingDays(5), awaits: 'draft', actions: { draft } },
    drafted: {
      title: '纪要已拟',
      awaits: 'circulate',
      actions: {
        circulate: {
          title: '送会签',
          to: 'signing',
          primary: true,
          says: '每个到会单位三个工作日内签署或者提意见。',
          form: { signers: field.agencies('会签单位', { min: 1 }) },
          starts: { signers: 'attended' },
          sets: { signed: [], objected: [] },
          refuses: onlyWhoWasThere,
          opens: opensForAgencies(signature, 'signers'),
        },
        revise,
      },
    },
    signing: { title: '会签中', parts: { done: 'signed' } },
    signed: {
      title: '会签完毕',
      awaits: 'issue',
      actions: {
        issue: {
          title: '印发纪要',
          to: 'issued',
          primary: true,
          tells: 'assigned',
          says: '印发后不能再改；每项决议随即成为牵头单位的一件督办任务。',
          form: { number: field.text('纪要文号', { max: 40 }), issuedOn: field.date('印发日期') },
          amends: { number: 'number', issuedOn: 'issuedOn' },
          sets: { standing: 'issued' },
          refuses: nobodyObjects,
          opens: opensParts(followUp, 'meeting'),
        },
        revise,
      },
    },
    issued: { title: '决议落实中', parts: { done: 'done' } },
    done: { title: '决议全部落实', final: true },
    cancelled: { title: '已取消', final: true },
  },
})

/** A chief data officer, from being put forward to the handover of what is still open. */
export const term = defineCase('chief-data-officer-term', {
  title: '首席数据官任用',
  subject: chiefDataOfficer,
  opensOn: 'created',
  holder: 'office',
  initial: 'proposed',
  states: {
    proposed: {
      title: '待任用',
      within: workingDays(5),
      awaits: 'appoint',
      actions: {
        appoint: {
          title: '任用',
          to: 'serving',
          primary: true,
          tells: 'holder',
          form: { number: field.text('任用文号', { max: 40 }), appointedOn: field.date('任用日期') },
          amends: { number: 'number', appointedOn: 'appointedOn' },
          sets: { standing: 'serving' },
        },
        decline: { title: '不任用', to: 'declined', tells: 'holder', sets: { standing: 'declined' }, form: reason },
      },
    },
    serving: {
      title: '在任',
      until: { termEndsOn: 'leaving' },
      actions: { leave: { title: '提前离任', to: 'leaving', form: reason } },
    },
    leaving: {
      title: '待交接',
      within: workingDays(10),
      awaits: 'handOver',
      actions: {
        handOver: {
          title: '办理交接',
          to: 'ended',
          primary: true,
          says: '逐件列出还没有办完的事、到哪一步、由谁接；没有的可以不列。',
          form: {
            open: field.table('移交的未完事项', { matter: '事项', stands: '到哪一步', heir: '由谁接' }),
            ...{ heir: field.text('接任的人', { max: 50 }), words: field.longText('交接说明', { max: 1000 }) },
          },
          amends: { open: 'open' },
          sets: { standing: 'ended' },
        },
      },
    },
    ended: { title: '已离任', final: true },
    declined: { title: '未任用', final: true },
  },
})
