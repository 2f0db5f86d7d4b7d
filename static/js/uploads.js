/* 信密 Xinmi: sends chosen files one by one and shows how far each is. Without it the same form sends them all at once. */
(function () {
  "use strict";

  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      var input = form.querySelector("input[type=file]");
      if (!input.files.length || form.dataset.sending) { if (form.dataset.sending) event.preventDefault(); return; }
      event.preventDefault();
      begin(form, Array.from(input.files));
    });
  });

  function begin(form, files) {
    var list = form.querySelector(".sending");
    form.dataset.sending = "yes";
    hold(form, true);
    list.hidden = false;
    list.replaceChildren();
    var lines = files.map(function (file) { return addLine(list, file, form.dataset.waiting); });
    next(form, files, lines, 0, 0);
  }

  function addLine(list, file, word) {
    var line = document.createElement("li"), name = document.createElement("span");
    var bar = document.createElement("progress"), said = document.createElement("span");
    name.className = "sending-name";
    name.textContent = file.name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    said.className = "sending-said";
    said.textContent = word;
    line.append(name, bar, said);
    list.append(line);
    return { line: line, bar: bar, said: said };
  }

  function next(form, files, lines, position, faults) {
    if (position === files.length) return finish(form, faults);
    var before = position === files.length - 1 ? position - faults : null;
    send(form, files[position], lines[position], before, function (problem) {
      settle(lines[position], problem, form.dataset.attached);
      next(form, files, lines, position + 1, faults + (problem ? 1 : 0));
    });
  }

  /* With the last one goes how many were attached before it: the next page says how many it were. */
  function send(form, file, line, before, done) {
    if (file.size > Number(form.dataset.mostBytes)) return done(form.dataset.tooLarge);
    var request = new XMLHttpRequest(), body = new FormData();
    new FormData(form).forEach(function (value, name) { if (name !== "files") body.append(name, value); });
    if (before !== null) body.append("attached_before", before);
    body.append("files", file);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (event) {
      if (!event.lengthComputable) return;
      line.bar.value = 100 * event.loaded / event.total;
      line.said.textContent = Math.floor(line.bar.value) + " %";
    });
    request.addEventListener("load", function () { done(problemIn(request, form)); });
    request.addEventListener("error", function () { done(form.dataset.failed); });
    request.send(body);
  }

  function problemIn(request, form) {
    try {
      var problems = JSON.parse(request.responseText).problems;
      return problems.length ? problems[0] : "";
    } catch (unreadable) {
      return form.dataset.failed;
    }
  }

  function settle(line, problem, word) {
    line.bar.value = problem ? 0 : 100;
    line.bar.hidden = Boolean(problem);
    line.line.className = problem ? "is-refused" : "is-done";
    line.said.textContent = problem || word;
  }

  /* All well: the page is drawn anew. Otherwise the sentences stay until the person goes on. */
  function finish(form, faults) {
    delete form.dataset.sending;
    hold(form, false);
    form.querySelector("input[type=file]").value = "";
    if (faults) return offer(form);
    window.history.scrollRestoration = "manual"; /* to the files and what is said there, not to the button */
    window.location.hash = "attachments";
    window.location.reload();
  }

  function offer(form) {
    var line = document.createElement("li"), link = document.createElement("a");
    link.href = window.location.pathname;
    link.textContent = form.dataset.again;
    line.append(link);
    form.querySelector(".sending").append(line);
  }

  function hold(form, held) {
    form.querySelectorAll("button, input[type=file], select").forEach(function (control) { control.disabled = held; });
  }
})();
