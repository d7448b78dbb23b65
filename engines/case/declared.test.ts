/** What a declaration may not say: each line that must not compile stands after its twin that does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, date, integer, longText, month, optional, percent, text } from '#kernel/field'
import { agency } from '#engines/identity'
import { defineRegister, ownRecord, record } from '#engines/register'
import { carriesOver, defineCase, opensBeside, opensEach, opensForUnits, splitsOff } from './index.ts'

const shelf = defineRegister('toy-shelf', { title: '书架', naming: 'name', fields: { name: text('名称') } })
const book = defineRegister('toy-book', {
  title: '书',
  naming: 'title',
  fields: {
    title: text('书名'),
    shelf: record('书架', shelf),
    copy: integer('册'),
    library: optional(agency('馆')),
    due: optional(date('应还')),
    standing: choice('状态', { here: '在架', lent: '借出' }),
    like: optional(ownRecord('同书')),
  },
})

const facts = { read: percent('读到'), until: date('续借至') }
const form = {
  title: longText('书名'),
  on: date('还书日'),
  perhaps: optional(date('或在')),
  in: month('月份'),
  at: agency('馆'),
  other: record('另一册', book),
  shelf: record('书架', shelf),
}
const act = { title: '办', to: 'stays', form } as const

/** Rules as a system writes them: each takes what it needs and no more. */
const dayAhead = ({ form: { on }, today }: { form: { on: string }; today: string }) =>
  on > today ? undefined : '已经过了'
const wordsAhead = ({ form: { on } }: { form: { on: number } }) => (on > 0 ? undefined : '太少')
const beforeDue = ({ form: { on }, record: { due } }: { form: { on: string }; record: { due: string | null } }) =>
  due !== null && on > due ? '晚于应还' : undefined
const beforeDueAlways = ({ record: { due } }: { record: { due: string } }) => (due > '' ? undefined : '没有应还日期')
const readOn = (asked: { facts: { read?: number } }) => (asked.facts.read === 100 ? '读完了' : undefined)
const readEver = (asked: { facts: { read: number } }) => (asked.facts.read === 100 ? '读完了' : undefined)

const copied = (taken: { title: string; shelf: string }, { form: { at } }: { form: { at: string } }) => ({
  ...{ title: taken.title, shelf: taken.shelf, copy: 1, library: at, standing: 'here' as const },
})
const misread = (taken: { title: string; shelf: string }, { form: { at } }: { form: { at: number } }) => ({
  ...{ title: taken.title, shelf: taken.shelf, copy: at, standing: 'here' as const },
})

const counting = defineCase('toy-counting', {
  ...{ title: '清点', subject: book, initial: 'open' },
  states: { open: { title: '清点', final: true } },
})
const shelving = defineCase('toy-shelving', {
  ...{ title: '整架', subject: shelf, initial: 'open' },
  states: {
    open: {
      title: '在整',
      actions: {
        opens: { title: '清点', to: 'stays', opens: opensEach(counting, 'shelf') },
        opensByNothing: {
          title: '清点',
          to: 'stays',
          // @ts-expect-error a field that the book has not
          opens: opensEach(counting, 'rack'),
        },
        opensByWords: {
          title: '清点',
          to: 'stays',
          // @ts-expect-error a field that names no row
          opens: opensEach(counting, 'title'),
        },
        carries: {
          title: '并架',
          to: 'stays',
          form: { from: record('并自', shelf), at: agency('馆') },
          makes: carriesOver(counting, shelf, { from: 'from', leaves: 'open', row: copied }),
        },
        carriesFromNothing: {
          title: '并架',
          to: 'stays',
          form: { from: record('并自', shelf), at: agency('馆') },
          // @ts-expect-error a field that the form has not
          makes: carriesOver(counting, shelf, { from: 'rack', leaves: 'open', row: copied }),
        },
        carriesFromWords: {
          title: '并架',
          to: 'stays',
          form: { from: record('并自', shelf), at: agency('馆') },
          // @ts-expect-error a field that names no row
          makes: carriesOver(counting, shelf, { from: 'at', leaves: 'open', row: copied }),
        },
      },
    },
  },
})

