import { Looks } from '../shell/identity/looks.tsx'
import { useSession, useTitle } from '../shell/reader.ts'
import { Back } from './frame.tsx'
import { SignInFirst } from './sign-in.tsx'

/** Who looked at the reader's data. */
export function LooksPage() {
  useTitle('谁看过我的信息')
  if (!useSession()) return <SignInFirst />
  return (
    <>
      <Back to="/" says="首页" />
      <main id="main" tabIndex={-1} className="cit looks">
        <Looks heading="h1" />
      </main>
    </>
  )
}
