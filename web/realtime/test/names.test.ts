import { describe, expect, it } from 'vitest'
import {
  createPresenceChannelName,
  createPrivateChannelName,
  createPublicChannelName,
  subscribePusherRealtime,
} from '../src/index.ts'

describe('channel names', () => {
  it('should be those of the guide', () => {
    expect(createPublicChannelName('app-updates')).toBe('public-app-updates')
    expect(createPrivateChannelName('user123')).toBe('private-user123')
    expect(createPresenceChannelName('lobby')).toBe('presence-lobby')
  })

  it.each(['', '\n', 'a b', 'ä', 'x#y', 'a/b', 'a:b', 'a'.repeat(165)])('should refuse %j', (name) => {
    for (const create of [createPublicChannelName, createPrivateChannelName, createPresenceChannelName]) {
      expect(() => create(name)).toThrow(/channel name/)
    }
  })
})

it('should say what is missing before a server is configured', () => {
  expect(() => subscribePusherRealtime({ channel: 'a', event: 'b', onEvent: () => undefined })).toThrow(
    'configurePusherRealtime()',
  )
})
