import * as z from 'zod'
import { defineRoute, instant, lines, rowsOf } from '#kernel/engine'
import { choice, choices, fieldOf, text, yesNo } from '#kernel/field'
import { clientDesk } from '../desk.ts'
import { faults } from '../faults.ts'
import { directoryOf } from '../directory.ts'
import { agency } from '../index.ts'
import { granted } from '../rights.ts'
import { explained, inWords } from './client-words.ts'
import { endClient, listClients, registerClient, type Client } from './clients.ts'

const address = z.string().max(500)
const client = z
  .strictObject({
    id: fieldOf(
      z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(60),
      {
        ...{ label: '编号', widget: 'text', column: 'text', maxLength: 60, example: 'health-app' },
        help: '对接时用：小写字母、数字，中间可用短横线。登记后不能改。',
      },
    ),
    name: text('名称', { max: 60, help: '用户登录时看到的名字。' }),
    agency: agency('负责单位').optional(),
    grantTypes: choices('登录方式', explained.grantTypes, { min: 1 }),
    redirectUris: lines('登录后回到的地址', address, {
      max: 20,
      help: '一行一个，要写完整，与应用用的一字不差，如 https://hall.example/back。只收 https；在用户自己电脑上运行的程序可用 http://127.0.0.1。',
    }).default([]),
    logoutUris: lines('退出后回到的地址', address, {
      max: 20,
      help: '一行一个，写法同上。用户在应用里退出后，只能回到这里列的地址。',
    }).default([]),
    authMethod: choice('应用怎样证明自己', explained.authMethod),
    keys: fieldOf(
      z.strictObject({
        keys: z
          .array(z.looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']) }))
          .min(1)
          .max(5),
      }),
      {
        ...{ label: '应用的公钥', widget: 'publicKeys', column: 'jsonb' },
        help: 'JWK 集的 JSON，如 {"keys":[{"kty":"EC",…}]}。只要公钥，不要把私钥贴进来。',
      },
    ).optional(),
    scopes: choices('能得到用户的什么', explained.scopes).default(['openid']),
    introspects: yesNo('可以核验别的应用的令牌', { help: '它的接口要给别的应用调用时选。' }).default(false),
  })
  .refine(({ grantTypes, redirectUris }) => !grantTypes.includes('authorization_code') || redirectUris.length > 0, {
    path: ['redirectUris'],
    error: '用授权码登录的应用要有返回地址',
  })
  .refine(({ authMethod, keys }) => authMethod !== 'private_key_jwt' || keys !== undefined, {
    path: ['keys'],
    error: '用私钥证明自己的应用要登记公钥',
  })

const may = (action: (typeof clientDesk.actions)[number], title: string) =>
  granted(clientDesk, action, title, { everywhere: true })

/** The desk where systems are registered that sign people in here. */
export const clientRoutes = [
  defineRoute('GET /api/clients', {
    says: '接入应用',
    right: may('read', '查看'),
    answers: rowsOf(
      z.object({
        ...{ id: z.string(), name: z.string(), agency: agency('负责单位').nullable(), at: instant },
        grantTypes: choices('登录方式', inWords.grantTypes),
        authMethod: choice('应用怎样证明自己', inWords.authMethod),
        scopes: choices('能得到', inWords.scopes),
        ...{ redirectUris: z.array(z.string()), logoutUris: z.array(z.string()) },
      }),
    ),
    shows: {
      title: '接入应用',
      says: '别的系统登记在这里，就能让用户用数字盐城的账号登录（OpenID Connect）。对接地址是本站地址后加 /oidc。',
      empty: '还没有登记的应用。',
      columns: {
        ...{ name: '名称', id: '编号', agency: '负责单位', grantTypes: '登录方式', authMethod: '怎样证明自己' },
        ...{ scopes: '能得到', redirectUris: '登录后回到', logoutUris: '退出后回到', at: '登记' },
      },
      acts: [
        {
          ...{ title: '停用', at: 'DELETE /api/clients/{id}' },
          says: '停用后马上不能再用它登录，它手里的令牌全部作废。停用不能撤回，这个编号也不能再登记。',
        },
      ],
      begins: [
        {
          ...{ title: '登记应用', at: 'POST /api/clients' },
          starts: {
            ...{ grantTypes: ['authorization_code'], authMethod: 'client_secret_basic', scopes: ['openid'] },
            introspects: false,
          },
          only: {
            redirectUris: { grantTypes: 'authorization_code' },
            logoutUris: { grantTypes: 'authorization_code' },
            keys: { authMethod: 'private_key_jwt' },
          },
          needs: ['redirectUris', 'keys'],
          once: {
            ...{ field: 'secret', title: '{name}（{id}）的密钥' },
            says: '密钥只显示这一次，收起后谁也读不到，平台也只留下核对用的摘要。请现在交给应用的运维人员；丢了只能停用这个应用，用新编号重新登记。',
          },
        },
      ],
    },
    does: async ({ house }) => ({ rows: await listClients(house.database) }),
  }),
  defineRoute('POST /api/clients', {
    says: '登记接入应用',
    right: may('register', '登记'),
    refuses: [faults['no-such-agency'], faults['client-address'], faults['client-taken']],
    takes: { body: client },
    answers: z.object({ id: z.string(), secret: z.string().nullable() }),
    status: 201,
    does: async ({ house: { database, clock }, by, body }) => {
      if (body.agency !== undefined && !directoryOf(database).agencies.has(body.agency))
        throw faults['no-such-agency']()
      const secret = await database.write({}, (tx) => registerClient(tx, clock.now(), by.person, body as Client))
      return { id: body.id, secret: secret ?? null }
    },
  }),
  defineRoute('DELETE /api/clients/{id}', {
    says: '注销接入应用',
    right: may('end', '停用'),
    refuses: [faults['no-such-client']],
    takes: { params: z.object({ id: z.string().max(60).describe('应用的编号') }) },
    status: 204,
    does: ({ house, by, params }) => endClient(house.database, house.clock.now(), by.person, params.id),
  }),
]
