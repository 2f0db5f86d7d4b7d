/* A form that would meet a server that is away is not sent: what was typed stays on the page, and nowhere else. */
(function () {
  "use strict";

  var ASK_AGAIN_AFTER = 5000, PATIENCE = 8000, NEEDED = ["records", "keystore"];

  /* Before xinmi.js: a form that is not sent does not count as sent. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || !isWorthKeeping(form)) return;
    if (form.dataset.mayGo) { delete form.dataset.mayGo; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    whetherUp().then(function (isUp) {
      delete form.dataset.asking;
      if (isUp) send(form, event.submitter); else stay(form);
    });
  }, true);

  /* Whoever typed a text, chose a file or filled several fields would have to do it again. */
  function isWorthKeeping(form) {
    if (form.method !== "post" || form.hasAttribute("hx-post") || !document.getElementById("away")) return false;
    if (form.querySelector("textarea, input[type=file]")) return true;
    return form.querySelectorAll("input:not([type=hidden]):not([type=password]):not([type=checkbox]):not([type=radio]), select").length > 1;
  }

  function send(form, submitter) {
    clear(form);
    form.dataset.mayGo = "yes";
    form.requestSubmit(submitter || undefined);
    delete form.dataset.mayGo; /* where the browser itself found something missing */
  }

  /* Without cookies: the answer does not depend on who asks, and leaves no trace. */
  function whetherUp() {
    return window.fetch("/healthz", { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(function (answer) {
      if (answer.status === 502 || answer.status === 504) return false;
      if (answer.status !== 503) return true;
      return answer.json().then(function (parts) { return NEEDED.every(function (name) { return parts[name] === "up"; }); });
    }).catch(function () { return false; });
  }

  function stay(form) {
    show(form, "away").focus();
    window.setTimeout(function again() {
      if (!form.isConnected || !form.querySelector("[data-away]")) return;
      whetherUp().then(function (isUp) {
        if (isUp) show(form, "back"); else window.setTimeout(again, ASK_AGAIN_AFTER);
      });
    }, ASK_AGAIN_AFTER);
  }

  function show(form, name) {
    clear(form);
    var notice = document.getElementById(name).content.firstElementChild.cloneNode(true);
    var actions = form.querySelector(".form-foot");
    if (actions) actions.before(notice); else form.prepend(notice);
    notice.scrollIntoView({ block: "nearest" });
    return notice;
  }

  function clear(form) {
    form.querySelectorAll("[data-away]").forEach(function (notice) { notice.remove(); });
  }
})();
