// What leaves the panel: letters to the clipboard, files to the downloads; and the keys, which work
// from anywhere in the panel. Nothing leaves while something is read, nor of a state that is over.

const FRAME = `
<div class="ott-out-fields">
  <label><span data-text="name"></span><input name="name" size="18" maxlength="80"
    autocomplete="off" spellcheck="false"></label>
  <p class="ott-said" role="status"></p>
  <p class="ott-wrong" role="alert"></p>
  <label class="ott-full" data-title="full_hint"><input name="full" type="checkbox">
    <span data-text="full"></span></label>
</div>
<textarea class="ott-by-hand" readonly rows="4" hidden></textarea>
<div class="ott-out-buttons">
  <span class="ott-quiet" aria-hidden="true">Alt +</span>
  ${["note", "whatsapp", "email", "escalation", "rows", "timeline", "html"]
    .map((form) => `<button type="button" data-form="${form}"><span data-text="${form}"></span>
      <kbd></kbd></button>`).join("")}
  <button type="button" data-form="xlsx" data-title="xlsx">.xlsx <kbd></kbd></button>
  <button type="button" class="ott-help" aria-expanded="false" data-title="keys">?</button>
</div>
<div class="ott-keys" role="dialog" data-label="keys" hidden><strong data-text="keys"></strong>
  <dl></dl><button type="button" data-text="close"></button></div>`;

const PATIENCE = 15000; // milliseconds until a kernel that says nothing is called silent
const KEPT = 200; // letters of a copied text that are shown

