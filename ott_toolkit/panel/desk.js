// The desk: forms whose submit message carries what was typed, and what Python says in return.
// Everything that comes from Python is set as text, never as markup.

const FRAME = `
<div class="ott-bar">
  <strong>OTT Toolkit</strong>
  <details class="ott-connection">
    <summary><span data-show="mode"></span> · <span data-show="portal"></span>
      <span class="ott-light" aria-hidden="true">●</span> <span data-show="light"></span></summary>
    <form data-action="connect" autocomplete="off">
      <label><span data-text="address"></span><input name="url" inputmode="url" required></label>
      <label><span data-text="username"></span><input name="username" required></label>
      <label><span data-text="password"></span><input name="password" type="password"
        required autocomplete="off"></label>
      <label>Nama<input name="name"></label>
      <label>Regional<select name="regional"><option></option>${[1, 2, 3, 4, 5, 6, 7]
        .map((n) => `<option>${n}</option>`).join("")}</select></label>
      <label class="ott-keep" hidden><input name="keep" type="checkbox">
        <span data-text="keep"></span></label>
      <button type="submit" data-text="connect"></button>
      <button type="button" data-send="practice" data-text="use_practice"></button>
    </form>
    <p class="ott-practice" hidden><span data-text="practice_page"></span>
      <a target="_blank" rel="noopener"></a> · <span data-text="practice_login"></span></p>
  </details>
  <span class="ott-gap"></span>
  <label class="ott-purpose"><span data-text="purpose"></span><select name="purpose"></select></label>
  <button type="button" data-opens="history" data-text="history" aria-haspopup="dialog"
    aria-expanded="false"></button>
  <span class="ott-asof" data-show="asof"></span>
  <span role="group" data-label="language" class="ott-languages">
    <button type="button" data-language="id" lang="id" title="Bahasa Indonesia">id</button>
    <button type="button" data-language="en" lang="en" title="English">en</button>
  </span>
</div>
<div class="ott-enter">
  <form data-action="search" class="ott-search" autocomplete="off">
    <label><span data-text="number"></span>
      <input name="number" inputmode="numeric" size="18" maxlength="60" data-hint="number"></label>
    <label><span data-text="ticket"></span>
      <input name="ticket" size="14" maxlength="40" spellcheck="false" data-hint="ticket_hint"></label>
    <label><span data-text="asof"></span><input name="asof" type="date"></label>
    <button type="submit" class="ott-main" data-text="search"></button>
  </form>
  <form data-action="paste" class="ott-paste">
    <label><span data-text="paste"></span>
      <textarea name="text" rows="1" data-hint="paste_hint"></textarea></label>
    <button type="submit" data-text="read"></button>
  </form>
  <label class="ott-upload" tabindex="0" role="button"><span data-text="upload"></span>
    <input type="file" multiple accept=".html,.htm,.csv,.tsv,.txt,.xls,.xlsx" tabindex="-1"></label>
  <button type="button" data-send="new" data-text="new_case"></button>
</div>
<div class="ott-refused" role="alert" hidden></div>
<div class="ott-alert" role="alert" hidden></div>
<div class="ott-silent" role="alert" data-text="silent" hidden></div>
<div class="ott-progress" role="status" hidden>
  <progress></progress> <span data-show="busy"></span>
  <button type="button" data-send="cancel" data-text="cancel"></button>
</div>
<div class="ott-strip" aria-live="polite" hidden>
  <strong data-show="case_number"></strong> <b data-show="opened"></b> <span data-show="strip"></span>
  <span class="ott-evidence" data-show="evidence"></span>
  <button type="button" class="ott-all" data-text="show_all" title="Esc" hidden></button>
  <details class="ott-filter">
    <summary><span data-show="filter"></span></summary>
    <form data-action="filter" autocomplete="off">
      <label><span data-text="since"></span><input name="since" type="date"></label>
      <label><span data-text="until"></span><input name="until" type="date"></label>
      <label><span data-text="ott"></span><select name="service"></select></label>
      <button type="submit" data-text="apply"></button>
      <button type="reset" data-text="show_all"></button>
      <span data-text="filter_scope"></span>
    </form>
  </details>
</div>
<p class="ott-notice" aria-live="polite" hidden></p>`;

const PATIENCE = 8000; // milliseconds until a kernel that says nothing is called silent

function values(form) {
  return Object.fromEntries(
    [...new FormData(form)].filter(([, value]) => typeof value === "string"),
  );
}

function digits(text) {
  return text.replace(/[^0-9]/g, "");
}

