/* Security keys: the browser asks the key, the answer goes with the form. Without a script or a key, codes do the same. */
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !window.webauthnJSON || window.xinmiKeys) return;
  window.xinmiKeys = true;

  /* "Use the security key" beside a code: what the key says takes the place of the code. */
  document.querySelectorAll("[data-key-for]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var form = button.form;
      asked(button, form, button.dataset.keyQuestion, "get", function (answer) {
        var input = form.elements[button.dataset.keyFor];
        input.value = answer;
        input.type = "password";
        input.readOnly = true;
        button.disabled = true;
        tell(button, button.dataset.keyDone);
      });
    });
  });

  /* A new key: it is asked when the form is sent. */
  document.querySelectorAll("form[data-key-new]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.elements.credential.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      asked(form, form, form.dataset.keyNew, "create", function (answer) {
        form.elements.credential.value = answer;
        form.requestSubmit();
      });
    });
  });

  function asked(teller, form, address, act, then) {
    var body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    fetch(address, { method: "POST", body: body, headers: { Accept: "application/json" } })
      .then(function (answer) { if (!answer.ok) throw new Error(); return answer.json(); })
      .then(function (options) { return window.webauthnJSON[act](options); })
      .then(function (credential) { then(JSON.stringify(credential)); })
      .catch(function () { tell(teller, teller.dataset.keyFailed); });
  }

  function tell(teller, words) {
    var place = document.getElementById(teller.dataset.keyTold);
    if (place) place.textContent = words;
  }
})();
