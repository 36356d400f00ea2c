import { type Glance, unwrap } from '@parley/sync'
import { session } from './session'

/** As many as a screen shows. */
const QUERY = { limit: 20 }

/**
 * Asks the server for the list, on a device that has no copy of it yet: it is there long before the engine is, which then
 * asks for itself.
 *
 * @returns null if it was not to be had
 */
export const firstList = async (): Promise<Glance | null> => {
  try {
    return await unwrap(session.api.GET('/api/conversations', { params: { query: QUERY } }))
  } catch {
    return null
  }
}
