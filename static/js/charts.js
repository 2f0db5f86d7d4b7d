/* 信密 Xinmi: draws the charts of a page from the data beside them. A chart repeats a table; without this the table stands alone. */
(function () {
  "use strict";

  var quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var style = window.getComputedStyle(document.documentElement);
  var BAR = 16, LINE = 30, COLUMNS = 260, ROW = 14, NARROW = 420;

  function token(name) { return style.getPropertyValue(name).trim(); }

  function tones() {
    var levels = { red: "--level-red", orange: "--level-orange", blue: "--level-blue", slate: "--level-slate", ungraded: "--level-ungraded" };
    return Object.keys(levels).reduce(function (found, name) { found[name] = token(levels[name]); return found; }, {});
  }

  function draw(element) {
    var data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
    element.hidden = false;
    element.style.height = Math.max(height(data, element.clientWidth < NARROW), beside(element)) + "px";
    var chart = window.echarts.init(element, null, { renderer: "svg" });
    chart.setOption(options(data, element.clientWidth < NARROW));
    chart.on("click", function (point) {
      var url = data.series[point.seriesIndex].urls[point.dataIndex];
      if (url) window.location.assign(url);
    });
    var width = element.clientWidth;
    new ResizeObserver(function () {
      if (element.clientWidth === width || !element.clientWidth) return;
      width = element.clientWidth;
      chart.resize();
      chart.setOption(options(data, width < NARROW));
    }).observe(element);
  }

  /* As high as the table beside it, where there are two columns. */
  function beside(element) {
    var frame = element.parentElement, two = window.getComputedStyle(frame).gridTemplateColumns.split(" ").length > 1;
    return frame.matches(".chart-beside") && two ? frame.querySelector(".table-scroll").clientHeight : 0;
  }

  function height(data, narrow) {
    if (data.kind === "columns") return COLUMNS;
    var thick = LINE + (data.series.length - 1) * BAR, words = Math.max.apply(null, data.labels.map(function (label) { return rows(label, narrow); })) * ROW + 6;
    return data.labels.length * Math.max(thick, words) + (data.series.length > 1 ? 64 : 32);
  }

  /* How many rows a name takes beside its bar; a Chinese character is twice as wide as a Latin one. */
  function rows(label, narrow) {
    return Math.ceil(label.replace(/[\u2e80-\uffff]/g, "mm").length * 6.8 / names(narrow));
  }

  function names(narrow) { return narrow ? 112 : 150; }

  function options(data, narrow) {
    var several = data.series.length > 1, lying = data.kind === "bars";
    var text = { color: token("--ink-2"), fontFamily: window.getComputedStyle(document.body).fontFamily, fontSize: 12 };
    var categories = {
      type: "category", data: data.labels, inverse: lying, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-2") } },
      axisLabel: lying ? Object.assign({ width: names(narrow), overflow: "break", lineHeight: ROW, interval: 0 }, text) : Object.assign({ hideOverlap: true }, text)
    };
    var numbers = {
      type: "value", minInterval: 1, splitNumber: narrow ? 3 : 5, splitLine: { lineStyle: { color: token("--line") } },
      axisLabel: Object.assign({ hideOverlap: true }, text)
    };
    return {
      animation: !quiet, animationDuration: 300, textStyle: text, color: [token("--brand"), "#8a6d1f", token("--calm")],
      grid: { left: 4, right: lying ? 44 : 8, top: several ? 36 : 8, bottom: 4, containLabel: true },
      legend: several ? { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text, selectedMode: false } : undefined,
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" }, textStyle: { fontFamily: text.fontFamily, fontSize: 12 } },
      xAxis: lying ? numbers : categories, yAxis: lying ? categories : numbers,
      series: data.series.map(function (series, index) { return bars(series, index, data, lying, text); })
    };
  }

  /* The second series is an outline as well as another colour: nothing is told by colour alone. */
  function bars(series, index, data, lying, text) {
    var colours = tones(), outlined = index % 2 === 1;
    return {
      type: "bar", name: series.name, barMaxWidth: BAR, barGap: "15%", cursor: series.urls.some(Boolean) ? "pointer" : "default",
      itemStyle: outlined ? { color: "#fff", borderColor: token("--brand"), borderWidth: 1.5 } : {},
      label: { show: lying, position: "right", color: text.color, fontSize: 12, formatter: function (point) { return point.value.toLocaleString("en"); } }, emphasis: { focus: "none" },
      data: series.values.map(function (value, at) {
        if (!lying && !value) return { value: null };
        var colour = colours[data.tones[at]];
        if (!colour) return { value: value };
        return { value: value, itemStyle: outlined ? { color: "#fff", borderColor: colour } : { color: colour } };
      })
    };
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
  });
})();
