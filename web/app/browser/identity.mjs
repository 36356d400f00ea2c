// Drives the ways in beside a password, against a server at PARLEY_URL that knows a provider named Work.
import { play } from './play.mjs'
import { passkey } from './scenarios/passkey.mjs'
import { provider } from './scenarios/provider.mjs'
import { secondFactor } from './scenarios/second-factor.mjs'

await play([provider, passkey, secondFactor])
