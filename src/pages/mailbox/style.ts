/** How the mailbox looks. The admin listener does not have the sheets of the other pages. */
export const mailboxStyle = `
:root{color-scheme:light dark;--ground:#f3efe6;--card:#fffdf8;--ink:#1d2823;--soft:#56615a;--line:#ddd6c6;--accent:#1f5a45;--on-accent:#fff;--tint:#e9f0e8;--on-tint:#1c4735;--focus:#b4690e;
--sans:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--ground:#0e1512;--card:#17201c;--ink:#e8ece6;--soft:#a7b3aa;--line:#2b3731;--accent:#7ecba6;--on-accent:#0b1d15;--tint:#1c2f26;--on-tint:#b9e3cd;--focus:#f0b45a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:2rem 1rem 3rem;background:var(--ground);color:var(--ink);font:1rem/1.5 var(--sans);overflow-wrap:anywhere}
h1{margin:0 0 .25rem;font-size:1.625rem;line-height:1.2;letter-spacing:-.02em}
h2{margin:1.5rem 0 .5rem;font-size:1rem}
header p{margin:0 0 .75rem;color:var(--soft)}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
form{display:flex;gap:.5rem;align-items:center;margin:1rem 0}
input,button{font:inherit;min-height:2.75rem;padding:.375rem .875rem;border-radius:8px;border:1px solid var(--line);background:var(--card);color:var(--ink)}
input{flex:1;min-width:0}
button{border-color:transparent;background:var(--accent);color:var(--on-accent);font-weight:600;cursor:pointer}
.quiet{background:none;border-color:var(--line);color:var(--ink)}
.list{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.list li+li{border-top:1px solid var(--line)}
.list a{display:grid;grid-template-columns:1fr auto;gap:.125rem .75rem;padding:.875rem 1.125rem;color:inherit;text-decoration:none}
.list a:hover{background:var(--tint)}
.list strong{grid-column:1;font-weight:600}
.list code{justify-self:end;align-self:center}
.to,time{color:var(--soft);font-size:.875rem}
code{font:600 1rem/1.4 var(--mono);padding:.125rem .5rem;border-radius:6px;background:var(--tint);color:var(--on-tint);user-select:all}
.codes code{font-size:1.75rem;letter-spacing:.15em;padding:.375rem .875rem}
.links{margin:0 0 1rem;padding:0;list-style:none}
.empty{color:var(--soft)}
iframe{display:block;width:100%;height:44rem;border:1px solid var(--line);border-radius:14px;background:#fff}
pre{margin:0;padding:1rem 1.125rem;background:var(--card);border:1px solid var(--line);border-radius:14px;white-space:pre-wrap;font:.875rem/1.5 var(--mono)}
`
