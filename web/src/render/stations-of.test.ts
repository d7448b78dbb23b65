import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { stationsOf } from './stations-of.ts'

const state = (title: string, leadsTo: string[], final = false) => ({ title, plain: title, leadsTo, final })
const face = {
  states: {
    filed: state('待受理', ['going', 'late', 'refused']),
    late: state('逾期', ['going']),
    going: state('办理中', ['done', 'waiting']),
    waiting: state('待补正', ['going']),
    refused: state('不予受理', [], true),
    // What has ended may be taken up again; that is no part of its way.
    done: state('已办结', ['going'], true),
  },
} as unknown as CaseFace
const at = (now: string, trail: [to: string, at: string][]) =>
  ({
    state: now,
    stateSince: '2024-09-02T01:00:00Z',
    stateDueAt: null,
    trail: trail.map(([to, when]) => ({ to, at: when, action: 'act' })).toReversed(),
  }) as unknown as CaseDetail
const said = (detail: CaseDetail) =>
  stationsOf(face, detail, '2024-09-05').map(({ title, standing, note }) => [
    standing,
    title,
    note?.includes('或') ? note : '',
  ])

test('a case shows where it was, where it stands, and the way to its end when all goes well', () => {
  assert.deepEqual(said(at('filed', [['filed', '2024-09-02T01:00:00Z']])), [
    ['current', '待受理', ''],
    ['ahead', '办理中', ''],
    ['ahead', '已办结', '或不予受理'],
  ])
})

test('what was late is told of what was, and comes back into no way ahead; an end is an end', () => {
  const trail: [string, string][] = [
    ['filed', '2024-09-02T01:00:00Z'],
    ['late', '2024-09-03T01:00:00Z'],
    ['going', '2024-09-04T01:00:00Z'],
  ]
  assert.deepEqual(said(at('going', trail)), [
    ['past', '待受理', ''],
    ['past', '逾期', ''],
    ['current', '办理中', ''],
    ['ahead', '已办结', ''],
  ])
  assert.deepEqual(said(at('done', [...trail, ['done', '2024-09-05T01:00:00Z']])).at(-1), ['current', '已办结', ''])
})
