// The look-up log: a sheet over the panel, filled each time it is opened and emptied when it closes.

const COLUMNS = ["time", "number", "ticket", "outcome", "evidence"];
const FRAME = `
<div class="ott-sheet" role="dialog" data-label="title" hidden>
  <p><strong data-text="title"></strong> <span class="ott-quiet" data-show="scope"></span>
    <button type="button" class="ott-close" data-text="close"></button></p>
  <p class="ott-wrong" role="alert"></p>
  <p class="ott-none" role="status"></p>
  <table class="ott-grid" hidden><thead><tr>${COLUMNS
    .map((name) => `<th data-text="${name}"></th>`).join("")}<th></th></tr></thead><tbody></tbody></table>
</div>`;

function cell(text, className = "") {
  return Object.assign(document.createElement("td"), { textContent: text, className });
}

function render({ model, el }) {
  el.classList.add("ott-history");
  el.innerHTML = FRAME;
  const find = (selector) => el.querySelector(selector);
  const sheet = find(".ott-sheet");
  const rows = find("tbody");
  const button = () => el.closest(".ott-panel")?.querySelector(".ott-desk [data-opens=history]");

  function line({ entry, opens, ...shown }) {
    const row = document.createElement("tr");
    row.append(cell(shown.time), cell(shown.number), cell(shown.ticket),
      cell(shown.outcome, "ott-free"), cell(`#${entry}`));
    const last = cell("");
    if (opens) {
      const again = Object.assign(document.createElement("button"), {
        type: "button", className: "ott-again", textContent: model.get("state").texts.open });
      again.setAttribute("aria-label", `${again.textContent} #${entry}`);
      again.addEventListener("click", () => {
        close();
        model.send({ action: "open", entry });
      });
      last.append(again);
    }
    row.append(last);
    return row;
  }

  function receive({ rows: listed, error = "", practising }) {
    if (sheet.hidden) return;
    const { texts } = model.get("state");
    find(".ott-wrong").textContent = error;
    find(".ott-none").textContent = error || listed.length ? "" : texts.none;
    find('[data-show="scope"]').textContent = practising ? texts.scope_practice : texts.scope;
    find("table").hidden = !listed.length;
    rows.replaceChildren(...listed.map(line));
    (find(".ott-again") ?? find(".ott-close")).focus();
  }

  function open() {
    sheet.hidden = false;
    button()?.setAttribute("aria-expanded", "true");
    model.send({ action: "list" });
  }

  function close() {
    if (sheet.hidden) return;
    const inside = sheet.contains(document.activeElement);
    sheet.hidden = true;
    rows.replaceChildren();
    button()?.setAttribute("aria-expanded", "false");
    if (inside) button()?.focus();
  }

  function update() {
    const { texts, language } = model.get("state");
    el.lang = language;
    for (const node of el.querySelectorAll("[data-text]")) {
      node.textContent = texts[node.dataset.text] ?? "";
    }
    sheet.setAttribute("aria-label", texts.title ?? "");
  }

  find(".ott-close").addEventListener("click", close);
  el.addEventListener("ott-toggle", () => (sheet.hidden ? open() : close()));
  el.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  });
  const elsewhere = ({ target }) => {
    if (!sheet.contains(target) && target !== button()) close();
  };
  document.addEventListener("pointerdown", elsewhere, true);
  model.on("change:state", update);
  model.on("msg:custom", receive);
  update();
  return () => document.removeEventListener("pointerdown", elsewhere, true);
}

export default { render };
