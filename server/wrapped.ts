import { cardsWrapped, codeKeysWrapped } from '#engines/code/run'
import { custodyWrapped, type WrappedPlace } from '#engines/crypto/run'
import { factorsWrapped } from '#engines/identity/run'
import { fieldKeysWrapped } from '#engines/register/run'

/** Every place of the house where a secret lies under the master key. */
export const wrappedPlaces = (dataDir: string): WrappedPlace[] => [
  ...custodyWrapped,
  ...fieldKeysWrapped,
  ...codeKeysWrapped,
  ...cardsWrapped,
  factorsWrapped(dataDir),
]
