// What the engine below the screens promises: one connection for all tabs, an end for all of them, work without a
// server, and a page that does not wait for it.
import { play } from './play.mjs'
import { alone } from './scenarios/alone.mjs'
import { firstVisit } from './scenarios/first-visit.mjs'
import { fiveTabs, signedOutFarAway } from './scenarios/tabs.mjs'
import { newVersion, stoppedServer } from './scenarios/shell.mjs'

await play([fiveTabs, signedOutFarAway, stoppedServer, newVersion, firstVisit, alone])
