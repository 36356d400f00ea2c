import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

const here = fileURLToPath(new URL('..', import.meta.url))
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))

let consumer: string

const run = (command: string, ...words: string[]): string =>
  execFileSync(command, words, { cwd: consumer, encoding: 'utf8' })

const isBuilt = (): boolean => {
  const made = join(here, 'dist', 'server', 'index.js')
  const sources = readdirSync(join(here, 'src'), { recursive: true, encoding: 'utf8' })
  const changed = sources.map((name) => statSync(join(here, 'src', name)).mtimeMs)
  return existsSync(made) && changed.every((time) => time < statSync(made).mtimeMs)
}

/** The project of somebody who installed what npm would publish. */
beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'realtime-consumer-'))
  const own = join(consumer, 'node_modules', '@parley', 'realtime')
  mkdirSync(own, { recursive: true })
  // its prepack builds, which takes seconds and was mostly done just now
  const built = isBuilt() ? ['--ignore-scripts'] : []
  execFileSync('npm', ['pack', '--silent', ...built, '--pack-destination', consumer], { cwd: here })
  run(
    'tar',
    '-xzf',
    readdirSync(consumer).find((name) => name.endsWith('.tgz')) ?? '',
    '-C',
    own,
    '--strip-components=1',
  )
  for (const name of ['pusher-js', 'react', 'tweetnacl', '@types']) {
    symlinkSync(join(packages, name), join(consumer, 'node_modules', name), 'dir')
  }
  writeFileSync(join(consumer, 'package.json'), '{"name":"consumer","type":"module","private":true}')
}, 60_000)

afterAll(() => rmSync(consumer, { recursive: true, force: true }))

const bundled = async (code: string, external: string[] = []): Promise<string> => {
  writeFileSync(join(consumer, 'entry.js'), code)
  const built = await build({
    root: consumer,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(consumer, 'entry.js'), formats: ['es'] },
      rollupOptions: { external },
    },
  })
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }]
  return output[0].code
}

it('should hold what it needs and nothing else', () => {
  const own = join(consumer, 'node_modules', '@parley', 'realtime')
  expect(readdirSync(own).sort()).toEqual(['README.md', 'dist', 'package.json'])
  expect(existsSync(join(own, 'dist', 'server', 'index.d.ts'))).toBe(true)
})

it('should run in Node and send what its types say', () => {
  writeFileSync(
    join(consumer, 'back-end.ts'),
    `import { createPrivateChannelName, createPusherAuthListener, PusherServerError, sendPusherRealtimeEvent } from '@parley/realtime/server'
     import { subscribePusherRealtime } from '@parley/realtime'
     import { usePusherPresence, usePusherRealtime } from '@parley/realtime/react'
     export const listener = createPusherAuthListener({ user: (request) => ({ id: request.url ?? '' }) })
     export const hooks = () => [usePusherRealtime<{ id: string }>({ channel: 'a', event: 'e' }).data?.id, usePusherPresence({ channel: 'presence-a' }).members]
     // @ts-expect-error an event needs a channel
     export const wrong = () => sendPusherRealtimeEvent({ event: 'e', data: 1 })
     export const fine = (error: unknown): string | null => (error instanceof PusherServerError ? error.field : null)
     export const subscribed = () => subscribePusherRealtime<string>({ channel: createPrivateChannelName('a'), event: 'e', onEvent: (data) => data.length })`,
  )
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    'node',
  ]
  run(join(packages, '.bin', 'tsc'), ...options, 'back-end.ts')
  const said = run(
    'node',
    '--input-type=module',
    '-e',
    `import { createPrivateChannelName, sendPusherRealtimeEvent } from '@parley/realtime/server'
     console.log(createPrivateChannelName('user123'))
     await sendPusherRealtimeEvent({ channel: 'a b', event: 'e', data: 1 }).catch((error) => console.log(error.field))`,
  )
  expect(said).toBe('private-user123\nchannel\n')
}, 60_000)

it('should bring only what is imported', async () => {
  const names = await bundled(`export { createPublicChannelName } from '@parley/realtime'`)
  expect(names.length).toBeLessThan(600)
  expect(names).not.toContain('WebSocket')
  const hook = await bundled(`export { usePusherRealtime } from '@parley/realtime/react'`, ['react', 'pusher-js'])
  expect(hook).not.toContain('member_added')
  expect(gzipSync(hook).length).toBeLessThan(2_500)
})

it('should keep the half with the secret out of pages', async () => {
  await expect(bundled(`export { sendPusherRealtimeEvent } from '@parley/realtime/server'`)).rejects.toThrow(
    /sendPusherRealtimeEvent/,
  )
})
