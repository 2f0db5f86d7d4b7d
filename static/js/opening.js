/* What is open by two: counts down, and leaves when the time is up. The server decides; this only shows it. */
(function () {
  "use strict";

  var opened = Date.now();

  function tick() {
    var element = document.querySelector("[data-left]"), after = document.body.dataset.after;
    if (!element) return;
    var left = Math.max(0, Math.ceil(Number(element.dataset.left) - (Date.now() - opened) / 1000));
    element.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    if (left === 0 && after) leave(after);
  }

  function leave(address) {
    document.querySelector("main").replaceChildren();
    window.location.replace(address);
  }

  /* Coming back with the browser's own button asks the server anew. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
  document.addEventListener("htmx:afterSwap", function () { opened = Date.now(); });
  document.addEventListener("contextmenu", function (event) { if (document.body.dataset.after) event.preventDefault(); });
  document.addEventListener("copy", function (event) { if (document.body.dataset.after) event.preventDefault(); });
  window.setInterval(tick, 1000);
})();
