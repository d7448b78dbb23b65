import type { DrawFile, DrawStep } from '../../engines/draw/index.ts'
import { toTheSecond } from '../src/look/dates.ts'
import { el } from './draw.ts'
import { drawChecked } from './verdict.ts'

const titles: Record<DrawStep['rule'], string> = {
  format: '格式',
  receipt: '封存的回执',
  sealed: '封存的内容',
  secret: '密数',
  witnesses: '节点',
  sample: '重新抽取',
  members: '抽中的人',
}

/** The verdict on a draw, and who was drawn. @param text a draw's file, perhaps a wrong one */
export function drawSelection(text: string, { valid, steps }: { valid: boolean; steps: DrawStep[] }): HTMLElement {
  return el(
    'div',
    {},
    drawChecked({
      ...{ valid, steps, titles },
      says: valid
        ? '抽取池在定下种子以前已经封存，结果就是按种子抽出来的，没有人能单独左右。'
        : '这份抽取结果不能采信。下面打 ✗ 的一步说明问题在哪里。',
      untried: () => '前面的一步不成立，没有再查。',
    }),
    valid && drawResult(JSON.parse(text) as DrawFile),
  )
}

function drawResult({ sealed, taken }: DrawFile): HTMLElement {
  const strata = sealed.pools.flatMap((pool) => pool.strata.map((stratum) => ({ pool, stratum })))
  return el(
    'div',
    {},
    el('h2', {}, sealed.title),
    sealed.again &&
      el('p', { class: 'warn' }, `这是再次抽取（前一次 ${sealed.again.of}），缘由：${sealed.again.reason}`),
    el(
      'dl',
      { class: 'kv' },
      el('dt', {}, '封存'),
      el('dd', {}, `${toTheSecond(sealed.sealedAt)} 北京时间`),
      ...strata.flatMap(({ pool, stratum }) => [
        el('dt', {}, strata.length > 1 ? `${pool.title}·${stratum.title}` : stratum.title),
        el('dd', {}, `${stratum.members.length} 名里抽 ${stratum.take} 名`),
      ]),
      ...sealed.pools.flatMap(({ title, excluded }) =>
        [...Map.groupBy(excluded, ([, reason]) => reason)].flatMap(([reason, all]) => [
          el('dt', {}, `${title}回避`),
          el('dd', {}, `${reason}，${all.length} 名`),
        ]),
      ),
    ),
    el(
      'ol',
      { class: 'how' },
      ...taken.map((one) =>
        el(
          'li',
          {},
          el('b', {}, one.opened?.name ?? '未公开姓名'),
          ` ${strata.find(({ pool, stratum }) => pool.name === one.pool && stratum.name === one.stratum)?.stratum.title} 第 ${one.place} 席`,
          one.ended && `，已换人：${one.ended}`,
        ),
      ),
    ),
  )
}
