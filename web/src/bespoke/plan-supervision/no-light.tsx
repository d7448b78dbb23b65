import { useManifest } from '../../shell/reader.ts'
import { supervision } from './plan-data.ts'

/** In place of a light: the work has not been handed out, or this reader is not told. */
export function NoLight({ className = 'cap' }: { className?: string }) {
  const told = useManifest().cases[supervision] !== undefined
  return <span className={className}>{told ? '未交办' : '登录后可见'}</span>
}
