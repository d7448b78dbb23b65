/** An act that may be granted: what it is on and which, in the declarations' words. */
export interface Act {
  act: string
  on: string
  action: string
}

const does: Record<string, string> = { read: '查看', create: '提交', amend: '修改', show: '出示' }

/** An act in words; one that is no longer declared by its name. */
export function sayAct(acts: readonly Act[] | undefined, act: string): string {
  const found = acts?.find((one) => one.act === act)
  return found ? `${found.on}·${does[found.action] ?? found.action}` : act
}

/** The acts that a mandate may hold, to tick: fields `acts` of the form around. */
export function ActBoxes({ acts }: { acts: readonly Act[] }) {
  return (
    <fieldset>
      <legend className="cap">授权事项</legend>
      {acts.map((one) => (
        <label key={one.act}>
          <span>
            <input type="checkbox" name="acts" value={one.act} /> {sayAct(acts, one.act)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
