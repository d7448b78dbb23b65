import type { Interface, Operation, Schema } from '#kernel/openapi'
import { html, type Html } from './html.ts'
import { interfaceStyle } from './interface-style.ts'

/** What frames the page: the stylesheets of the built web, which bring the fonts and the colours along. */
export interface Frame {
  city: string
  styles: readonly string[]
}

const page = ({ city, styles }: Frame, title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <title>${title} · ${city}</title>
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        <style>
          ${interfaceStyle}
        </style>
      </head>
      <body class="api">
        ${body}
      </body>
    </html>`.text

/** The words of the description: paragraphs, and lines of a list with their subject in bold. */
const said = (text: string): Html[] =>
  text.split('\n\n').map((block) => {
    const lines = block.split('\n')
    if (!block.startsWith('- ')) return html`<p>${block}</p>`
    const items = lines.map((line) => {
      const [, subject = '', rest = ''] = /^- \*\*(.+?)\*\*(.*)$/.exec(line) ?? []
      return html`<li><strong>${subject}</strong>${rest}</li>`
    })
    return html`<ul>
      ${items}
    </ul>`
  })

/** The front page: how one asks at all, and what each system has. */
export function interfaceIndex(told: Interface, frame: Frame): string {
  const counts = Map.groupBy(operationsOf(told), ({ operation }) => operation.tags[0])
  const rows = told.tags.map(
    ({ name, description, 'x-displayName': title }) =>
      html`<li>
        <a href="/docs/api/${name}">${title}</a> <code>${name}</code>
        <span class="n">${counts.get(name)?.length ?? 0} 个操作</span>
        <p>${description}</p>
      </li>`,
  )
  return page(
    frame,
    '接口',
    html`<header>
        <p class="up"><a href="/">回到首页</a></p>
        <h1>${told.info.title}</h1>
        ${said(told.info.description)}
        <p>
          机器可读的全文：<a href="/openapi.json">/openapi.json</a>（OpenAPI ${told.openapi}）；只要几部分的，加
          <code>?tag=identity,plan-supervision</code>。错误代码见 <a href="/docs/errors">/docs/errors</a>。
        </p>
      </header>
      <main>
        <h2>各系统</h2>
        <ul class="tags">
          ${rows}
        </ul>
      </main>`,
  )
}

const operationsOf = ({ paths }: Interface) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )

/** The page of one tag: its operations, then the shapes that they name. */
export function interfaceOfTag(told: Interface, frame: Frame): string {
  const [tag] = told.tags
  const operations = operationsOf(told)
  const schemas = Object.entries(told.components.schemas)
  return page(
    frame,
    tag?.['x-displayName'] ?? '接口',
    html`<header>
        <p class="up"><a href="/docs/api">全部接口</a></p>
        <h1>${tag?.['x-displayName']}</h1>
        <p>${tag?.description}</p>
        <p>机器可读：<a href="/openapi.json?tag=${tag?.name}">/openapi.json?tag=${tag?.name}</a></p>
      </header>
      <main>
        <h2>操作</h2>
        ${operations.map(({ path, method, operation }) => operationPiece(told, path, method, operation))}
        <h2>数据的形状</h2>
        ${schemas.map(
          ([name, schema]) =>
            html`<details id="${name}">
              <summary><code>${name}</code></summary>
              ${fieldsTable(schema)} ${examplePiece(schema.examples?.[0])}
            </details>`,
        )}
      </main>`,
  )
}

function operationPiece(told: Interface, path: string, method: string, operation: Operation): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const asked = parameters.map((one) => ('$ref' in one ? told.components.parameters['x-requested-by'] : one))
  const [body] = Object.entries(requestBody?.content ?? {})
  const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const refusals = Object.entries(responses).filter(([status]) => !status.startsWith('2'))
  return html`<details id="${operationId}">
    <summary><b class="m ${method.toLowerCase()}">${method}</b> <code>${path}</code> <span>${summary}</span></summary>
    ${said(description)}
    ${
      asked.length > 0 &&
      html`<h3>参数</h3>
        <table>
          ${asked.map(
            (one) =>
              one &&
              html`<tr>
                <th><code>${one.name}</code>${one.required && html`<em>必填</em>`}</th>
                <td>${places[one.in]} · ${typeOf(one.schema)}</td>
                <td>${one.description}</td>
              </tr>`,
          )}
        </table>`
    }
    ${
      body &&
      html`<h3>内容 <code>${body[0]}</code></h3>
        ${fieldsTable(resolved(told, body[1].schema))} ${examplePiece(body[1].example)}`
    }
    <h3>答复</h3>
    ${answers.map(([status, { content }]) => {
      const [answer] = Object.entries(content ?? {})
      return html`<p><b>${status}</b> ${answer ? html`<code>${answer[0]}</code>` : '没有内容'}</p>
        ${answer && fieldsTable(answer[1].schema)}`
    })}
    <h3>不能办的</h3>
    <table>
      ${refusals.map(
        ([status, response]) =>
          html`<tr>
            <th>${status}</th>
            <td>${refusalsOf(told, response.$ref)}</td>
          </tr>`,
      )}
    </table>
  </details>`
}

const places: Record<string, string> = { path: '地址', query: '查询', header: '请求头' }

function refusalsOf(told: Interface, ref = ''): Html[] {
  const response = told.components.responses[ref.split('/').at(-1) ?? ''] as { description?: string } | undefined
  return (response?.description ?? '').split('；').map((line) => {
    const [, code = '', title = ''] = /^`(.+)` (.+)$/.exec(line) ?? []
    return html`<p>
      <a href="/docs/errors#${code.replace('/', '-')}"><code>${code}</code></a> ${title}
    </p>`
  })
}

/** A shape itself, where only its name stands. */
const resolved = ({ components }: Interface, schema: Schema): Schema =>
  (schema.$ref && components.schemas[named(schema.$ref)]) || schema

const named = (ref: string) => ref.split('/').at(-1) as string

/** What a value is, in a word or by the name of its shape. */
function typeOf(schema: Schema): Html {
  if (schema.$ref) return html`<a href="#${named(schema.$ref)}"><code>${named(schema.$ref)}</code></a>`
  const among = schema.anyOf ?? schema.oneOf
  if (among) return html`${among.map((one, i) => html`${i > 0 && ' 或 '}${typeOf(one)}`)}`
  if (schema.enum) return html`${schema.enum.map((one, i) => html`${i > 0 && ' '}<code>${String(one)}</code>`)}`
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`
  const types = [schema.type ?? '任意'].flat().map((type) => words[type] ?? type)
  const bounds =
    schema.maxLength !== undefined
      ? `，至多 ${schema.maxLength} 字`
      : schema.minimum !== undefined || schema.maximum !== undefined
        ? `，${schema.minimum ?? ''} 至 ${schema.maximum ?? ''}`
        : ''
  const items = schema.items && html`（${typeOf(schema.items)}）`
  return html`${types.join(' 或 ')}${schema.format && `，${schema.format}`}${bounds}${items}`
}

const words: Record<string, string> = {
  ...{ string: '文字', integer: '整数', number: '数', boolean: '是否', object: '对象', array: '列表', null: '空' },
}

/** The fields of an object, each with what it is; of anything else, what it is. */
function fieldsTable(schema: Schema): Html {
  const { properties, required = [] } = schema
  if (!properties) return html`<p>${typeOf(schema)}</p>`
  return html`<table>
    ${Object.entries(properties).map(
      ([name, property]) =>
        html`<tr>
          <th><code>${name}</code>${required.includes(name) && html`<em>必有</em>`}</th>
          <td>${property.properties ? fieldsTable(property) : typeOf(property)}</td>
          <td>${property.description ?? property.title ?? ''}</td>
        </tr>`,
    )}
  </table>`
}

const examplePiece = (example: unknown) =>
  example !== undefined &&
  html`<p class="l">例</p>
    <pre>${JSON.stringify(example, null, 2)}</pre>`
