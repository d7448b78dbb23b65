/** The shortest example of every word for counters where one files for another; `docs/words.md` is read off them. */
import { defineCounter, defineRegister, defineRole, drafted, field, filing, may, only } from '#platform'

const course = defineRegister('evening-course', {
  title: '夜校课程',
  naming: 'title',
  fields: { title: field.text('课程'), near: field.yesNo('村里开课') },
  filters: ['near'],
})
const place = defineRegister('evening-place', {
  title: '报名',
  naming: 'learner',
  place: 'livesAt',
  fields: {
    course: field.record('哪门课', course),
    livesAt: field.region('住在哪里'),
    learner: field.text('学员', { sensitivity: 'personal' }),
    agreed: field.optional(field.files('本人同意的凭证')),
  },
})

// defineCounter
export const villageHall = defineCounter('village-hall', {
  title: '村里代报名',
  says: '替村民报名，没有网也能填。',
  of: place,
})

// only
export const nearby = only(course, { near: true })

// drafted
export const enrolled = drafted('2024-09-02', 'enroller', villageHall, async (find) => ({
  ...{ course: (await find(course, ({ near }) => near)).id as never, livesAt: '320902001201', learner: '沈小满' },
}))

export const enroller = defineRole('enroller', {
  title: '代报名员',
  grants: [
    may(villageHall, ['draft'], 'own-agency'),
    filing(place, 'own-area', {
      asks: ['course', 'livesAt', 'learner', 'agreed'],
      requires: ['agreed'],
      among: { course: nearby },
    }),
  ],
})
