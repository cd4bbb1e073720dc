// «Ringkasan»: the parts that Python renders, escaped, and the fields that ask for them otherwise.
// A field's value travels in the message that it leads to; Python says in the state what it is now.

const FRAME = `
<div class="ott-columns">
  <div class="ott-left">
    <div class="ott-period"><label><span class="ott-sr" data-text="period"></span>
      <select name="period"></select></label> <span class="ott-quiet" data-show="payment"></span></div>
    <div class="ott-part" data-part="amount"></div>
    <div class="ott-part" data-part="facts"></div>
  </div>
  <div class="ott-right">
    <form data-action="claim" autocomplete="off">
      <label><span data-text="claim"></span><select name="kind"></select></label>
      <label data-for="day"><span data-show="day"></span>
        <input name="day" type="date" min="2000-01-01" max="2099-12-31"></label>
      <label data-for="price"><span data-text="price"></span>
        <input name="price" inputmode="numeric" size="10" maxlength="20"></label>
    </form>
    <p class="ott-wrong" role="alert" data-error="claim"></p>
    <div class="ott-part" data-part="claim" aria-live="polite"></div>
    <div class="ott-part" data-part="findings"></div>
    <form data-action="decide" autocomplete="off">
      <label><span data-text="decision"></span><select name="kind"></select></label>
      <label data-for="reason"><span data-text="reason"></span>
        <input name="reason" maxlength="300" data-hint="reason_hint"></label>
      <button type="submit" data-for="reason" data-text="save"></button>
    </form>
    <p class="ott-wrong" role="alert" data-error="decide"></p>
    <div class="ott-part" data-part="decision"></div>
  </div>
</div>
<p class="ott-wrong" role="alert" data-error="period"></p>
<p class="ott-wrong" role="alert" data-error="lead"></p>
<div class="ott-part" data-part="small"></div>`;

const WITH_DAY = ["stopped", "not-resident", "still-free"];
const WITH_PRICE = ["other-price"];
const MARKED = 4000; // milliseconds that a mark stays marked