const lending = defineCase('toy-lending', {
  title: '借阅',
  subject: book,
  facts,
  initial: 'open',
  states: {
    open: {
      title: '在办',
      until: { due: 'done' },
      actions: {
        corrects: { ...act, amends: { title: 'title', due: 'on', library: 'at', like: 'other', shelf: 'shelf' } },
        // @ts-expect-error a field that the subject has not
        correctsNothing: { ...act, amends: { name: 'title' } },
        // @ts-expect-error a field that the form has not
        correctsByNothing: { ...act, amends: { title: 'name' } },
        // @ts-expect-error words do not make a day
        correctsWrongly: { ...act, amends: { due: 'title' } },
        // @ts-expect-error nor does a book make a shelf
        correctsAstray: { ...act, amends: { shelf: 'other' } },
        correctsEmptied: { ...act, amends: { due: 'perhaps' } },
        // @ts-expect-error what may be left empty does not correct what may not
        correctsTooEmpty: { ...act, amends: { shelf: 'perhaps' } },
        correctsByFact: { title: '办', to: 'stays', amends: { due: 'until', copy: 'read' } },
        // @ts-expect-error a fact that the case does not hold
        correctsByNoFact: { title: '办', to: 'stays', amends: { due: 'on' } },

        starts: { ...act, starts: { on: 'due', title: 'title' } },
        // @ts-expect-error a field that the form has not
        startsNothing: { ...act, starts: { when: 'due' } },
        // @ts-expect-error a field that the subject has not
        startsByNothing: { ...act, starts: { on: 'when' } },
        // @ts-expect-error a number does not start a day
        startsWrongly: { ...act, starts: { on: 'copy' } },

        sets: { ...act, sets: { standing: 'lent', due: null } },
        // @ts-expect-error a field that the subject has not
        setsNothing: { ...act, sets: { state: 'lent' } },
        // @ts-expect-error a value that is not of the list
        setsWrongly: { ...act, sets: { standing: 'lost' } },

        marks: { ...act, marks: 'other' },
        // @ts-expect-error a field that the form has not
        marksNothing: { ...act, marks: 'another' },
        // @ts-expect-error a field that names no row
        marksWords: { ...act, marks: 'title' },
        // @ts-expect-error a field that names a row elsewhere
        marksAstray: { ...act, marks: 'shelf' },

        refuses: { ...act, refuses: dayAhead },
        // @ts-expect-error the form's day is no number
        refusesWrongly: { ...act, refuses: wordsAhead },
        // @ts-expect-error there is no form
        refusesFormless: { title: '办', to: 'stays', refuses: dayAhead },
        refusesByRecord: { ...act, refuses: beforeDue },
        // @ts-expect-error the subject's day may be empty
        refusesByRecordWrongly: { ...act, refuses: beforeDueAlways },
        refusesByFacts: { ...act, refuses: readOn },
        // @ts-expect-error a fact may not be there yet
        refusesByFactsWrongly: { ...act, refuses: readEver },
        refusesInPlace: {
          ...act,
          refuses: ({ form: said }) => (said.on.startsWith(said.in) ? undefined : '不在那个月'),
        },
        // @ts-expect-error a field that the form has not
        refusesInPlaceWrongly: { ...act, refuses: ({ form: said }) => said.when },

        leaves: { title: '办', to: 'stays', form: { read: percent('读到'), on: date('还书日') } },
        // @ts-expect-error words are not left as a number
        leavesWrongly: { title: '办', to: 'stays', form: { read: text('读到') } },

        makes: { ...act, makes: splitsOff(book, { row: copied, counts: { field: 'copy', among: ['title'] } }) },
        // @ts-expect-error the form's agency is no number
        makesWrongly: { ...act, makes: splitsOff(book, { row: misread }) },
        // @ts-expect-error the form has no agency
        makesFormless: { title: '办', to: 'stays', makes: splitsOff(book, { row: copied }) },
        // @ts-expect-error a row that is not the case's own
        makesElsewhere: { ...act, makes: splitsOff(shelf, { row: ({ name }) => ({ name }) }) },

        opens: { ...act, opens: opensForUnits(counting) },
        // @ts-expect-error a case over rows of another register
        opensElsewhere: { ...act, opens: opensBeside(shelving) },

        // @ts-expect-error a word that no action has
        misspelt: { ...act, refuse: dayAhead },
        leads: { ...act, to: 'done' },
        // @ts-expect-error a state that is not there
        leadsNowhere: { ...act, to: 'gone' },
      },
    },
    // @ts-expect-error a day that the subject has not
    held: { title: '暂存', until: { since: 'done' } },
    done: { title: '办结', final: true },
  },
})

/** An action that cases share is checked in each of them. */
const returns = { ...act, amends: { due: 'on' } } as const
const returnsAstray = { ...act, amends: { due: 'title' } } as const
const sharing = defineCase('toy-sharing', {
  ...{ title: '归还', subject: book, initial: 'open' },
  states: {
    open: {
      title: '在办',
      actions: {
        returns,
        // @ts-expect-error words do not make a day
        returnsAstray,
      },
    },
  },
})

const lights = { on: { title: '在读', shape: 'on' }, done: { title: '读完', shape: 'done' } } as const
const signalled = { title: '读书', subject: book, facts, initial: 'open', signals: lights } as const
const reading = defineCase('toy-reading', {
  ...signalled,
  signal: ({ record: { due }, facts: { read }, today }) => (read === 100 || (due && due < today) ? 'done' : 'on'),
  states: { open: { title: '在读' } },
})
defineCase('toy-misreading', {
  ...signalled,
  // @ts-expect-error a light that is not declared
  signal: ({ facts: { read } }) => (read === 100 ? 'read' : 'on'),
  states: { open: { title: '在读' } },
})

test('a declaration keeps the names that it was checked by', () => {
  assert.deepEqual(sharing.states['open']?.actions?.['returns']?.amends, { due: 'on' })
  assert.deepEqual(lending.actions.slice(0, 2), ['read', 'corrects'])
  assert.deepEqual(Object.keys(reading.signals), ['on', 'done'])
})
