/** The part of the page's script that works the clock, the faults and the box to try requests, and starts everything. */
export const panelScript = `
let ahead = 0
let clockGoes = 'by itself'

const showClock = ({ now, goes }) => {
  ahead = Date.parse(now) - Date.now()
  clockGoes = goes
  $('now').textContent = now.slice(0, 19).replace('T', ' ') + ' UTC'
  $('goes').textContent = goes === 'by itself' ? '' : '(stands)'
}

const tick = () => {
  if (clockGoes === 'by itself') showClock({ now: new Date(Date.now() + ahead).toISOString(), goes: clockGoes })
}

$('clock').addEventListener('submit', attempt(async () => showClock(await send('clock', { set: $('moment').value }))))
for (const button of document.querySelectorAll('[data-advance]'))
  button.addEventListener('click', attempt(async () => showClock(await send('clock', { advance: Number(button.dataset.advance) }))))

const numbers = { status: ['status', 'status', 503], afterwards: ['status', 'status', 504], throttle: ['retryAfter', 'seconds', 5], delay: ['ms', 'ms', 2000] }

const showFaults = ({ value }) => {
  $('faults-count').textContent = value.length
  $('faults').replaceChildren(...value.map(({ match, action, times, applied, isSpent }) => {
    const actions = [action].flat().map(({ kind, ...rest }) => [kind, ...Object.values(rest).map((one) => typeof one === 'object' ? JSON.stringify(one) : one)].join(' ')).join(' or ')
    const where = Object.values(match ?? {}).join(' ') || 'every request'
    const count = applied + (times === undefined ? '' : ' of ' + times) + ' applied'
    return make('li', actions + ' \\u2014 ' + where + ' (' + count + ')', isSpent ? 'spent' : '')
  }))
}

const showNumber = () => {
  const [, label, value] = numbers[$('fault-kind').value] ?? ['', '', '']
  $('fault-number-label').textContent = label
  $('fault-number').hidden = label === ''
  $('fault-number').value = value
}

$('fault-kind').addEventListener('change', showNumber)
$('fault').addEventListener('submit', attempt(async () => {
  const kind = $('fault-kind').value
  const [name] = numbers[kind] ?? []
  const match = {}
  if ($('fault-method').value) match.method = $('fault-method').value
  if ($('fault-path').value) match.path = $('fault-path').value
  const times = $('fault-times').value
  showFaults(await send('faults', {
    match,
    ...(times === '' ? {} : { times: Number(times) }),
    action: { kind, ...(name === undefined ? {} : { [name]: Number($('fault-number').value) }) },
  }))
}))
$('clear-faults').addEventListener('click', attempt(async () => showFaults(await ask('faults', { method: 'DELETE' }))))

$('try').addEventListener('submit', attempt(async () => {
  const { number } = await send('try', {
    user: chosen,
    method: $('try-method').value,
    path: $('try-path').value,
    body: $('try-body').value,
  })
  await showAnswer(number)
  $('answer').focus({ preventScroll: true })
  showFaults(await ask('faults'))
}))

attempt(async () => {
  const tenant = await ask('tenant')
  $('domain').textContent = tenant.domain
  showClock(tenant)
  setInterval(tick, 1000)
  showFaults(await ask('faults'))
  follow()
  await loadPeople()
})()
`
