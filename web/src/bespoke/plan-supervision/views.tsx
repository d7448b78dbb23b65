import type { View } from './address.ts'
import { Comparison } from './comparison.tsx'
import type { Reading } from './plan-data.ts'
import { AgencyReading } from './agency-reading.tsx'
import { OtherYear } from './other-year.tsx'
import { DateReading } from './date-reading.tsx'
import { TaskTable } from './task-table.tsx'
import './views.css'

/** The other ways to read the same plan. */
export function Views({ reading, view }: { reading: Reading; view: View }) {
  if (view === 'table') return <TaskTable reading={reading} />
  if (view === 'compare') return <Comparison reading={reading} />
  if (view === 'years') return <OtherYear reading={reading} />
  if (view === 'agency') return <AgencyReading reading={reading} />
  return <DateReading reading={reading} />
}
