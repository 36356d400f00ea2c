import type { Timings } from '../src/engine/parts'

/** Short, so that a test is. */
export const SHORT: Partial<Timings> = { gap: 15, save: 5, together: 5, retry: 10, longestRetry: 40, ack: 0 }
