// An article that shows how many people read it, and how far they are. One script tag counts them.
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { serve } from '../lib/site.mjs'

const { PUSHER_SCHEME: scheme = 'https', PUSHER_HOST: host, PUSHER_PORT: port, PUSHER_KEY: key } = process.env
if (!host) {
  throw new Error('PUSHER_HOST is missing: the hosted service counts no visitors, a server of your own does')
}
const script = new URL(`${scheme}://${host}/headcount.js?key=${encodeURIComponent(key)}`)
script.port = port ?? ''

const page = (await readFile(new URL('index.html', import.meta.url), 'utf8')).replace('HEADCOUNT', script.href)
await serve(import.meta.url, {}, { '/': ['text/html', () => page] })
