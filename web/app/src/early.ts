import { knownAccount } from '@parley/sync'
import { joinEarly } from './engine/port'
import { preferred, WORDS } from './i18n/preferred'

// Runs before the page's own script, which is larger: whoever is known to be signed in has their list read from the
// copy on this device, and what draws it fetched, in the meantime; everybody else will be shown the ways in.
const account = knownAccount(document.cookie, localStorage)
if (account !== null) {
  joinEarly(account)
  void import('./shell/SignedIn')
  void (location.pathname.startsWith('/c/') ? import('./chat/ConversationPage') : import('./shell/Home'))
} else {
  void import('./auth/pages')
}
void WORDS[preferred()]()
