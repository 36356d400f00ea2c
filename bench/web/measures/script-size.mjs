const AIM_KB = 150

/** Every script that is loaded on a first visit before the list is there, and the engine's worker, which comes behind it. */
export const scriptSize = async ({ person, signedIn, browser, url }) => {
  const ada = await person('Ada')
  const { context, page } = await signedIn(ada)
  const cookies = await context.storageState()
  await context.close()
  const fresh = await browser.newContext({ storageState: cookies, serviceWorkers: 'block' })
  const first = await fresh.newPage()
  await first.goto(url)
  await first.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  await first.waitForFunction(() => document.querySelector('[data-row], [data-empty-list]') !== null || document.body.innerText.includes('New chat'))
  const paths = await first.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js') && path !== '/sw.js'),
  )
  await fresh.close()
  const files = /"files":(\[[^\]]*\])/.exec(await (await fetch(`${url}/sw.js`)).text().then((text) => text.replaceAll('files:', '"files":')))
  const worker = JSON.parse(files?.[1] ?? '[]').filter((file) => /\/worker-[^/]+\.js$/.test(file))
  const size = async (path) => {
    const answer = await fetch(url + path, { headers: { 'Accept-Encoding': 'br' } })
    return Number(answer.headers.get('content-length')) / 1024
  }
  const sum = async (some) => (await Promise.all([...new Set(some)].map(size))).reduce((a, b) => a + b, 0)
  const [ofPage, ofWorker] = [await sum(paths.filter((path) => !worker.includes(path))), await sum(worker)]
  return [
    { what: 'Script of a first visit before the list is there, brotli', value: ofPage, unit: 'KB', aim: AIM_KB },
    { what: '– of the engine’s worker, which comes behind it', value: ofWorker, unit: 'KB' },
  ]
}