function render({ model, el }) {
  el.classList.add("ott-desk");
  el.innerHTML = FRAME;
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  const number = find('[name="number"]');
  const ticket = find('[name="ticket"]');
  const purpose = find('[name="purpose"]');
  const forms = Object.fromEntries(all("form").map((form) => [form.dataset.action, form]));
  const upload = find(".ott-upload");
  const file = find('input[type="file"]');
  const day = forms.search.elements.asof;
  let chosen = ""; // a day that was chosen stays until a new case; one that is preset is not sent
  let spent = { number: "", ticket: "" }; // the ticket that was used last, and for whom
  let stood = 0;
  let filled = "";
  let newest = null; // the token of the newest «new case»
  let heard = true; // whether Python has heard of it
  let asked = false; // whether anything was asked for here
  let awaited = null; // the token of the newest message of all, until Python has heard of it
  let silence;

  // Python gives back each message's token. A kernel that has ended gives nothing back, ever.
  function send(action, content = {}, buffers = []) {
    const token = String(Math.random());
    awaited = token;
    asked = true;
    cover();
    clearTimeout(silence);
    silence = setTimeout(() => show(".ott-silent", true), PATIENCE);
    model.send({ action, token, ...occasion(el), ...content }, undefined, buffers);
    return token;
  }

  day.addEventListener("input", () => {
    chosen = day.value;
  });
  // A ticket is one case's: it does not go on to the next number that is typed.
  number.addEventListener("input", () => {
    if (digits(number.value) === spent.number) ticket.value ||= spent.ticket;
    else if (ticket.value === spent.ticket) ticket.value = "";
  });
  for (const [action, form] of Object.entries(forms)) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (find(".ott-main").disabled) return;
      if (action === "search") spent = { number: digits(number.value), ticket: ticket.value };
      send(action, { ...values(form), asof: chosen });
      if (form.elements.password) form.elements.password.value = "";
      if (action === "paste") form.reset();
    });
  }
  // Whether this computer can keep a password is looked for when it is about to be typed.
  find(".ott-connection").addEventListener("toggle", (event) => {
    if (event.target.open && !model.get("state").connection.keyring) send("keyring");
  });
  forms.connect.addEventListener("input", showKept);
  forms.filter.addEventListener("reset", () => send("filter"));
  find(".ott-all").addEventListener("click", () => send("filter"));
  // What is pasted is read at once: one key for the analyst, the button is for what was typed.
  forms.paste.elements.text.addEventListener("paste", () =>
    setTimeout(() => forms.paste.requestSubmit()));
  upload.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      file.click();
    }
  });
  file.addEventListener("change", async () => {
    const files = [...file.files];
    const begun = newest;
    file.value = "";
    const contents = await Promise.all(files.map((one) => one.arrayBuffer()));
    if (files.length && begun === newest) {
      send("upload", { asof: chosen, names: files.map((one) => one.name) }, contents);
    }
  });
  for (const button of all("[data-send]")) {
    button.addEventListener("click", () => {
      const token = send(button.dataset.send);
      if (button.dataset.send === "new") blank(token);
    });
  }
  find("[data-opens]").addEventListener("click", () => {
    el.closest(".ott-panel").querySelector(".ott-history").dispatchEvent(new Event("ott-toggle"));
  });
  for (const button of all("[data-language]")) {
    button.addEventListener("click", () => send("language", { language: button.dataset.language }));
  }

  // The old case leaves the screen with the click, all that is shown of it included, and comes back
  // with no message that was under way: messages count again once Python has heard of the new case.
  function blank(token) {
    newest = token;
    heard = false;
    chosen = "";
    spent = { number: "", ticket: "" };
    purpose.selectedIndex = 0;
    for (const form of [forms.search, forms.paste, forms.filter]) {
      for (const field of form.querySelectorAll("input, textarea, select")) field.value = "";
    }
    cover();
    number.focus();
  }

  function cover() {
    const panel = el.closest(".ott-panel");
    panel?.classList.toggle("ott-blanked", !heard);
    panel?.classList.toggle("ott-waiting", Boolean(awaited)); // nothing is copied meanwhile
  }

  function show(selector, text) {
    const node = find(selector);
    node.hidden = !text;
    return node;
  }

  // A kept password belongs to one address and username; with others it has to be typed.
  function showKept() {
    const { kept, remembered } = model.get("state").connection;
    const { url, username, password } = forms.connect.elements;
    const own = kept && url.value === remembered.url && username.value === remembered.username;
    password.required = !own;
    password.placeholder = own ? model.get("state").texts.kept : "";
  }

  function filtered() {
    return Object.values(model.get("state").case?.chosen ?? {}).some(Boolean);
  }

  // The fields hold what is chosen for this case; what is being typed there is left alone.
  function fillFilter(state) {
    const { number, services, chosen } = state.case;
    const select = forms.filter.elements.service;
    const typed = select.value;
    const options = services.map((name) => new Option(name, name));
    select.replaceChildren(new Option(state.texts.all_ott, ""), ...options);
    select.value = typed;
    const key = JSON.stringify([number, chosen]);
    if (key === filled) return;
    filled = key;
    for (const [name, value] of Object.entries(chosen)) forms.filter.elements[name].value = value;
  }

  function update() {
    const state = model.get("state");
    heard ||= state.heard === newest;
    if (state.heard === awaited) awaited = null;
    cover();
    clearTimeout(silence);
    show(".ott-silent", false);
    const texts = state.texts;
    const said = {
      mode: state.connection.mode,
      portal: state.connection.portal,
      light: state.connection.light,
      asof: state.asof_text,
      busy: state.busy,
      case_number: state.case?.number ?? "",
      strip: state.case?.strip ?? "",
      evidence: state.case?.evidence ?? "",
      opened: state.case?.opened ?? "",
      filter: state.case?.filter ?? "",
    };
    el.lang = state.language;
    for (const node of all("[data-text]")) node.textContent = texts[node.dataset.text];
    for (const node of all("[data-label]")) {
      node.setAttribute("aria-label", texts[node.dataset.label]);
    }
    for (const node of all("[data-hint]")) node.placeholder = texts[node.dataset.hint];
    for (const node of all("[data-show]")) node.textContent = said[node.dataset.show];
    for (const node of all("[data-language]")) {
      node.setAttribute("aria-pressed", String(node.dataset.language === state.language));
    }
    if (state.connection.count !== stood) {
      find(".ott-connection").open = false;
      chosen = ticket.value = "";
    }
    stood = state.connection.count;
    show(".ott-keep", state.connection.keyring);
    showKept();
    find(".ott-light").classList.toggle("ott-on", state.connection.ready);
    const link = show(".ott-practice", state.connection.practice).querySelector("a");
    link.href = link.textContent = state.connection.practice;
    refuse(state.ticket_error);
    show(".ott-alert", state.error).textContent = state.error;
    show(".ott-notice", state.notice).textContent = state.notice;
    show(".ott-progress", state.busy);
    show(".ott-strip", state.case).classList.toggle("ott-opened", Boolean(said.opened));
    for (const node of all("form button[type=submit], [data-send=practice], .ott-upload input")) {
      node.disabled = Boolean(state.busy);
    }
    find(".ott-all").hidden = !filtered();
    fillPurposes(state.purposes);
    if (state.case) fillFilter(state);
    else filled = "";
    if (!chosen && !day.matches(":focus")) day.value = state.asof; // half a day is no choice yet
  }

  // What is wrong with the ticket is said below its field; what was said once takes no focus again.
  function refuse(error) {
    const fresh = error && find(".ott-refused").hidden;
    show(".ott-refused", error).textContent = error;
    ticket.setAttribute("aria-invalid", String(Boolean(error)));
    if (fresh) ticket.focus();
  }

  function fillPurposes(purposes) {
    const { selectedIndex } = purpose;
    purpose.replaceChildren(...purposes.map(([value, words]) => new Option(words, value)));
    purpose.selectedIndex = Math.max(0, selectedIndex);
  }

  // A number that a paste brought along waits in the empty field for Enter; a typed one stays. A
  // case that is opened again brings what it was looked up for.
  function offer({ waiting, again }) {
    if (again && heard) {
      chosen = "";
      number.value = "";
      ticket.value = again.ticket;
      purpose.value = again.purpose;
      spent = { number: digits(waiting), ticket: again.ticket };
    }
    if (waiting && heard && !number.value) {
      number.value = waiting;
      number.focus();
    }
  }

  for (const [name, value] of Object.entries(model.get("state").connection.remembered)) {
    if (forms.connect.elements[name]) forms.connect.elements[name].value = value;
  }
  model.on("change:state", update);
  model.on("msg:custom", offer);
  update();
  // A case belongs at the top of the screen, where the eye is; one that a lesson laid here does not.
  let shown = "";
  model.on("change:state", () => {
    const current = model.get("state").case?.number ?? "";
    if (current && current !== shown && asked) el.scrollIntoView({ block: "start" });
    shown = current;
  });
  // Keys pressed here belong to the panel, not to the notebook around it.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.stopPropagation());
  // What is read is given up, else what is filtered away comes back, wherever the key is pressed.
  function onKey(event) {
    const panel = el.closest(".ott-panel");
    if (event.key !== "Escape" || !panel?.contains(event.target)) return;
    const { busy } = model.get("state");
    const taken = event.target.matches("input, select, textarea") || panel.querySelector(":is(.ott-keys, .ott-sheet):not([hidden])");
    if (!busy && (taken || !filtered())) return;
    event.preventDefault();
    send(busy ? "cancel" : "filter");
  }
  document.addEventListener("keydown", onKey, true);
  // What is typed after Shift + Enter is a number, no command of the notebook's. A panel that is
  // not in sight takes no keys: where all cells are run, the page would jump to it.
  setTimeout(() => {
    const { top, bottom, width } = number.getBoundingClientRect();
    const seen = width && top >= 0 && bottom <= innerHeight;
    if (seen && !document.activeElement?.matches("input, select, textarea, [contenteditable=true], .jp-OutputArea *")) {
      number.focus({ preventScroll: true });
    }
  });
  return () => document.removeEventListener("keydown", onKey, true);
}

export default { render };
