/** The phone page's whole appearance: one column, large targets, readable in light and dark. */
export const style = `
:root{color-scheme:light dark;--ink:#1a1d21;--soft:#5b626b;--paper:#fff;--back:#eef1f5;--line:#c9d0d8;--go:#0b7a3e;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#f1f3f5;--soft:#b3bbc4;--paper:#1d2126;--back:#121417;--line:#454c55;--go:#1f9d57;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.45 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:26rem;margin:0 auto;min-height:100vh;padding:1rem 1.25rem 2rem;background:var(--paper);text-align:center}
small{display:block;font-size:.75em;font-weight:500;color:inherit}
h1{font-size:1.1rem;font-weight:600;margin:1.25rem 0 0;overflow-wrap:anywhere}
.practice{margin:0;padding:.5rem;border:1px dashed var(--bad);border-radius:.5rem;color:var(--bad);font-weight:600}
.amount{font-size:3rem;font-weight:700;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.detail{color:var(--soft);margin:.75rem 0 0;overflow-wrap:anywhere}
.wallet{margin:0 0 1rem;font-weight:600}
fieldset{border:1px solid var(--line);border-radius:.75rem;margin:0 0 1rem;padding:.25rem 1rem;text-align:left}
label{display:flex;gap:.75rem;align-items:center;min-height:3.25rem}
label+label{border-top:1px solid var(--line)}
input[type=radio]{width:1.25rem;height:1.25rem;accent-color:var(--go)}
button,.back{display:block;width:100%;min-height:3.25rem;margin:.75rem 0 0;padding:.4rem 1rem;border:1px solid var(--line);border-radius:.75rem;background:transparent;color:inherit;font:inherit;font-weight:600;text-decoration:none}
button.pay{background:#0b7a3e;border-color:#0b7a3e;color:#fff;font-size:1.25rem}
button.decline{color:var(--bad)}
button:focus-visible,.back:focus-visible,input:focus-visible{outline:3px solid #2f6fed;outline-offset:2px}
.sign{font-size:1.5rem;font-weight:700;margin:1.5rem 0 .5rem}
.sign.good{color:var(--go)}
.sign.bad{color:var(--bad)}
`;
