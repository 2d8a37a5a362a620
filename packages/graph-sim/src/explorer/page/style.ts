/** How the page looks, in the light and in the dark, wide and narrow. */
export const style = `
:root { --back: #f6f7f9; --card: #fff; --text: #1b2430; --quiet: #5a6675; --line: #d9dee5; --accent: #0b5cad; --on-accent: #fff;
  --good: #0b7a4b; --bad: #b3261e; --odd: #8a5a00; --hover: #eef3f9; }
@media (prefers-color-scheme: dark) {
  :root { --back: #12161c; --card: #1a2028; --text: #e4e9f0; --quiet: #9aa7b6; --line: #2e3742; --accent: #7db7f5; --on-accent: #0d1622;
    --good: #5fd39e; --bad: #ff8a80; --odd: #f0c060; --hover: #222b36; }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem; padding: .75rem 1.25rem;
  background: var(--card); border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.15rem; }
h1 span { font-weight: 400; color: var(--quiet); }
h2 { margin: 0 0 .6rem; font-size: 1rem; overflow-wrap: anywhere; }
.count { font-weight: 400; color: var(--quiet); font-size: .85rem; }
main { display: grid; grid-template-columns: minmax(14rem, 18rem) minmax(0, 1fr) minmax(17rem, 22rem); gap: 1rem; padding: 1rem 1.25rem; align-items: start; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; min-width: 0; }
.side { display: grid; gap: 1rem; min-width: 0; }
.quiet { color: var(--quiet); }
#message { margin: 0; padding: 0 1.25rem; color: var(--bad); }
#message:not(:empty) { padding-top: .75rem; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .55rem; }
input, textarea { width: 100%; min-width: 0; }
textarea { font: 12px/1.4 ui-monospace, Consolas, monospace; resize: vertical; }
button { cursor: pointer; background: var(--card); white-space: nowrap; }
button:hover { background: var(--hover); }
form > button:not([type]), .line > button:not([type]) { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header form { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; }
header form input { width: auto; }
header time { font-variant-numeric: tabular-nums; font-weight: 600; }
.line { display: flex; align-items: center; gap: .4rem; margin-bottom: .5rem; }
.line select { flex: none; }
.line input[size] { width: auto; }
form label { color: var(--quiet); font-size: .85rem; }
.bar { display: flex; gap: .5rem; margin-bottom: .6rem; }
ul, ol { list-style: none; margin: 0; padding: 0; }
#people { margin-top: .6rem; max-height: 70vh; overflow: auto; }
#people button { display: grid; grid-template-columns: 1fr auto; gap: 0 .5rem; width: 100%; border: 0; border-radius: 6px; padding: .35rem .5rem; text-align: start; background: none; white-space: normal; }
#people button:hover, #people button[aria-pressed=true], #requests button:hover, #requests button[aria-pressed=true] { background: var(--hover); }
#people small { color: var(--quiet); grid-column: 1 / -1; overflow-wrap: anywhere; }
#people .size { color: var(--quiet); font-size: .8rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
#requests { max-height: 45vh; overflow: auto; border-top: 1px solid var(--line); }
#requests:empty { display: none; }
#requests button { display: grid; grid-template-columns: 3.2rem 4.2rem minmax(0, 1fr) 3rem 4.5rem; gap: .5rem; width: 100%; border: 0; border-bottom: 1px solid var(--line);
  border-radius: 0; padding: .35rem .4rem; text-align: start; background: none; font: 12.5px/1.4 ui-monospace, Consolas, monospace; }
#requests .path { overflow: hidden; text-overflow: ellipsis; }
#requests .part .path { padding-inline-start: 1rem; }
#requests .number, #requests .time { color: var(--quiet); text-align: end; }
.fault { color: var(--odd); }
.good { color: var(--good); } .bad { color: var(--bad); } .odd { color: var(--odd); }
#answer { margin-top: 1rem; }
#answer h3 { margin: 0 0 .5rem; font-size: .95rem; overflow-wrap: anywhere; }
#answer h4 { margin: .8rem 0 .3rem; font-size: .8rem; color: var(--quiet); font-weight: 600; }
#answer dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: 0; font-size: .85rem; }
#answer dt { color: var(--quiet); } #answer dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; max-height: 50vh; overflow: auto; background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .7rem; font: 12px/1.45 ui-monospace, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
#permissions { columns: 2; font-size: .8rem; margin: .4rem 0; overflow-wrap: anywhere; max-height: 14rem; overflow: auto; }
#person p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
#person details { margin-bottom: .6rem; }
#token { margin-top: .5rem; }
#try p { margin: 0 0 .5rem; }
#try button { margin-top: .4rem; }
#faults li { padding: .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
#faults:not(:empty) { margin-bottom: .7rem; }
.spent { color: var(--quiet); text-decoration: line-through; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: -999px; } .skip:focus { inset-inline-start: 1rem; top: .5rem; background: var(--card); padding: .4rem .7rem; z-index: 1; }
@media (max-width: 70rem) { main { grid-template-columns: minmax(13rem, 16rem) minmax(0, 1fr); } .side { grid-column: 1 / -1; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); align-items: start; } }
@media (max-width: 44rem) { main { grid-template-columns: minmax(0, 1fr); padding: .75rem; } .requests { order: -1; } #people { max-height: 16rem; }
  #requests button { grid-template-columns: 3.6rem minmax(0, 1fr) 2.6rem; } #requests .number, #requests .time { display: none; } header { padding: .75rem; } }
`
