import { originOf } from '../app/endpoint'
import { PLACEHOLDER, type Block, type SnippetMaker, type Target } from './snippet'

/** Signs and sends one event with nothing but a shell, curl and openssl. */
export const curl: SnippetMaker = (target, words) => ({
  id: 'curl',
  label: 'curl',
  secret: true,
  notes: [],
  blocks: [
    { caption: words.snippets.terminal, language: 'sh', code: curlCode(target, words.snippets.greetingFrom('curl')) },
  ],
})

/** The signed text leaves a path prefix out, as every SDK does; the URL has it. */
export function curlCode(target: Target, greeting: string): string {
  const data = JSON.stringify(JSON.stringify({ text: greeting }))
  return `SECRET='${PLACEHOLDER}'
BODY='{"name":"${target.event}","channels":["${target.channel}"],"data":${data}}'

MD5=$(printf '%s' "$BODY" | openssl dgst -md5 | awk '{print $NF}')
QUERY="auth_key=${target.key}&auth_timestamp=$(date +%s)&auth_version=1.0&body_md5=$MD5"
SIGNATURE=$(printf 'POST\\n/apps/${target.appId}/events\\n%s' "$QUERY" |
  openssl dgst -sha256 -hmac "$SECRET" | awk '{print $NF}')

curl -sS -H 'Content-Type: application/json' -d "$BODY" \\
  "${originOf(target)}${target.pathPrefix}/apps/${target.appId}/events?$QUERY&auth_signature=$SIGNATURE"`
}

/** The command line that comes with the server. */
export function triggerBlock(target: Target, caption: string): Block {
  return {
    caption,
    language: 'sh',
    code: `./parley trigger \\
  --channel ${target.channel} \\
  --event ${target.event} \\
  --data '{"text":"hi"}'`,
  }
}
