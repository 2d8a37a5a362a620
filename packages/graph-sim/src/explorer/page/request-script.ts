/** The part of the page's script that shows the requests as they come, and one answer when it is chosen. */
export const requestScript = `
let requests = []
let selected
let paused = false
const most = 200

const colour = (status) => (status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'odd' : 'good')

const matches = (request) => {
  const words = $('filter').value.toLowerCase().split(/\\s+/).filter(Boolean)
  const text = [request.method, request.path, request.status, request.fault ?? ''].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

const rowOf = (request) => {
  const row = make('button', undefined, request.batch === null ? '' : 'part')
  row.type = 'button'
  row.dataset.number = request.number
  row.setAttribute('aria-pressed', String(request.number === selected))
  const path = make('span', request.path, 'path')
  path.title = request.path
  if (request.batch !== null) path.prepend(make('span', '\\u2514 ', 'number'))
  if (request.fault !== null) path.append(make('span', '  ' + request.fault, 'fault'))
  row.append(
    make('span', request.number, 'number'),
    make('span', request.method),
    path,
    make('span', request.status || '\\u2014', colour(request.status)),
    make('span', request.milliseconds + ' ms', 'time'),
  )
  row.addEventListener('click', attempt(() => showAnswer(request.number)))
  const item = make('li')
  item.append(row)
  return item
}

const showRequests = () => {
  const shown = requests.filter(matches)
  $('requests-count').textContent = shown.length === requests.length ? requests.length : shown.length + ' of ' + requests.length
  $('no-requests').hidden = requests.length > 0
  const focused = document.activeElement?.dataset?.number
  $('requests').replaceChildren(...shown.map(rowOf))
  if (focused) $('requests').querySelector('[data-number="' + focused + '"]')?.focus()
}

const pretty = (text) => {
  try { return JSON.stringify(JSON.parse(text), null, 2) } catch { return text }
}

const listOf = (headers) => {
  const list = make('dl')
  for (const [name, value] of Object.entries(headers)) list.append(make('dt', name), make('dd', value))
  return list
}

const showAnswer = async (number) => {
  const answer = await ask('requests/' + number)
  selected = number
  for (const row of $('requests').querySelectorAll('button'))
    row.setAttribute('aria-pressed', String(Number(row.dataset.number) === selected))
  const parts = [make('h3', answer.method + ' ' + answer.path)]
  const how = make('p', undefined, 'quiet')
  how.append(
    make('span', answer.status || 'the connection broke', colour(answer.status)),
    ' in ' + answer.milliseconds + ' ms at ' + answer.at,
    answer.fault === null ? '' : ', fault: ' + answer.fault,
    answer.batch === null ? '' : ', part of the batch ' + answer.batch,
  )
  parts.push(how)
  if (Object.keys(answer.asked).length > 0) parts.push(make('h4', 'Asked with'), listOf(answer.asked))
  parts.push(make('h4', 'Answered with'), listOf(answer.headers))
  if (answer.body !== '') parts.push(make('h4', 'Body'), make('pre', pretty(answer.body)))
  $('answer').replaceChildren(...parts)
  $('answer').hidden = false
}

const add = (request) => {
  requests = [request, ...requests.filter(({ number }) => number !== request.number)].slice(0, most)
  if (!paused) showRequests()
}

const follow = () => {
  const stream = new EventSource('/graph-sim/stream')
  stream.addEventListener('message', ({ data }) => add(JSON.parse(data)))
  stream.addEventListener('error', () => say('The server does not answer.'))
  stream.addEventListener('open', attempt(async () => {
    requests = (await ask('requests')).value.reverse()
    showRequests()
  }))
}

$('filter').addEventListener('input', showRequests)
$('pause').addEventListener('click', () => {
  paused = !paused
  $('pause').setAttribute('aria-pressed', String(paused))
  $('pause').textContent = paused ? 'Go on' : 'Pause'
  if (!paused) showRequests()
})
$('requests').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key]
  if (!step) return
  event.preventDefault()
  event.target.closest('li')?.[step]?.querySelector('button').focus()
})
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault()
    $('filter').focus()
  }
  if (event.key === 'Escape') $('answer').hidden = true
})
`
