import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const patience = 15_000

/** The first line that a process beside this one says: it is ready then. @param called what it is, where it does not start @throws Error in a sentence */
export const firstLine = (child: ChildProcess, called: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${called} 没有启动。`)), patience)
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (said) => {
      clearTimeout(timer)
      resolve(said)
    })
    child.once('exit', () => reject(new Error(`${called} 启动后即退出，原因见上。`)))
  })
