import { parseReceipt, verifyReceipt } from '../../engines/ledger/index.ts'
import { isDrawFile, verifyDraw } from '../../engines/draw/index.ts'
import { gather, textOf, type Gathered } from '../src/receipt/codes.ts'
import { hasCamera, watchCamera } from './camera.ts'
import { codesIn } from './codes-in.ts'
import { drawContent } from './content.ts'
import { drawSelection } from './selection.ts'
import { browserHashes } from './crypto.ts'
import { download, el, place } from './draw.ts'
import { toTheSecond } from '../src/look/dates.ts'
import { drawSigners, drawTrust, trustIn, type Trust } from './trust.ts'
import { drawVerdict } from './verdict.ts'
import { nothingEmbedded, type Embedded } from './words.ts'
import './verify.css'

// Taken before anything is drawn: what is saved is the page as it came.
const asServed = `<!doctype html>\n${document.documentElement.outerHTML}`
const mostBytes = 20 * 1024 * 1024

const embedded = { ...nothingEmbedded, ...(JSON.parse(place('embedded').textContent ?? '{}') as Partial<Embedded>) }
let trust: Trust | undefined
let receipt: string | undefined
let gathered: Gathered | undefined
let closeCamera: (() => void) | undefined

const say = (id: string, words: string) => place(id).replaceChildren(words)
const whyOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function takePolicy(text: string, from: string) {
  try {
    trust = trustIn(text, from)
    place('trusted').replaceChildren(drawTrust(trust))
    say('policy-says', '')
  } catch (error) {
    say('policy-says', whyOf(error))
  }
  return check()
}

async function check() {
  if (receipt === undefined) return
  if (!trust) return say('receipt-says', '还没有信任策略：请先在“信任谁”一节载入。')
  const [text, by] = [receipt, trust]
  if (isDrawFile(text)) return shows([drawSelection(text, await verifyDraw(text, by.policy, browserHashes))], text, by)
  const verdict = await verifyReceipt(text, by.policy, browserHashes)
  const drawn: HTMLElement[] = [drawVerdict(verdict)]
  try {
    const read = parseReceipt(text)
    drawn.push(
      el('h2', {}, '存证的内容'),
      ...(verdict.valid ? [] : [el('p', { class: 'warn' }, '查验没有通过，下面的内容不能采信。')]),
      drawContent(read, embedded.words),
      el('h2', {}, '谁签了名'),
      await drawSigners(read.checkpoint, by),
    )
  } catch {
    // What cannot be read has no content to show; the first step says so.
  }
  shows(drawn, text, by)
}

/** Shows what was found, unless something else was given meanwhile. */
function shows(drawn: readonly HTMLElement[], text: string, by: Trust) {
  if (receipt !== text || trust !== by) return
  place('result').replaceChildren(...drawn)
  place('result').hidden = false
  place('result').focus()
}

function takeReceipt(text: string) {
  receipt = text
  gathered = undefined
  say('receipt-says', '')
  return check()
}

/** True once the codes make a whole. */
function takeCode(code: string): boolean {
  gathered = gather(gathered, code)
  if (!gathered) {
    say('receipt-says', '这个二维码不是存证回执的。')
    return false
  }
  const missing = Array.from({ length: gathered.of }, (_, i) => i + 1).filter((n) => !gathered?.parts.has(n))
  if (missing.length > 0) {
    say('receipt-says', `已读 ${gathered.parts.size} 个，共 ${gathered.of} 个，还差第 ${missing.join('、')} 个。`)
    return false
  }
  const text = textOf(gathered)
  if (text === undefined) {
    say('receipt-says', '这几个二维码拼不成一份回执，请重新读。')
    gathered = undefined
    return false
  }
  void takeReceipt(text)
  return true
}

/** A verdict on what was given before must not stand beside what is given now. */
function clear() {
  receipt = undefined
  place('result').hidden = true
}

async function takeFiles(files: Iterable<File>) {
  clear()
  for (const file of files) {
    if (file.size > mostBytes) {
      say('receipt-says', `${file.name} 大于 20 MB，不会是回执。`)
      continue
    }
    if (!file.type.startsWith('image/')) {
      await takeReceipt(await file.text())
      continue
    }
    say('receipt-says', `正在 ${file.name} 里找二维码 …`)
    const codes = await codesIn(file).catch(() => [])
    if (codes.length === 0) say('receipt-says', `在 ${file.name} 里没有找到二维码，请换一张更清楚的。`)
    for (const code of codes) if (takeCode(code)) break
  }
}

function wire() {
  const chooser = place('files') as HTMLInputElement
  chooser.addEventListener('change', () => {
    void takeFiles([...(chooser.files ?? [])])
    chooser.value = ''
  })
  const drop = place('drop')
  drop.addEventListener('dragover', (event) => {
    event.preventDefault()
    drop.classList.add('over')
  })
  drop.addEventListener('dragleave', () => drop.classList.remove('over'))
  drop.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('over')
    void takeFiles([...(event.dataTransfer?.files ?? [])])
  })
  place('paste-check').addEventListener('click', () => {
    clear()
    const text = (place('paste') as HTMLTextAreaElement).value.trim()
    if (!text) say('receipt-says', '文字框是空的：请先把回执的文字粘贴进去。')
    else if (text.startsWith('YC1:')) for (const code of text.split(/\s*\n\s*/)) takeCode(code)
    else void takeReceipt(text)
  })
  const camera = place('camera')
  camera.hidden = !hasCamera()
  camera.addEventListener('click', () => {
    if (closeCamera) {
      closeCamera()
      closeCamera = undefined
      camera.textContent = '用摄像头读二维码'
      return
    }
    clear()
    camera.textContent = '关上摄像头'
    const ended = (code: string) => {
      const whole = takeCode(code)
      if (whole) {
        closeCamera = undefined
        camera.textContent = '用摄像头读二维码'
      }
      return whole
    }
    watchCamera(place('view'), ended).then(
      (stop) => (closeCamera = stop),
      () => {
        camera.textContent = '用摄像头读二维码'
        say('receipt-says', '摄像头没有打开：请在浏览器里允许本页使用，或改用图片。')
      },
    )
  })
  const policy = place('policy-file') as HTMLInputElement
  policy.addEventListener('change', () => {
    const [file] = policy.files ?? []
    if (file) void file.text().then((text) => takePolicy(text, `您载入的 ${file.name}`))
    policy.value = ''
  })
  place('save').addEventListener('click', () => download('存证回执查验.html', 'text/html;charset=utf-8', asServed))
}

wire()
if (embedded.policy) void takePolicy(embedded.policy, `${toTheSecond(embedded.at)} 取自 ${embedded.from}`)
else say('policy-says', '本页没有带信任策略，请载入一份。')
place('source').textContent = embedded.from || '本页的来处'
