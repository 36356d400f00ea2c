// Drives the built messenger in a real browser against a running server. PARLEY_URL says which.
// Names of scenarios, if given, are the only ones played.
import { play } from './play.mjs'
import { accessible } from './scenarios/accessible.mjs'
import { chat } from './scenarios/chat.mjs'
import { group } from './scenarios/group.mjs'
import { phone } from './scenarios/phone.mjs'
import { signIn } from './scenarios/sign-in.mjs'

await play([signIn, chat, group, phone, accessible])
