import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'kiosk.machine': everywhere('thousands of devices'),
  'kiosk.ask': everywhere('one row a machine'),
  'kiosk.bringing': everywhere('one row a machine'),
  'kiosk.lending': {
    by: 'machine',
    why: 'counted by machine',
    breaks: { lending_pkey: madeUnique },
  },
  'kiosk.print': {
    by: 'machine',
    why: 'counted by machine; a person prints a few papers a day',
    breaks: { print_pkey: madeUnique },
  },
  'kiosk.try': everywhere('thousands of rows, one for each thing that is offered'),
}
