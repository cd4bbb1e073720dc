// «Halaman lain»: a button a page of the menu; a page is read when its button is pressed.
// Everything that comes from Python is set as text, never as markup.

const FRAME = `
<p class="ott-quiet" data-text="undocumented"></p>
<p class="ott-nobody" hidden></p>
<div class="ott-menu" role="group" data-label="menu"></div>
<div class="ott-of-page" hidden>
  <p><strong></strong> <span class="ott-quiet" data-show="said"></span>
    <span class="ott-quiet" data-show="drawn"></span></p>
  <p class="ott-wrong" role="alert"></p>
  <p class="ott-none"></p>
  <div class="ott-rows" role="region" tabindex="0"><table class="ott-grid">
    <thead><tr></tr></thead><tbody></tbody></table></div>
  <p class="ott-quiet" data-show="more"></p>
</div>`;

const SIGNS = { read: " ✓", failed: " !", "": "" };

function cells(tag, texts) {
  return texts.map((text) => Object.assign(document.createElement(tag), { textContent: text }));
}

function render({ model, el }) {
  el.classList.add("ott-page", "ott-others");
  el.innerHTML = FRAME;
  const find = (selector) => el.querySelector(selector);
  const all = (selector) => [...el.querySelectorAll(selector)];
  const menu = find(".ott-menu");
  const rows = find(".ott-rows");
  let offered = "";
  let shown;

  // The buttons stay while they are called the same: the one that was pressed keeps the focus.
  function offer(pages) {
    const names = JSON.stringify(pages.map(({ name }) => name));
    if (names !== offered) {
      menu.replaceChildren(...pages.map(({ name, shown: text }) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(Object.assign(document.createElement("span"), { textContent: text }));
        button.append(Object.assign(document.createElement("b"), { className: "ott-state" }));
        button.addEventListener("click", () => {
          const { case: own, busy } = model.get("state");
          if (!busy) model.send({ name, case: own, ...occasion(el) });
        });
        return button;
      }));
    }
    offered = names;
  }

  function fill(page) {
    find(".ott-of-page").hidden = !page;
    find("strong").textContent = page?.name ?? "";
    find(".ott-wrong").textContent = page?.error ?? "";
    find(".ott-none").textContent = page?.none ?? "";
    for (const node of all("[data-show]")) {
      node.textContent = page?.[node.dataset.show] ?? "";
      node.hidden = !node.textContent;
    }
    rows.hidden = !page?.rows.length;
    rows.setAttribute("aria-label", page?.name ?? "");
    find("thead tr").replaceChildren(...cells("th", page?.columns ?? []));
    find("tbody").replaceChildren(...(page?.rows ?? []).map((row) => {
      const line = document.createElement("tr");
      line.append(...cells("td", row));
      return line;
    }));
    rows.scrollTop = 0;
  }

  function update() {
    const { texts, language, pages, nobody, open, busy, page } = model.get("state");
    el.lang = language;
    for (const node of all("[data-text]")) node.textContent = texts[node.dataset.text] ?? "";
    menu.setAttribute("aria-label", texts.menu ?? "");
    find(".ott-nobody").textContent = nobody;
    find(".ott-nobody").hidden = !nobody;
    offer(pages);
    // Not «disabled»: a button that is pressed keeps the focus while its page is read.
    [...menu.children].forEach((button, place) => {
      const { name, state } = pages[place];
      button.setAttribute("aria-pressed", String(name === open));
      button.setAttribute("aria-disabled", String(busy));
      button.querySelector("b").textContent = SIGNS[state];
      button.querySelector("b").title = texts[state] ?? "";
    });
    const now = JSON.stringify(page);
    if (now !== shown) fill(page);
    shown = now;
  }

  model.on("change:state", update);
  update();
  // Keys pressed here belong to the panel, not to the notebook around it.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.stopPropagation());
}

export default { render };
