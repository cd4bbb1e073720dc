const FRAME = `
<blockquote><span data-text="customer"></span> <q></q></blockquote>
<p class="ott-t-number"><span data-text="number"></span> <output></output>
  <button type="button" data-text="copy"></button>
  <a target="_blank" rel="noopener" data-text="portal"></a>
  <span class="ott-quiet" data-text="login"></span></p>
<p class="ott-quiet ott-t-before" hidden></p>
<form data-action="case" autocomplete="off">
  <div class="ott-t-fields">
    <label><span data-text="verdict"></span><select name="verdict"></select></label>
    <label data-late><span data-text="claim_status"></span><select name="claim_status"></select></label>
    <label data-late><span data-text="contested"></span>
      <input name="contested" inputmode="numeric" maxlength="30" data-hint="contested_hint"></label>
    <label data-late><span data-text="answer"></span><select name="answer"></select></label>
    <label class="ott-t-step"><span data-text="step"></span><select name="step"></select></label>
    <fieldset><legend data-text="confidence"></legend></fieldset>
  </div>
  <div class="ott-t-proof" data-late>
    <p><button type="button" data-send="rows" data-text="show_rows"></button>
      <span class="ott-quiet" data-text="rows_hint"></span></p>
    <p class="ott-t-rows-said" role="status" hidden></p>
    <div class="ott-t-rows" hidden>
      <h4>Transactions Data</h4><table data-rows="charges"></table>
      <h4>Subscriptions</h4><table data-rows="subscriptions"></table>
    </div>
  </div>
  <div class="ott-t-buttons">
    <button type="submit" class="ott-main"></button>
    <button type="button" data-send="hint" data-text="hint"></button>
    <button type="button" data-send="solution" data-text="solution"></button>
    <button type="button" data-send="onward" data-text="onward"></button>
  </div>
</form>
<p class="ott-alert ott-t-error" role="alert" hidden></p>
<p class="ott-t-notice" role="status" hidden></p>
<p class="ott-t-hint" role="status" hidden></p>
<section class="ott-t-result" aria-live="polite" hidden>
  <h4></h4><p class="ott-t-standing"></p><ul></ul><div></div><p class="ott-alert" role="alert"></p>
</section>`;

const HEADERS = {
  charges: ["No", "Trx Time", "Service", "Harga", "Harga Prorate", "Partner Ref_no"],
  subscriptions: ["No", "Service", "Start Time", "End Time", "Status", "Price (Rp.)", "Partner ref_no"],
};

