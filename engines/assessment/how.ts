import type { Leaf } from './scheme.ts'

const percent = (text: string | null, otherwise: string) => `${text ?? otherwise}%`

/** How a leaf's points come to be, in a sentence for whoever is assessed. */
export function howOf({ method, weight, better, target, floor, cap, each, steps }: Leaf): string {
  switch (method) {
    case 'ratio': {
      const rate = better === 'more' ? `数值 ÷ 目标值 ${target}` : `目标值 ${target} ÷ 数值`
      return `${rate}，乘以分值 ${weight}；最高按 ${percent(cap, '100')} 计${floor === null ? '' : `，不到 ${percent(floor, '0')} 的不得分`}`
    }
    case 'steps':
      return `${steps.map(({ from, points }) => `${better === 'more' ? '达到' : '不超过'} ${from} 得 ${points} 分`).join('，')}；其余不得分`
    case 'rank':
      return `在组内由好到差排名，第一名得 ${weight} 分，最后一名得它的 ${percent(floor, '0')}，其间按名次等差；相同的取靠前的名次`
    case 'deduct':
      return `满分 ${weight} 分，每一单位扣 ${each} 分${cap === null ? '，扣完为止' : `，最多扣 ${cap} 分`}`
    case 'bonus':
      return `每一单位加 ${each} 分，最多加 ${cap} 分`
    case 'expert':
      return `三名以上专家的，去掉一个最高分和一个最低分，取平均，乘以分值 ${weight} 的百分之一`
    case 'veto':
      return '数值大于 0 的，排在组内末尾，定为最后一等'
  }
}
