import { defineEngine } from '#kernel/engine'
import { bugs } from '#kernel/fault'
import { fileFaults } from '#kernel/file'
import { httpFaults } from '#kernel/http'
import { jobEvents } from '#kernel/job'
import { sheetFaults } from '#kernel/sheet'
import { identity } from '../identity/engine.ts'
import { frameFace } from './manifest.ts'
import { faces } from './points.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** What every page of the web asks for, and what the kernel keeps: the clock, the manifest, files, work in progress. */
export const front = defineEngine('front', {
  title: '门面',
  needs: [identity],
  ...{ tables, routes },
  events: jobEvents,
  faults: [bugs, fileFaults, httpFaults, sheetFaults],
  gives: [faces.give(frameFace)],
})