function render({ model, el }) {
  const { find, all, send, words } = begin({ model, el }, FRAME);
  const form = find('[data-action="case"]');
  let filled = null; // what of the form's contents came from Python is filled in once
  let offered = "";
  let laid = "";
  let judged = "";
  let drawn = false;
  let shut = false; // whether the panel is to be opened by a decision yet

  function values() {
    const data = Object.fromEntries(
      ["verdict", "claim_status", "contested", "answer", "step"].map((name) => [
        name, form.elements[name].value]));
    const ticked = (name) => all(`[data-rows="${name}"] input:checked`).map((box) => Number(box.value));
    return {
      ...data,
      confidence: find('[name="confidence"]:checked')?.value ?? "",
      charges: ticked("charges"),
      subscriptions: ticked("subscriptions"),
    };
  }

  function fill(given) {
    for (const name of ["verdict", "claim_status", "contested", "answer", "step"]) {
      form.elements[name].value = given[name] ?? "";
    }
    for (const radio of all('[name="confidence"]')) radio.checked = radio.value === given.confidence;
    for (const name of ["charges", "subscriptions"]) {
      for (const box of all(`[data-rows="${name}"] input`)) {
        box.checked = (given[name] ?? []).includes(Number(box.value));
      }
    }
  }

  function offer({ choices, texts }) {
    if (offered === JSON.stringify(choices)) return;
    offered = JSON.stringify(choices);
    const held = values();
    for (const name of ["verdict", "claim_status", "answer", "step"]) {
      const every = [["", texts.choose], ...choices[name]];
      form.elements[name].replaceChildren(...every.map(([value, said]) => new Option(said, value)));
    }
    const group = find("fieldset");
    group.replaceChildren(group.firstElementChild, ...choices.confidence.map(([value, said]) => {
      const label = make("label");
      const radio = make("input", undefined, { type: "radio", name: "confidence", value });
      label.append(radio, " ", said);
      return label;
    }));
    fill(held);
  }

  function lay({ rows, texts, form: given }) {
    show(find(".ott-t-rows"), rows);
    const now = JSON.stringify([rows, texts.tick]);
    if (!rows || laid === now) return;
    const held = laid ? values() : { ...values(), charges: given.charges, subscriptions: given.subscriptions };
    laid = now;
    for (const [name, headers] of Object.entries(HEADERS)) {
      const head = make("tr");
      head.append(...[texts.tick, ...headers].map((title) => make("th", title)));
      const body = rows[name].map((row) => line(name, row, texts));
      if (!body.length) {
        body.push(make("tr"));
        body[0].append(make("td", texts.no_rows, { colspan: headers.length + 1 }));
      }
      find(`[data-rows="${name}"]`).replaceChildren(head, ...body);
    }
    fill(held);
  }

  function line(name, { no, cells }, texts) {
    const row = make("tr");
    const box = make("input", undefined, { type: "checkbox", value: no,
      "aria-label": `${texts.tick}: No ${no}, ${cells.join(", ")}` });
    const first = make("td");
    first.append(box);
    row.append(first, make("td", no), ...cells.map((cell) => make("td", cell)));
    row.addEventListener("click", ({ target }) => target !== box && box.click());
    return row;
  }

  function judge({ result, exam }) {
    const section = show(find(".ott-t-result"), result);
    if (!result || judged === JSON.stringify(result)) return;
    judged = JSON.stringify(result);
    if (drawn && !exam) setTimeout(() => section.scrollIntoView({ block: "nearest" }));
    section.querySelector("h4").textContent = result.points;
    section.querySelector(".ott-t-standing").textContent = result.standing;
    section.classList.toggle("ott-t-passed", result.passed);
    section.querySelector("ul").replaceChildren(...result.parts.map(({ right, points, said }) => {
      const item = make("li", undefined, { class: right ? "ott-t-right" : "ott-t-wrong" });
      item.append(make("span", right ? "✓" : "✗"), make("span", points), make("span", said));
      return item;
    }));
    section.querySelector("div").replaceChildren(...result.remarks.map((said) => make("p", said)));
    show(section.querySelector(".ott-alert"), result.unrecorded).textContent = result.unrecorded;
  }

  function stage() {
    const { deciding, exam, tried, onward, texts } = model.get("state");
    for (const node of all("[data-late]")) show(node, !deciding);
    show(find(".ott-t-step"), !deciding && form.elements.verdict.value === "cannot");
    show(find('[data-send="hint"]'), !deciding && !exam);
    show(find("button.ott-main"), exam !== "over");
    show(find('[data-send="onward"]'), onward);
    show(find('[data-send="solution"]'), !deciding && !exam).disabled = !tried;
    find("button.ott-main").textContent = deciding ? texts.open_panel : exam ? texts.keep : texts.check;
  }

  function update() {
    const state = words();
    find("q").textContent = state.complaint;
    find("output").textContent = state.number;
    find("a").href = state.portal;
    offer(state);
    lay(state);
    if (filled !== state.filled) fill(state.form);
    filled = state.filled;
    judge(state);
    show(find(".ott-t-before"), state.before).textContent = state.before;
    show(find(".ott-t-error"), state.error).textContent = state.error;
    show(find(".ott-t-notice"), state.notice).textContent = state.notice;
    show(find(".ott-t-hint"), state.hint_said).textContent = state.hint_said;
    show(find(".ott-t-rows-said"), state.rows_said).textContent = state.rows_said;
    stage();
    if (shut && !state.deciding) form.elements.claim_status.focus(); // the form goes on, above the panel
    shut = state.deciding;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(model.get("state").deciding ? "decide" : "check", { form: values() });
  });
  // A second view of the same cell shows what was chosen in the first.
  form.addEventListener("change", () => {
    stage();
    send("draft", { form: values() });
  });
  for (const button of all("[data-send]")) {
    button.addEventListener("click", () => send(button.dataset.send, { form: values() }));
  }
  find(".ott-t-number button").addEventListener("click", async ({ target }) => {
    const { number, texts } = model.get("state");
    try {
      await navigator.clipboard.writeText(number);
      target.textContent = texts.copied;
    } catch {
      getSelection().selectAllChildren(find("output")); // Ctrl + C does the rest
    }
  });
  model.on("change:state", update);
  update();
  if (model.get("state").exam) setTimeout(() => el.scrollIntoView({ block: "nearest" })); // a round's next case
  drawn = true; // what was judged before this view was drawn moves nothing
  whenSeen(el, () => send("shown"));
}

export default { render };
