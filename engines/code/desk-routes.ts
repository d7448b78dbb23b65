import * as z from 'zod'
import { dayOf, startOf } from '#kernel/clock'
import { defineRoute, instant, made, nextOf, rowsOf } from '#kernel/engine'
import { date, text, words } from '#kernel/field'
import { codeOf, handOf, holding } from './asker.ts'
import { endCard, issueCard, listCards } from './cards.ts'
import { faults } from './faults.ts'
import { after, from, one } from './page.ts'
import { endScanner, listScanners, purposeOf, registerScanner } from './scanners.ts'

const titles = (all: readonly { name: string; title: string }[]) =>
  Object.fromEntries(all.map(({ name, title }) => [name, title]))

const purposeFace = z.object({
  ...{ name: z.string(), title: z.string(), basis: z.string(), consent: z.enum(['asked', 'shown']) },
  ...{ checked: z.boolean(), gives: z.array(z.string()) },
})

/** Officers: their agency's scanners, and the cards that it issues. */
export const deskRoutes = [
  defineRoute('GET /api/code/scanners', {
    says: '本单位的扫码设备',
    right: holding('scan', '管理扫码设备'),
    refuses: [faults['no-such-purpose']],
    answers: rowsOf(
      z.object({
        ...{ id: z.uuid(), agency: z.string(), name: z.string(), purpose: z.string(), at: instant },
        ...{ seenAt: instant.nullable(), today: z.int() },
      }),
    ).extend({ purposes: z.array(purposeFace) }),
    shows: {
      title: '扫码设备',
      says: '设备在要放到柜台、门口或车上的那台机器上登记：在那台机器上打开“扫码”页。',
      empty: '还没有登记的设备。',
      columns: { name: '名称', purpose: '用途', seenAt: '最近联系', today: '今日扫码' },
      names: { purpose: (house) => titles(codeOf(house).purposes) },
      acts: [{ title: '注销', at: 'POST /api/code/scanners/{id}/end', says: '注销后这台设备马上不能再扫码。' }],
      beside: ['GET /api/code/issued'],
    },
    does: async ({ house, by }) => ({
      rows: await listScanners(house.database, by.scope, startOf(dayOf(house.clock.now()))),
      purposes: codeOf(house).purposes.map(({ gives, ...purpose }) => ({
        ...purpose,
        gives: gives.map(({ title }) => title),
      })),
    }),
  }),
  defineRoute('POST /api/code/scanners', {
    says: '登记扫码设备',
    right: holding('scan', '登记扫码设备'),
    refuses: [faults['name-taken'], faults['no-such-purpose']],
    takes: { body: z.strictObject({ name: words({ max: 60 }), purpose: z.string().max(80) }) },
    answers: z.object({ id: z.uuid(), token: z.string() }),
    status: 201,
    does: ({ house, by, body }) => {
      const purpose = purposeOf(codeOf(house), body.purpose)
      const of = { agency: by.agency, name: body.name, purpose }
      return house.database.write(by.scope, (tx) => registerScanner(tx, house.clock.now(), by.actor, of))
    },
  }),
  defineRoute('POST /api/code/scanners/{id}/end', {
    says: '注销扫码设备',
    right: holding('scan', '注销扫码设备'),
    refuses: [faults['no-such-scanner']],
    takes: { params: one },
    status: 204,
    does: ({ house, by, params }) =>
      house.database.write(by.scope, (tx) => endScanner(tx, house.clock.now(), by.actor, params.id)),
  }),
  defineRoute('GET /api/code/issued', {
    says: '本单位加载的卡证',
    right: holding('issue', '查看卡证'),
    takes: { query: from },
    answers: nextOf(
      z.object({
        ...{
          id: z.uuid(),
          agency: z.string(),
          kind: z.string(),
          holderName: z.string(),
          until: date('有效期至'),
          at: instant,
        },
      }),
    ).extend({ kinds: z.array(z.object({ name: z.string(), title: z.string() })) }),
    shows: {
      title: '卡证',
      says: '本单位加载到码上的卡证，扫码时按用途告知。',
      empty: '本单位还没有加载卡证。',
      columns: { holderName: '持证人', kind: '卡证', until: '有效期至', at: '加载' },
      names: { kind: (house) => titles(codeOf(house).cards) },
      acts: [{ title: '注销', at: 'POST /api/code/issued/{id}/end', says: '注销后扫码时不再告知这张卡证。' }],
      begins: [{ title: '加载卡证', at: 'POST /api/code/issued' }],
      beside: ['GET /api/code/scanners'],
    },
    does: async ({ house, by, query }) => {
      const rows = await listCards(house.database, by.scope, query.after)
      return { rows, next: after(rows), kinds: codeOf(house).cards.map((card) => ({ ...card })) }
    },
  }),
  defineRoute('POST /api/code/issued', {
    says: '加载卡证',
    right: holding('issue', '加载卡证'),
    refuses: [
      ...[faults['no-such-purpose'], faults['no-such-card'], faults['no-such-holder'], faults['card-held-already']],
    ],
    takes: {
      body: z.strictObject({
        kind: text('卡证', { max: 80 }),
        holder: text('持证人账号或信用代码', { max: 100 }),
        number: text('号码', { max: 60 }),
        until: date('有效期至'),
      }),
    },
    answers: made,
    status: 201,
    does: async ({ house, by, body }) => {
      const kind = codeOf(house).cards.find(({ name }) => name === body.kind)
      if (!kind) throw faults['no-such-card']()
      const { database, keeper } = handOf(house)
      const card = { ...body, kind, agency: by.agency }
      const id = await database.write({ all: 'on' }, (tx) => issueCard(tx, keeper, house.clock.now(), by.actor, card))
      return { id }
    },
  }),
  defineRoute('POST /api/code/issued/{id}/end', {
    says: '注销卡证',
    right: holding('issue', '注销卡证'),
    refuses: [faults['no-such-card']],
    takes: { params: one },
    status: 204,
    does: ({ house, by, params }) =>
      house.database.write(by.scope, (tx) => endCard(tx, house.clock.now(), by.actor, params.id)),
  }),
]
