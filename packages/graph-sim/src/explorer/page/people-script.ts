/**
 * The part of the page's script that asks the server and shows the people. Whatever comes from the tenant is put on the
 * page as text, never as HTML.
 */
export const peopleScript = `
const $ = (id) => document.getElementById(id)
const make = (name, text, className) => {
  const element = document.createElement(name)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}
const say = (text) => { $('message').textContent = text }
const ask = async (path, options) => {
  const answer = await fetch('/graph-sim/' + path, options)
  const json = await answer.json()
  if (!answer.ok) throw new Error(json.message)
  return json
}
const send = (path, body) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const attempt = (act) => async (event) => {
  event?.preventDefault()
  say('')
  try { await act(event) } catch (error) { say(error.message) }
}
const shorten = (number) => number.toLocaleString('en')

let people = []
let chosen
const kinds = { person: '', shared: 'shared mailbox', guest: 'guest', place: 'room or equipment' }

const showPeople = () => {
  const wanted = $('people-filter').value.toLowerCase()
  const shown = people.filter(({ displayName, userPrincipalName }) =>
    (displayName + ' ' + userPrincipalName).toLowerCase().includes(wanted))
  $('people-count').textContent = people.length
  $('people').replaceChildren(...shown.slice(0, 200).map((person) => {
    const row = make('button')
    row.type = 'button'
    row.setAttribute('aria-pressed', String(person.id === chosen))
    const name = make('span', person.displayName)
    name.dir = 'auto'
    const what = person.isMe ? 'the main user' : kinds[person.kind] || person.jobTitle || ''
    row.append(name, make('span', person.size ?? '', 'size'), make('small', what))
    row.addEventListener('click', attempt(() => choose(person)))
    const item = make('li')
    item.dataset.id = person.id
    item.append(row)
    return item
  }))
}

const choose = async (person) => {
  chosen = person.id
  showPeople()
  const { permissions } = await ask('people/' + encodeURIComponent(person.id))
  $('person').hidden = false
  $('person-title').textContent = person.displayName
  $('person-name').textContent = person.userPrincipalName
  $('person-sizes').textContent = person.sizes
    ? shorten(person.sizes.messages) + ' messages, ' + shorten(person.sizes.events) + ' events, ' + shorten(person.sizes.contacts) + ' contacts'
    : person.hasMailbox ? '' : 'No mailbox here.'
  $('permission-count').textContent = permissions.length
  $('permissions').replaceChildren(...permissions.map((one) => make('li', one)))
  $('token').hidden = true
  $('try-user').textContent = person.userPrincipalName
}

const loadPeople = async () => {
  people = (await ask('people')).value
  chosen = people.find(({ isMe }) => isMe)?.id
  $('try-user').textContent = people.find(({ isMe }) => isMe)?.userPrincipalName ?? ''
  showPeople()
  for (const person of people.slice(0, 60)) {
    if (!person.hasMailbox) continue
    person.sizes = await ask('people/' + encodeURIComponent(person.id) + '/sizes')
    person.size = shorten(person.sizes.messages)
    showSize(person)
  }
}

const showSize = (person) => {
  const place = [...$('people').children].find((item) => item.dataset.id === person.id)
  if (place) place.querySelector('.size').textContent = person.size
}

$('people-filter').addEventListener('input', showPeople)
$('make-token').addEventListener('click', attempt(async () => {
  const { token } = await send('people/' + encodeURIComponent(chosen) + '/token', {})
  $('token').value = token
  $('token').hidden = false
  $('token').select()
}))
`
