/** What the payer's page consists of besides its words: one style, two short scripts for browsers old and new. */

export const styleSheet = `
:root{color-scheme:light dark;--ink:#1a1d21;--soft:#565d66;--paper:#fff;--back:#eef1f5;--line:#c9d0d8;--go:#0b7a3e;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#f1f3f5;--soft:#b3bbc4;--paper:#1d2126;--back:#121417;--line:#4b535d;--go:#2fae67;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:26rem;margin:0 auto;min-height:100vh;padding:1.5rem 1.25rem 2rem;background:var(--paper);text-align:center}
h1{margin:0 0 .25rem;font-size:1.15rem;font-weight:600;overflow-wrap:anywhere}
p{margin:.5rem 0}
.soft{color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
.amount{margin:.75rem 0;font-size:2.75rem;font-weight:700;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
label{display:block;margin:1.25rem 0 .35rem;text-align:left;font-weight:600}
input[name=amount]{width:100%;min-height:3.5rem;padding:.25rem .75rem;border:1px solid var(--line);border-radius:.75rem;background:transparent;color:inherit;font:inherit;font-size:1.75rem;font-variant-numeric:tabular-nums}
button,.button{display:block;width:100%;min-height:3.25rem;margin:1rem 0 0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.75rem;background:transparent;color:inherit;font:inherit;font-weight:600;text-decoration:none}
.go{border-color:#0b7a3e;background:#0b7a3e;color:#fff;font-size:1.15rem}
button:focus-visible,.button:focus-visible,input:focus-visible{outline:3px solid #2f6fed;outline-offset:2px}
.sign{margin:1.5rem 0 .25rem;font-size:1.5rem;font-weight:700}
[data-state=paid] .sign{color:var(--go)}
[data-state=failed] .sign,[data-state=closed] .sign,.problem{color:var(--bad)}
.problem{font-weight:600}
.practice{margin:0 0 1rem;padding:.4rem;border:1px dashed var(--bad);border-radius:.5rem;color:var(--bad);font-weight:600}
[hidden]{display:none!important}
`;

/**
 * The waiting page's script. It hands the wallet's bridge what Huifu gave, untouched, and believes nothing that the bridge
 * answers: what became of the payment is asked of the server.
 */
export const payScript = `
(function () {
  var box = document.getElementById('order');
  var data = box.dataset;
  var ended = data.final === 'yes';
  var asked = 0;
  function byId(id) { return document.getElementById(id); }
  function show(id, on) { var one = byId(id); if (one) one.hidden = !on; }
  function tell(answer) {
    data.state = answer.state;
    byId('title').textContent = answer.title;
    byId('detail').textContent = answer.detail;
    ended = answer.final;
    if (ended) { show('actions', false); show('asking', false); }
  }
  function ask(sooner) {
    if (ended) return;
    var request = new XMLHttpRequest();
    request.open('GET', data.stateUrl + (sooner ? '?ask=1' : ''));
    request.timeout = 10000;
    request.onload = function () { if (request.status === 200) tell(JSON.parse(request.responseText)); };
    request.send();
  }
  function wait() {
    asked += 1;
    ask(false);
    if (!ended) setTimeout(wait, asked < 80 ? 1500 : 5000);
  }
  function returned(cancelled) { show('actions', cancelled); show('asking', !cancelled); ask(true); }
  function whenReady(there, event, go) {
    if (there()) return go();
    document.addEventListener(event, go, false);
  }
  function pay() {
    show('actions', false);
    if (data.kind === 'wechat') {
      whenReady(function () { return typeof WeixinJSBridge !== 'undefined'; }, 'WeixinJSBridgeReady', function () {
        WeixinJSBridge.invoke('getBrandWCPayRequest', JSON.parse(data.pay), function (answer) {
          returned(/:(cancel|fail)/.test(String(answer && answer.err_msg)));
        });
      });
    } else if (data.kind === 'alipay') {
      whenReady(function () { return typeof AlipayJSBridge !== 'undefined'; }, 'AlipayJSBridgeReady', function () {
        AlipayJSBridge.call('tradePay', { tradeNO: JSON.parse(data.pay).tradeNO }, function (answer) {
          returned(/^(6001|4000)$/.test(String(answer && answer.resultCode)));
        });
      });
    } else if (data.pay) {
      location.href = data.pay;
    }
    setTimeout(function () { if (!ended && byId('asking').hidden) show('actions', true); }, 4000);
  }
  function once() {
    try {
      if (sessionStorage.getItem(data.stateUrl)) return false;
      sessionStorage.setItem(data.stateUrl, '1');
      return true;
    } catch (error) { return data.kind !== 'link'; }
  }
  byId('pay').addEventListener('click', pay);
  byId('done').addEventListener('click', function () { ask(true); });
  byId('trouble').addEventListener('click', function () { show('actions', true); ask(true); });
  if (!ended) {
    if (once()) pay(); else show('actions', true);
    setTimeout(wait, 1000);
  }
})();
`;

/**
 * 点金计划: WeChat shows the merchant's ticket in a frame after a payment, and shows it only once the page says that it is
 * ready (huifu-api.md §6.1 no. 5).
 */
export const ticketScript = `
(function () {
  function say(message) { parent.postMessage(JSON.stringify(message), 'https://payapp.weixin.qq.com'); }
  say({ action: 'onIframeReady', displayStyle: 'SHOW_CUSTOM_PAGE', height: 600 });
})();
`;
