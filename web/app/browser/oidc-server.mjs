// A certified OpenID Connect provider, as a company runs one: whoever comes says who they are. Prints its issuer. CLIENT_ID, CLIENT_SECRET and REDIRECT_URI
// say whom it knows.
import { createServer } from 'node:http'
import process from 'node:process'
import Provider from 'oidc-provider'

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } = process.env

const claimsOf = (name) => ({
  sub: name,
  email: `${name}@work.example`,
  email_verified: true,
  name: `The ${name}`,
  preferred_username: name,
  locale: 'zh-CN',
})

const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${server.address().port}`
const provider = new Provider(issuer, {
  // its way to authenticate is what the standard takes where nothing is said
  clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [REDIRECT_URI] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username', 'locale'] },
  findAccount: (_, name) => ({ accountId: name, claims: () => claimsOf(name) }),
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['of a test'] },
})
server.on('request', provider.callback())
console.log(`issuer ${issuer}`)
