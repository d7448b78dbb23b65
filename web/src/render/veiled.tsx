/** Whether a field of a row is left out because it is personal: such a blank was not left so by whoever filled it in. */
export const isVeiled = (row: object, name: string): boolean =>
  'veiled' in row && Array.isArray(row.veiled) && row.veiled.includes(name)

/** What is personal in a record stays veiled until its reader says what for; whose it is sees who looked and why. */
export function Veiled({ titles, look }: { titles: string[]; look: (purpose: string) => void }) {
  return (
    <form
      className="veiled no-print"
      onSubmit={(event) => {
        event.preventDefault()
        look(String(new FormData(event.currentTarget).get('purpose')).trim())
      }}
    >
      <p className="m">{titles.join('、')}是个人信息。写明用途后可以查看；查看会记下来，本人看得到。</p>
      <label>
        用途
        <input className="in-text" name="purpose" minLength={4} maxLength={100} required />
      </label>
      <button type="submit" className="bt">
        记录并查看
      </button>
    </form>
  )
}
