/** What stands on the page before anything is known of the tenant. */
export const markup = `
<a class="skip" href="#requests">To the requests</a>
<header>
  <h1>graph-sim <span id="domain"></span></h1>
  <form id="clock" aria-label="Clock of the tenant">
    <time id="now"></time><span id="goes" class="quiet"></span>
    <button type="button" data-advance="60000">+1 min</button>
    <button type="button" data-advance="3600000">+1 h</button>
    <button type="button" data-advance="86400000">+1 day</button>
    <label class="hidden" for="moment">Set the clock to</label>
    <input id="moment" placeholder="2026-11-18T10:00:00Z" size="20">
    <button>Set</button>
  </form>
</header>
<p id="message" role="status"></p>
<main>
  <section aria-labelledby="people-title" class="people">
    <h2 id="people-title">People <span id="people-count" class="count"></span></h2>
    <label class="hidden" for="people-filter">Filter people</label>
    <input id="people-filter" type="search" placeholder="Filter people">
    <ul id="people"></ul>
  </section>
  <section aria-labelledby="requests-title" class="requests">
    <h2 id="requests-title">Requests <span id="requests-count" class="count"></span></h2>
    <div class="bar">
      <label class="hidden" for="filter">Filter requests</label>
      <input id="filter" type="search" placeholder="Filter by text, e.g. POST, 429 or /messages">
      <button type="button" id="pause" aria-pressed="false">Pause</button>
    </div>
    <ol id="requests" tabindex="-1" aria-label="Requests, the latest first"></ol>
    <p id="no-requests" class="quiet">No requests yet. Make one on this page, or point a client at this server.</p>
    <article id="answer" aria-label="Answer" tabindex="-1" hidden></article>
  </section>
  <div class="side">
    <section aria-labelledby="try-title">
      <h2 id="try-title">Try a request</h2>
      <form id="try">
        <p class="quiet">as <strong id="try-user"></strong></p>
        <div class="line">
          <label class="hidden" for="try-method">Method</label>
          <select id="try-method">
            <option>GET</option><option>POST</option><option>PATCH</option><option>PUT</option><option>DELETE</option>
          </select>
          <label class="hidden" for="try-path">Path</label>
          <input id="try-path" value="/me/messages?$top=5&amp;$select=subject,from" spellcheck="false">
        </div>
        <label for="try-body">Body</label>
        <textarea id="try-body" rows="4" spellcheck="false" placeholder="JSON"></textarea>
        <button>Send</button>
      </form>
    </section>
    <section id="person" aria-labelledby="person-title" hidden>
      <h2 id="person-title"></h2>
      <p id="person-name" class="quiet"></p>
      <p id="person-sizes"></p>
      <details>
        <summary>A token of theirs has <span id="permission-count"></span> permissions</summary>
        <ul id="permissions"></ul>
      </details>
      <button type="button" id="make-token">Make a token</button>
      <textarea id="token" rows="3" readonly hidden aria-label="Token"></textarea>
    </section>
    <section aria-labelledby="faults-title">
      <h2 id="faults-title">Faults <span id="faults-count" class="count"></span></h2>
      <ul id="faults"></ul>
      <form id="fault">
        <div class="line">
          <label class="hidden" for="fault-method">Method</label>
          <select id="fault-method">
            <option value="">any</option><option>GET</option><option>POST</option><option>PATCH</option><option>PUT</option><option>DELETE</option>
          </select>
          <label class="hidden" for="fault-path">Text in the path</label>
          <input id="fault-path" placeholder="text in the path" spellcheck="false">
        </div>
        <div class="line">
          <label class="hidden" for="fault-kind">What happens</label>
          <select id="fault-kind">
            <option value="status">status</option><option value="throttle">throttle</option><option value="delay">delay</option>
            <option value="reset">reset</option><option value="truncate">truncate</option><option value="html">html</option>
            <option value="afterwards">afterwards</option>
          </select>
          <label for="fault-number" id="fault-number-label">status</label>
          <input id="fault-number" inputmode="numeric" value="503" size="5">
          <label for="fault-times">times</label>
          <input id="fault-times" inputmode="numeric" value="1" size="3">
        </div>
        <div class="line">
          <button>Add</button>
          <button type="button" id="clear-faults">Clear all</button>
        </div>
      </form>
    </section>
  </div>
</main>
`