function render({ model, el }) {
  el.classList.add("ott-outbox");
  el.innerHTML = FRAME;
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  const panel = () => el.closest(".ott-panel");
  const name = find('[name="name"]');
  const full = find('[name="full"]'); // of one report: asked for anew with each
  const byHand = find(".ott-by-hand");
  const help = find(".ott-keys");
  let newest = null; // the token of the newest request; an answer to another one is dropped
  let silence;
  let ofCase;
  let spoken; // the language of what is said

  const texts = () => model.get("state").texts;

  function said(words, wrong = "") {
    find(".ott-said").textContent = words;
    find(".ott-wrong").textContent = wrong;
    byHand.hidden = true;
    byHand.value = "";
  }

  // A search that was sent but not yet heard of counts as under way.
  function blocked() {
    const { ready } = model.get("state");
    return !ready || panel().matches(".ott-blanked, .ott-waiting");
  }

  // What was typed or chosen a moment ago is answered first: the text has to be of that.
  async function settled() {
    const focused = document.activeElement;
    if (focused?.closest?.(".ott-answer")) {
      focused.blur();
      focused.focus({ preventScroll: true });
    }
    const until = Date.now() + PATIENCE;
    while (panel()?.querySelector(".ott-answer[data-waits]") && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async function request(form) {
    if (form === "new") {
      panel().querySelector('.ott-desk [data-send="new"]').click();
      return;
    }
    if (!model.get("state").shown) return;
    if (blocked()) {
      said("", texts().loading);
      return;
    }
    const token = (newest = String(Math.random()));
    await settled();
    if (newest !== token || blocked()) return;
    said("…");
    clearTimeout(silence);
    silence = setTimeout(() => said("", texts().silent), PATIENCE);
    model.send({ form, token, stand: model.get("state").stand,
      name: name.value, full: full.checked, ...occasion(el) });
  }

  async function receive(answer, buffers) {
    if (answer.token !== newest) return;
    newest = null;
    clearTimeout(silence);
    const over = !answer.error && answer.stand !== model.get("state").stand;
    if (answer.dropped || over || blocked()) {
      said("", model.get("state").ready ? texts().changed : "");
      return;
    }
    if (answer.error) {
      said("", answer.error);
      return;
    }
    const lacking = answer.lacking ? ` ${answer.lacking}` : "";
    if (answer.name) download(answer, buffers[0]);
    if (["html", "xlsx"].includes(answer.form)) full.checked = false;
    if (answer.text && !(await copied(answer.text))) {
      said("", texts().refused + lacking);
      byHand.value = answer.text;
      byHand.hidden = false;
      byHand.select();
      return;
    }
    const shown = answer.name || answer.text?.split("\n").find(Boolean)?.slice(0, KEPT) || "";
    said(answer.said && `✓ ${answer.said}: ${shown}`, lacking.trim());
  }

  function download({ name: title, mime }, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: mime }));
    link.download = title;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copiedByCommand(text);
    }
  }

  function copiedByCommand(text) {
    const focused = document.activeElement;
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.className = "ott-sr";
    el.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus?.({ preventScroll: true });
    return done;
  }

  function toggle(open) {
    if (help.hidden === !open) return;
    help.hidden = !open;
    find(".ott-help").setAttribute("aria-expanded", String(open));
    if (open) help.querySelector("button").focus();
    else if (help.contains(document.activeElement)) find(".ott-help").focus();
  }

  // A key counts in the panel, and where nothing else takes what is typed.
  function ours(target) {
    if (!panel() || !el.isConnected) return false;
    return panel().contains(target) || !target.closest?.("input, textarea, select, [contenteditable]");
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.repeat || !ours(event.target)) return;
    const { keys } = model.get("state");
    if (event.altKey && !event.shiftKey) {
      const form = Object.keys(keys).find((one) => event.code === `Key${keys[one]}`);
      if (!form) return;
      event.preventDefault();
      event.stopPropagation();
      request(form);
    } else if (event.key === "?" && !event.target.closest?.("input, textarea, select, [contenteditable]")) {
      if (!model.get("state").shown) return;
      event.preventDefault();
      toggle(help.hidden);
    } else if (event.key === "Escape" && !help.hidden) {
      toggle(false);
    }
  }

  function update() {
    const { texts: words, keys, language, ready, shown, case: own } = model.get("state");
    if (spoken !== language) said("");
    el.lang = spoken = language;
    el.hidden = !shown;
    for (const node of all("[data-text]")) node.textContent = words[node.dataset.text] ?? "";
    for (const node of all("[data-title]")) node.title = words[node.dataset.title] ?? "";
    for (const node of all("[data-label]")) {
      node.setAttribute("aria-label", words[node.dataset.label] ?? "");
    }
    name.placeholder = words.optional ?? "";
    for (const button of all("[data-form]")) {
      button.disabled = !ready;
      button.querySelector("kbd").textContent = keys[button.dataset.form];
      button.setAttribute("aria-keyshortcuts", `Alt+${keys[button.dataset.form]}`);
    }
    const rows = Object.entries(keys).map(([form, key]) => [`Alt + ${key}`, words[form]]);
    rows.push(["Esc", words.escape], ["?", words.this_list], ["ott snippets", words.snippets]);
    help.querySelector("dl").replaceChildren(...rows.flatMap(
      ([key, what]) => [
        Object.assign(document.createElement("dt"), { textContent: key }),
        Object.assign(document.createElement("dd"), { textContent: what }),
      ]));
    if (own !== ofCase) {
      name.value = "";
      full.checked = false;
      said("");
      newest = null;
    }
    ofCase = own;
    if (!shown) {
      toggle(false);
      said("");
    }
  }

  for (const button of all("[data-form]")) {
    button.addEventListener("click", () => request(button.dataset.form));
  }
  find(".ott-help").addEventListener("click", () => toggle(help.hidden));
  help.querySelector("button").addEventListener("click", () => toggle(false));
  const elsewhere = ({ target }) => {
    if (!help.contains(target) && !find(".ott-help").contains(target)) toggle(false);
  };
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("pointerdown", elsewhere, true);
  model.on("change:state", update);
  model.on("msg:custom", receive);
  update();
  el.addEventListener("keydown", (event) => event.stopPropagation());
  // A click on a word of the panel stays in it: what is typed next is no command of the notebook's.
  setTimeout(() => {
    panel()?.setAttribute("tabindex", "-1");
    panel()?.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  return () => {
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("pointerdown", elsewhere, true);
  };
}

export default { render };
