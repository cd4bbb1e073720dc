const FRAME = `
<form data-action="begin" class="ott-t-round" autocomplete="off">
  <label><span data-text="seed"></span> <input name="seed" maxlength="40" size="14" required></label>
  <button type="submit" class="ott-main"></button>
  <span class="ott-quiet" data-text="rules"></span>
</form>
<div class="ott-t-round ott-t-running">
  <span><span data-text="seed"></span> <strong class="ott-t-seed"></strong></span>
  <span><span data-text="left"></span> <span class="ott-t-clock" role="timer"></span></span>
  <button type="button" data-go="-1" data-text="previous"></button>
  <span class="ott-t-steps"></span>
  <button type="button" data-go="1" data-text="next"></button>
  <button type="button" class="ott-t-end" data-text="end"></button>
  <button type="button" class="ott-t-again" data-text="again"></button>
</div>
<p class="ott-alert ott-t-error" role="alert" hidden></p>
<section class="ott-t-marks" aria-live="polite" hidden><h4></h4><table></table><p class="ott-quiet" data-text="review"></p></section>`;

function render({ model, el }) {
  const { find, all, send, words } = begin({ model, el }, FRAME);
  const form = find('[data-action="begin"]');
  let until = 0;
  let told = "";

  function calm() {
    const button = find(".ott-t-end");
    button.classList.remove("ott-t-sure");
    button.textContent = model.get("state").texts.end;
  }

  const ticking = setInterval(tick, 500);

  function tick() {
    const { stage, texts, left } = model.get("state");
    const seconds = stage === "running" ? Math.max(0, Math.round((until - performance.now()) / 1000)) : left;
    const clock = find(".ott-t-clock");
    clock.textContent = seconds || stage === "ended"
      ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : texts.over;
    clock.classList.toggle("ott-t-late", seconds < 300);
    if (stage === "running" && !seconds && told !== "end") {
      told = "end";
      send("end");
    }
  }

  function steps({ cases, at }) {
    find(".ott-t-steps").replaceChildren(...cases.map(({ answered }, n) => {
      const button = make("button", n + 1, { type: "button", "aria-current": n === at,
        class: answered ? "ott-t-done" : "" });
      button.addEventListener("click", () => send("go", { to: n }));
      return button;
    }));
  }

  function marks({ cases, mean, texts, stage }) {
    const section = show(find(".ott-t-marks"), stage === "ended");
    section.querySelector("h4").textContent = `${texts.marks}: ${mean}`;
    const head = make("tr");
    head.append(...texts.columns.map((title) => make("th", title)));
    section.querySelector("table").replaceChildren(head, ...cases.map(({ number, mark }, n) => {
      const row = make("tr");
      const cells = mark?.length ? mark : [texts.unanswered, "", ""];
      row.append(...[n + 1, number, ...cells].map((cell) => make("td", cell)));
      row.addEventListener("click", () => send("go", { to: n }));
      return row;
    }));
  }

  function update() {
    const state = words();
    const ready = state.stage === "ready";
    show(form, ready).querySelector("button").textContent = state.resumed ? state.texts.resume : state.texts.begin;
    if (ready && form.dataset.seed !== state.seed) {
      form.dataset.seed = form.elements.seed.value = state.seed;
      told = "";
    }
    show(find(".ott-t-running"), !ready);
    find(".ott-t-seed").textContent = state.seed;
    calm();
    show(find(".ott-t-end"), state.stage === "running");
    show(find(".ott-t-again"), state.stage === "ended");
    for (const button of all("[data-go]")) {
      const to = state.at + Number(button.dataset.go);
      button.disabled = to < 0 || to >= state.cases.length;
    }
    until = performance.now() + state.left * 1000;
    show(find(".ott-t-error"), state.error).textContent = state.error;
    steps(state);
    marks(state);
    tick();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("begin", { seed: form.elements.seed.value });
  });
  for (const button of all("[data-go]")) {
    button.addEventListener("click", () => send("go", { to: model.get("state").at + Number(button.dataset.go) }));
  }
  // A round with cases still open is not ended by one click that went astray.
  find(".ott-t-end").addEventListener("click", ({ target }) => {
    const { cases, texts } = model.get("state");
    const open = cases.filter(({ answered }) => !answered).length;
    if (!open || target.classList.contains("ott-t-sure")) return send("end");
    target.classList.add("ott-t-sure");
    target.textContent = texts.end_sure.replace("{count}", open);
    setTimeout(calm, 6000);
  });
  find(".ott-t-again").addEventListener("click", () => send("again"));
  model.on("change:state", update);
  update();
  return () => clearInterval(ticking);
}

export default { render };
