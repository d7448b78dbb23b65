import { lazy, Suspense } from 'react'
import type { WidgetProps } from '../tied.ts'

const ShapeWidget = lazy(async () => ({ default: (await import('./widget.tsx')).ShapeWidget }))

/** What draws shapes, taken from the server where a form asks for one. */
export const LateShape = (props: WidgetProps & { look: { input: string; button: string } }) => (
  <Suspense fallback={<p className="cap">正在打开</p>}>
    <ShapeWidget {...props} />
  </Suspense>
)
