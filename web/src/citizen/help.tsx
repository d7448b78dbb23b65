/** Somebody who helps. @source 国办发〔2020〕53号 (12345 政务服务便民热线) */
export function Help() {
  return (
    <a className="go s" href="tel:12345">
      打 12345 请人帮办
    </a>
  )
}
