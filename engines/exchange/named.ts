import type { House } from '#kernel/engine'
import { faults } from './faults.ts'
import type { Dataset } from './index.ts'

/** A dataset by its name. @throws exchange/no-such-dataset */
export function datasetNamed(house: House, name: string): Dataset {
  const dataset = house.parts<Dataset>('dataset').get(name)
  if (!dataset) throw faults['no-such-dataset']({ name })
  return dataset
}
