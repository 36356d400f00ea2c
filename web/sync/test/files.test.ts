import { describe, expect, it, vi } from 'vitest'
import type { Picked } from '../src'
import type { Messenger } from '../src/engine/messenger'
import { ONE_REQUEST } from '../src/engine/bringing'
import { staged } from './stage'

const stage = staged()

const bytesOf = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, i) => i % 251)

const picked = (name: string, size: number): Picked => ({
  name,
  type: '',
  kind: name.endsWith('.png') ? 'image' : 'file',
  size,
  width: null,
  height: null,
})

const sendFile = (messenger: Messenger, name: string, size: number, text = ''): Promise<void> =>
  messenger.sendFile(stage.server.id, new Blob([bytesOf(size)]), picked(name, size), text, null, name)

/** Whether the first file is these bytes; a comparison by elements would take seconds. */
const arrivedAs = (bytes: Uint8Array): boolean =>
  Buffer.from([...stage.server.media.files.values()][0]?.bytes ?? []).equals(bytes)

const sent = () => stage.server.log.map((one) => [one.kind, one.file?.name ?? null, one.text])

describe('sending files', () => {
  it('should send a picture with its caption as what the server finds it to be', async () => {
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    await sendFile(messenger, '照片.png', 100, 'look')
    await vi.waitFor(() => expect(stage.pending(messenger)).toEqual([]))
    expect(sent()).toEqual([['image', '照片.png', 'look']])
    expect(messenger.snapshot().logs.get(stage.server.id)?.messages.at(-1)?.file).toMatchObject({
      width: 40,
      height: 30,
    })
    expect(await messenger.picked('照片.png')).toBeNull()
  })

  it('should let words go on beside a file, and keep files in their order', async () => {
    const messenger = await stage.ready()
    let release = (): void => undefined
    stage.server.media.hold = new Promise((resolve) => (release = resolve))
    await sendFile(messenger, 'large.zip', ONE_REQUEST + 1)
    await sendFile(messenger, 'small.txt', 10)
    messenger.send(stage.server.id, 'words', null)
    await vi.waitFor(() => expect(sent()).toEqual([['text', null, 'words']]))
    release()
    await vi.waitFor(() => expect(sent().map(([, name]) => name)).toEqual([null, 'large.zip', 'small.txt']))
  })

  it('should go on where the line was cut, and send nothing twice', async () => {
    const messenger = await stage.ready()
    stage.server.media.piecesBeforeCut = 1
    await sendFile(messenger, 'large.zip', ONE_REQUEST * 3)
    await vi.waitFor(() => expect(sent()).toEqual([['file', 'large.zip', '']]), 5_000)
    expect(arrivedAs(bytesOf(ONE_REQUEST * 3))).toBe(true)
    expect(stage.server.requests.filter((one) => one === 'POST /api/media/uploads')).toHaveLength(1)
  })

  it('should go on after the page was closed, from what had arrived', async () => {
    const first = await stage.ready()
    stage.server.media.piecesBeforeCut = 1
    stage.server.media.onCut = () => {
      stage.server.faults.cut = true
    }
    await sendFile(first, 'large.zip', ONE_REQUEST * 3)
    await vi.waitFor(() => expect(stage.server.faults.cut).toBe(true))
    expect(stage.pending(first)[0]?.file?.sent).toBeGreaterThan(0)
    await first.stop()
    stage.server.faults.cut = false
    const begun = stage.server.requests.length
    const again = await stage.ready()
    await vi.waitFor(() => expect(sent()).toEqual([['file', 'large.zip', '']]), 5_000)
    await vi.waitFor(() => expect(stage.pending(again)).toEqual([]))
    const later = stage.server.requests.slice(begun)
    expect(later.some((one) => one.startsWith('HEAD /api/media/uploads/'))).toBe(true)
    expect(later).not.toContain('POST /api/media/uploads')
    expect(arrivedAs(bytesOf(ONE_REQUEST * 3))).toBe(true)
  })

  it('should send what was picked without a network once that is back', async () => {
    const messenger = await stage.ready()
    stage.server.faults.cut = true
    await sendFile(messenger, 'a.txt', 10)
    expect(stage.pending(messenger)).toHaveLength(1)
    stage.server.faults.cut = false
    messenger.wake()
    await vi.waitFor(() => expect(sent()).toEqual([['file', 'a.txt', '']]))
  })

  it('should send a message once whose answer was lost', async () => {
    const messenger = await stage.ready()
    stage.server.faults.loseAnswers = 1
    await sendFile(messenger, 'a.txt', 10)
    await vi.waitFor(() => expect(stage.pending(messenger)).toEqual([]))
    expect(sent()).toEqual([['file', 'a.txt', '']])
    expect(stage.server.media.files.size).toBe(1)
  })

  it('should give an upload up that nobody wants any more', async () => {
    const messenger = await stage.ready()
    stage.server.media.hold = new Promise(() => undefined)
    await sendFile(messenger, 'large.zip', ONE_REQUEST * 2)
    await vi.waitFor(() => expect(stage.pending(messenger)[0]?.file?.uploadId).toBeTruthy())
    messenger.discard(stage.server.id, 'large.zip')
    await vi.waitFor(() => expect(stage.server.media.open).toBe(0))
    expect(stage.pending(messenger)).toEqual([])
    expect(await messenger.picked('large.zip')).toBeNull()
    expect(sent()).toEqual([])
  })

  it('should show why a file was refused, keep it, and send it when it is tried again', async () => {
    const messenger = await stage.ready()
    stage.server.faults.refuse = { status: 403, code: 'blocked' }
    await sendFile(messenger, 'a.txt', 10)
    await vi.waitFor(() => expect(stage.pending(messenger)[0]?.failed).toBe('blocked'))
    messenger.retry(stage.server.id, 'a.txt')
    await vi.waitFor(() => expect(sent()).toEqual([['file', 'a.txt', '']]))
  })
})
