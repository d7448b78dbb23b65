/** Half a day's fee before tax, in fen, by rank: the city's own table for the demonstration. */
const feeOf = { senior: 150_000, other: 100_000 } as const

/**
 * Income tax withheld on one payment for labour, in fen, half a fen up: 800 yuan are free up to 4,000, a fifth beyond; of the
 * rest 20 percent, 30 beyond 20,000, 40 beyond 50,000 yuan.
 * @source 国家税务总局公告 2018 年第 61 号，第八条、附表
 */
export const taxOn = (fee: number): number => {
  const taxed = Math.max(fee <= 400_000 ? fee - 80_000 : fee * 0.8, 0)
  const [rate, less] = taxed <= 2_000_000 ? [0.2, 0] : taxed <= 5_000_000 ? [0.3, 200_000] : [0.4, 700_000]
  return Math.round(taxed * rate) - less
}

/** What is paid for a place, by the rank of whoever sat in it. */
export const feesFor = ({ record: { rank } }: { record: { rank: keyof typeof feeOf } }) => {
  const fee = feeOf[rank]
  return { fee, tax: taxOn(fee), paid: fee - taxOn(fee) }
}

/** A review is held from today on. */
export const notYetHeld = ({ form: { meetsOn }, today }: { form: { meetsOn: string }; today: string }) =>
  meetsOn < today ? '评审日期不能早于今天' : undefined
