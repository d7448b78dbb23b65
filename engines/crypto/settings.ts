import { readFileSync, statSync } from 'node:fs'
import { defineSetting } from '#kernel/engine'

const fewestCharacters = 32

/** A master key: a file that only its owner may read, which goes before the text itself. */
const keyIn = (name: string) => ({
  file: defineSetting(`${name}_FILE`, (file) => {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new Error(`${name}_FILE=${file} 能被其他账号读取：请改为仅属主可读（chmod 600）。`)
    return longEnough(name, readFileSync(file, 'utf8'))
  }),
  text: defineSetting(name, (text) => longEnough(name, text)),
})

function longEnough(name: string, text: string): string {
  const key = text.trim()
  if (key.length < fewestCharacters)
    throw new Error(`${name} 太短：请用至少 ${fewestCharacters} 个字符的随机内容，例如 openssl rand -hex 32。`)
  return key
}

/** What every kept key is sealed under. */
export const masterKey = keyIn('MASTER_KEY')
/** What it was before, while what is kept is wrapped anew. */
export const masterKeyBefore = keyIn('MASTER_KEY_BEFORE')

export const settings = [masterKey.file, masterKey.text, masterKeyBefore.file, masterKeyBefore.text]
