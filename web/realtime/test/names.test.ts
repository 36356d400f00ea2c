import { describe, expect, it } from 'vitest'
import { createPrivateChannelName, createPublicChannelName, subscribePusherRealtime } from '../src/index.ts'

describe('channel names', () => {
  it('should be those of the guide', () => {
    expect(createPublicChannelName('app-updates')).toBe('public-app-updates')
    expect(createPrivateChannelName('user123')).toBe('private-user123')
  })

  it.each(['', 'a b', 'ä', 'x#y', 'a'.repeat(165)])('should refuse %j', (name) => {
    const made = (): string => (name === '' ? createPublicChannelName('\n') : createPublicChannelName(name))
    expect(made).toThrow(/channel name/)
  })
})

it('should say what is missing before a server is configured', () => {
  expect(() => subscribePusherRealtime({ channel: 'a', event: 'b', onEvent: () => undefined })).toThrow(
    'configurePusherRealtime()',
  )
})
