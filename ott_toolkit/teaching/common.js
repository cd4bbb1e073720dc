// What the teaching widgets share. Everything that comes from Python is set as text, never as markup.

const PATIENCE = 8000; // milliseconds until a kernel that says nothing is called silent

const HEAD = `
<div class="ott-t-head">
  <form data-action="name" autocomplete="off">
    <label><span data-text="trainee"></span> <input name="name" maxlength="60" required></label>
    <button type="submit" data-text="save_name"></button>
  </form>
  <p class="ott-t-named"><span data-text="recorded_as"></span> <strong></strong>
    <button type="button" class="ott-t-link" data-text="change"></button></p>
  <p class="ott-t-progress" role="status"></p>
</div>
<p class="ott-alert ott-t-silent" role="alert" data-text="silent" hidden></p>`;

function make(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function show(node, visible) {
  node.hidden = !visible;
  return node;
}

// A notebook draws all its widgets at once: the time of each runs from when it is looked at.
function whenSeen(node, act) {
  const watching = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watching.disconnect();
    act();
  });
  watching.observe(node);
}

// A widget's frame: its words, the trainee's name, and messages that Python answers by their token.
function begin({ model, el }, frame) {
  el.classList.add("ott-teach");
  el.innerHTML = HEAD + frame;
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  let awaited = null;
  let silence;
  let renaming = false;

  function send(action, content = {}) {
    awaited = String(Math.random());
    el.dataset.waits = awaited;
    clearTimeout(silence);
    silence = setTimeout(() => show(find(".ott-t-silent"), true), PATIENCE);
    model.send({ action, token: awaited, ...content });
  }

  const head = find('[data-action="name"]');
  head.addEventListener("submit", (event) => {
    event.preventDefault();
    renaming = false;
    send("name", { name: head.elements.name.value });
  });
  find(".ott-t-named button").addEventListener("click", () => {
    renaming = true;
    words();
    head.elements.name.focus();
  });

  function words() {
    const state = model.get("state");
    el.lang = state.language;
    if (state.heard === awaited) {
      delete el.dataset.waits;
      clearTimeout(silence);
      show(find(".ott-t-silent"), false);
    }
    for (const node of all("[data-text]")) node.textContent = state.texts[node.dataset.text] ?? "";
    for (const node of all("[data-hint]")) node.placeholder = state.texts[node.dataset.hint] ?? "";
    const named = Boolean(state.trainee) && !renaming;
    show(find(".ott-t-head"), !state.exam); // within a round the round's own is enough
    for (const node of all(".ott-t-progress")) show(node, state.progress).textContent = state.progress;
    const held = head.contains(document.activeElement);
    show(head, !named);
    show(find(".ott-t-named"), named).querySelector("strong").textContent = state.trainee;
    if (held && named) find(".ott-t-named button").focus(); // the keys go on from here
    return state;
  }

  // Keys pressed here belong to the widget, not to the notebook around it.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.stopPropagation());
  return { find, all, send, words };
}
