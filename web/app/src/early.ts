import { knownAccount } from '@parley/sync'
import { joinEarly } from './engine/port'
import { preferred, WORDS } from './i18n/preferred'
import { askEarly } from './lib/early-options'
import { firstList } from './lib/first-list'
import { startSession } from './lib/session'

// Runs before the page's own script, which is larger: whoever is known to be signed in has their list read from the
// copy on this device or asked of the server, what draws it fetched, and their session begun in the meantime; everybody
// else will be shown the ways in.
const account = knownAccount(document.cookie, localStorage)
if (account !== null) {
  joinEarly(account, firstList)
  void startSession()
  void import('./shell/SignedIn')
  void (location.pathname.startsWith('/c/') ? import('./chat/ConversationPage') : import('./shell/Home'))
} else {
  askEarly()
  void import('./auth/pages')
}
void WORDS[preferred()]()
