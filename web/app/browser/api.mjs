import assert from 'node:assert/strict'

/** The API as somebody who is signed in in a browser, for what a test only needs to be there. */
export const apiOf = async (url, { page, username, password }) => {
  const { request } = page.context()
  const call = async (method, path, data, headers = {}) => {
    const answer = await request.fetch(url + path, { method, headers, ...(data === undefined ? {} : { data }) })
    assert.ok(answer.ok(), `${method} ${path} ${answer.status()} ${await answer.text()}`)
    return answer.status() === 204 ? null : answer.json()
  }
  const { access_token: token, user } = await call('POST', '/api/auth/login', { identifier: username, password })
  const signed = (method, path, data) => call(method, path, data, { Authorization: `Bearer ${token}` })
  return {
    id: user.id,
    call: signed,
    direct: async (userId) => (await signed('POST', '/api/conversations', { kind: 'direct', user_id: userId })).id,
    group: async (title, ids) =>
      (await signed('POST', '/api/conversations', { kind: 'group', title, member_ids: ids })).id,
    send: async (conversation, ...texts) => {
      for (const text of texts) {
        await signed('POST', `/api/conversations/${conversation}/messages`, {
          client_msg_id: crypto.randomUUID(),
          text,
        })
      }
    },
  }
}

/** Opens the menu of a message and chooses from it. */
export const choose = async (page, message, name) => {
  await message.hover()
  await message.locator('[data-actions]').click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
