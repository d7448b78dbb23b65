import { monitorEventLoopDelay } from 'node:perf_hooks'
import { gauge } from './registry.ts'

/** Measures the process itself: memory, processor, start, and how late its event loop is since somebody last looked. */
export function measureProcess() {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  gauge('city_event_loop_delay_seconds', 'delay of the event loop since the last look', ['quantile'], () => {
    const samples = (['0.5', '0.99'] as const).map(
      (q) => [{ quantile: q }, delay.percentile(Number(q) * 100) / 1e9] as const,
    )
    const most = delay.max / 1e9
    delay.reset()
    return [...samples, [{ quantile: '1' }, most]]
  })
  gauge('process_resident_memory_bytes', 'memory of the process', [], () => [[{}, process.memoryUsage.rss()]])
  gauge('process_heap_bytes', 'JavaScript heap in use', [], () => [[{}, process.memoryUsage().heapUsed]])
  gauge('process_start_time_seconds', 'when the process started, in seconds since 1970', [], () => [
    [{}, Math.round(Date.now() / 1000 - process.uptime())],
  ])
  gauge('process_cpu_seconds', 'processor time used', ['mode'], () => {
    const { user, system } = process.cpuUsage()
    return [
      [{ mode: 'user' }, user / 1e6],
      [{ mode: 'system' }, system / 1e6],
    ]
  })
}
