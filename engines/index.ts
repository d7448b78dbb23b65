import type { Engine } from '#kernel/engine'
import { app } from './app/engine.ts'
import { archive } from './archive/engine.ts'
import { assessment } from './assessment/engine.ts'
import { casework } from './case/engine.ts'
import { catalogue } from './catalogue/engine.ts'
import { code } from './code/engine.ts'
import { crypto } from './crypto/engine.ts'
import { connection } from './connection/engine.ts'
import { counter } from './counter/engine.ts'
import { document } from './document/engine.ts'
import { draw } from './draw/engine.ts'
import { exchange } from './exchange/engine.ts'
import { front } from './front/engine.ts'
import { identity } from './identity/engine.ts'
import { indicator } from './indicator/engine.ts'
import { kiosk } from './kiosk/engine.ts'
import { ledger } from './ledger/engine.ts'
import { matching } from './matching/engine.ts'
import { notice } from './notice/engine.ts'
import { register } from './register/engine.ts'
import { reuse } from './reuse/engine.ts'
import { seal } from './seal/engine.ts'
import { sharing } from './sharing/engine.ts'

/** Every engine, the lowest floor first: each may use only those before it. */
export const engines: readonly Engine[] = [
  identity,
  front,
  crypto,
  ledger,
  register,
  counter,
  draw,
  exchange,
  catalogue,
  sharing,
  code,
  notice,
  document,
  seal,
  kiosk,
  casework,
  archive,
  matching,
  indicator,
  connection,
  app,
  assessment,
  reuse,
]
