import { applied, type SeedAct } from '#platform'

/** One system whose keys lie in custody. */
export const seed: SeedAct[] = [
  applied('2024-08-23', 'guqinghe', '公共数据共享交换平台', [
    { name: '共享目录签章', algorithm: 'sm2-sm3' },
    { name: '交换数据加密', algorithm: 'sm4-gcm' },
  ]),
]