function render({ model, el }) {
  el.classList.add("ott-answer");
  el.innerHTML = FRAME;
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  const claim = find('[data-action="claim"]').elements;
  const decision = find('[data-action="decide"]').elements;
  const period = find('[name="period"]');
  const panel = () => el.closest(".ott-panel");
  const parts = {}; // what stands in each part, so that one that stays the same is left alone
  let filled = {}; // what each form was told last
  let waits = "";

  // While an answer is on its way nothing is copied: it would be of the state before.
  function send(action, content = {}) {
    const { case: shown } = model.get("state");
    if (!shown) return;
    waits = String(Math.random());
    el.dataset.waits = waits;
    model.send({ action, token: waits, case: shown.id, ...occasion(el), ...content });
  }

  function fill(select, options, blank) {
    const every = blank === undefined ? options : [["", blank], ...options];
    const now = JSON.stringify(every);
    if (select.dataset.options === now) return;
    select.dataset.options = now;
    const chosen = select.value; // the same choice in other words
    select.replaceChildren(...every.map(([value, words]) => new Option(words, value)));
    select.value = chosen;
  }

  // A form holds what was told last; what is being typed in the other one is left alone.
  function hold(form, name, told) {
    const now = JSON.stringify(told);
    if (now === filled[name]) return;
    filled[name] = now;
    for (const [field, value] of Object.entries(told.at(-1))) form[field].value = value;
  }

  function fields() {
    const { case: shown, texts } = model.get("state");
    const day = WITH_DAY.includes(claim.kind.value);
    find('[data-show="day"]').textContent = day ? texts[`day_${claim.kind.value}`] : "";
    find('[data-for="day"]').hidden = !day;
    find('[data-for="price"]').hidden = !WITH_PRICE.includes(claim.kind.value);
    const differs = Boolean(decision.kind.value) && decision.kind.value !== shown?.kind;
    for (const node of all('[data-for="reason"]')) node.hidden = !differs;
  }

  function hear() {
    const day = WITH_DAY.includes(claim.kind.value) ? claim.day.value : "";
    const price = WITH_PRICE.includes(claim.kind.value) ? claim.price.value : "";
    send("claim", { kind: claim.kind.value, day, price });
  }

  claim.kind.addEventListener("change", () => {
    claim.day.value = claim.price.value = "";
    fields();
    hear();
  });
  // A year that is half typed is a day long ago: it is not asked about.
  claim.day.addEventListener("change", () => claim.day.validity.valid && hear());
  claim.price.addEventListener("change", hear);
  find('[data-action="claim"]').addEventListener("submit", (event) => {
    event.preventDefault();
    if (claim.day.validity.valid) hear();
  });
  decision.kind.addEventListener("change", () => {
    decision.reason.value = "";
    fields();
    send("decide", { kind: decision.kind.value, reason: "" });
  });
  find('[data-action="decide"]').addEventListener("submit", (event) => {
    event.preventDefault();
    send("decide", { kind: decision.kind.value, reason: decision.reason.value });
  });
  period.addEventListener("change", () => send("period", { period: period.value }));

  // From a finding to its mark or its row, and from a mark, wherever it is drawn, to its row.
  function follow(event) {
    const target = event.target.closest?.("[data-finding], [data-row], [data-period], [data-mark]");
    if (!target || target.closest(".ott-panel") !== panel()) return;
    const { finding, row, period: month, mark } = target.dataset;
    const text = target.querySelector("title")?.textContent || target.title || "";
    const found = row ?? /^finding-(\d+)$/.exec(mark)?.[1];
    if (finding) {
      send("lead", { to: "mark", finding: Number(finding), text: "" });
      seek(`.ott-charts [data-mark="finding-${finding}"]`);
    } else if (found) {
      send("lead", { to: "row", finding: Number(found), text: "" });
      const billed = find(`[data-row="${found}"]`)?.dataset.month;
      if (billed) seek(`.ott-bill [data-month="${billed}"]`);
    } else if (month) {
      send("period", { period: month });
    } else if (/^charge(-|$)|-charge(-|$)/.test(mark)) {
      send("lead", { to: "row", finding: null, text });
    }
  }

  // What is led to shows once Python has opened its tab; of a deck, the mark comes to the front.
  function seek(selector, until = Date.now() + 5000) {
    const every = [...(panel()?.querySelectorAll(selector) ?? [])];
    const shown = every.filter((one) => one.getClientRects().length);
    if (!shown.length) {
      if (Date.now() < until) setTimeout(() => seek(selector, until), 30);
      return;
    }
    for (const one of panel().querySelectorAll(".ott-marked")) one.classList.remove("ott-marked");
    for (const one of shown) {
      if (one.dataset.mark) one.parentNode.append(one);
      one.classList.add("ott-marked");
      setTimeout(() => one.classList.remove("ott-marked"), MARKED);
    }
    const { top, bottom } = shown[0].getBoundingClientRect();
    const lowest = panel().querySelector(".ott-outbox").getBoundingClientRect().top;
    const highest = panel().querySelector(".ott-desk").getBoundingClientRect().bottom;
    if (top < highest || bottom > lowest) shown[0].scrollIntoView({ block: "center" });
  }

  function update() {
    const { case: shown, texts, errors, language, heard } = model.get("state");
    if (heard === waits) delete el.dataset.waits;
    el.lang = language;
    for (const node of all("[data-text]")) node.textContent = texts[node.dataset.text] ?? "";
    for (const node of all("[data-hint]")) node.placeholder = texts[node.dataset.hint] ?? "";
    for (const node of all("[data-error]")) node.textContent = errors[node.dataset.error] ?? "";
    for (const node of all("[data-part]")) {
      const name = node.dataset.part;
      const html = shown?.parts[name] ?? "";
      if (parts[name] !== html) node.innerHTML = parts[name] = html;
    }
    if (!shown) {
      filled = {};
      for (const form of all("form")) form.reset();
      return;
    }
    find(".ott-period").hidden = !shown.period;
    find('[data-show="payment"]').textContent = shown.payment;
    fill(period, shown.periods);
    fill(claim.kind, shown.claims, texts.no_claim);
    fill(decision.kind, shown.kinds, texts.undecided);
    period.value = shown.period;
    if (!errors.claim) hold(claim, "claim", [shown.id, shown.claim]);
    hold(decision, "decision", [shown.id, shown.period, shown.decision]);
    fields();
    if (errors.decide) decision.reason.focus();
  }

  document.addEventListener("click", follow);
  model.on("change:state", update);
  update();
  el.addEventListener("keydown", (event) => event.stopPropagation());
  return () => document.removeEventListener("click", follow);
}

export default { render };
