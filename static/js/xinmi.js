/* 信密 Xinmi: what pages do beyond HTML. Everything works without it; nothing is kept in the browser. */
(function () {
  "use strict";

  /* Another language shows the page anew: whoever has typed something is asked first. */
  document.addEventListener("submit", function (event) {
    var question = event.target.dataset.askIfTyped;
    if (question && hasTyped(event.target) && !window.confirm(question)) event.preventDefault();
  });

  function hasTyped(asking) {
    return asking.dataset.comesBack === "yes" || Array.prototype.some.call(document.forms, function (form) {
      return form !== asking && form.method === "post" && Array.prototype.some.call(form.elements, isChanged);
    });
  }

  function isChanged(control) {
    if (control.type === "hidden" || control.hidden) return false;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "select-one" || control.type === "select-multiple") return Array.prototype.some.call(control.options, function (option) {
      return option.defaultSelected !== option.selected && !firstByDefault(control, option);
    });
    return "defaultValue" in control && control.value !== control.defaultValue;
  }

  /* A list in which nothing is chosen shows its first entry. */
  function firstByDefault(list, option) {
    return option.index === 0 && list.type === "select-one" && !list.querySelector("option[selected]");
  }

  /* One click, one act: a second submission of the same form within ten seconds is swallowed. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeat")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    window.setTimeout(function () { hold(form, true); }, 0);
    window.setTimeout(function () { release(form); }, 10000);
  });

  function hold(form, held) {
    form.querySelectorAll("button[type=submit], input[type=submit]").forEach(function (button) {
      button.disabled = held;
      if (held) button.setAttribute("aria-busy", "true"); else button.removeAttribute("aria-busy");
    });
  }

  function release(form) {
    delete form.dataset.sent;
    hold(form, false);
    form.querySelectorAll("[data-typed]").forEach(checkTyped);
  }

  /* Coming back with the browser's own button finds forms usable, and revealed values gone. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach(release);
    document.querySelectorAll("[data-hide-after]").forEach(mask);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* The number typed in full opens the button of an irreversible act. */
  function checkTyped(input) {
    var button = input.form && input.form.querySelector("button[type=submit]");
    if (button) button.disabled = input.value.trim() !== input.dataset.typed;
  }
  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-typed]")) checkTyped(event.target);
  });

  /* "/" goes to the search field, Escape closes an open reveal. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") return closeReveal();
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); }
  });

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function closeReveal() {
    document.querySelectorAll("details.reveal[open]").forEach(function (details) {
      details.open = false;
      details.querySelector("summary").focus();
    });
  }

  /* A revealed value shows for a while only. */
  function mask(element) {
    element.textContent = element.dataset.masked || "–";
    element.className = "sealed-value";
    element.removeAttribute("data-hide-after");
  }

  /* htmx sends the page's own token. */
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });

  /* htmx notes the present address in the tab's storage; nothing is left there. */
  function forget() {
    try { window.sessionStorage.clear(); } catch (refused) { return; }
  }
  window.addEventListener("pagehide", forget);

  /* A form that came back begins where something is wrong. */
  function goToFirstFault() {
    var wrong = document.querySelector("main [aria-invalid=true]");
    if (wrong) wrong.focus();
  }

  /* What just happened is said where the page was opened, not above it out of sight. */
  function sayWhereOneIs() {
    var here = document.querySelector("main .sheet:target > .sheet-body"), said = document.querySelector("main > .messages");
    if (here && said) here.before(said);
  }

  document.addEventListener("DOMContentLoaded", function () {
    forget();
    sayWhereOneIs();
    goToFirstFault();
    document.querySelectorAll("[data-typed]").forEach(checkTyped);
    document.querySelectorAll("[data-hide-after]").forEach(function (element) {
      window.setTimeout(mask, Number(element.dataset.hideAfter) * 1000, element);
    });
    if (window.matchMedia("(max-width: 47.99rem)").matches) {
      document.querySelectorAll("details[data-fold]:not([data-used])").forEach(function (details) { details.open = false; });
    }
  });
})();
