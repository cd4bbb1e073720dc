const FRAME = `
<form data-action="quiz" autocomplete="off">
  <div class="ott-t-questions"></div>
  <p class="ott-t-buttons"><button type="submit" class="ott-main" data-text="check_all"></button>
    <span class="ott-t-progress"></span></p>
</form>
<p class="ott-alert ott-t-error" role="alert" hidden></p>`;

let groups = 0; // two views of one cell share no group of radio buttons

function render({ model, el }) {
  const { find, send, words } = begin({ model, el }, FRAME);
  const form = find('[data-action="quiz"]');
  const group = `ott-quiz-${(groups += 1)}-`;
  const drawn = {}; // name of a question → its nodes
  let filled = null;

  function values() {
    return Object.fromEntries(model.get("state").questions.map(({ name, kind }) => {
      const fields = [...drawn[name].answer.querySelectorAll("input")];
      const chosen = fields.filter((field) => field.checked).map((field) => field.value);
      return [name, kind === "typed" ? fields[0].value : kind === "many" ? chosen : chosen[0] ?? ""];
    }));
  }

  function fill(given) {
    for (const [name, { answer, kind }] of Object.entries(drawn)) {
      for (const field of answer.querySelectorAll("input")) {
        const value = given[name] ?? "";
        if (kind === "typed") field.value = value;
        else field.checked = [value].flat().includes(field.value);
      }
    }
  }

  function draw({ name, kind, options }) {
    const section = make("section", undefined, { class: "ott-t-question", "data-name": name });
    const ask = make("p", undefined, { class: "ott-t-ask", id: `${group}${name}` });
    const answer = make("div", undefined, { class: "ott-t-options", role: kind === "one" ? "radiogroup" : "group",
      "aria-labelledby": ask.id });
    const many = make("p", undefined, { class: "ott-quiet" });
    const texts = [];
    if (kind === "typed") {
      answer.append(make("input", undefined, { size: 28, maxlength: 80, "aria-labelledby": ask.id }));
    }
    for (const [value] of options) {
      const label = make("label");
      const type = kind === "many" ? "checkbox" : "radio";
      texts.push(make("span"));
      label.append(make("input", undefined, { type, value, name: group + name }), texts.at(-1));
      answer.append(label);
    }
    const button = make("button", undefined, { type: "button" });
    button.addEventListener("click", () => send("check", { names: [name], form: values() }));
    const row = make("p", undefined, { class: "ott-t-row" });
    row.append(button);
    if (kind === "typed") {
      row.prepend(answer);
      answer.firstChild.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault(); // Enter checks the question in which it was pressed
        button.click();
      });
    }
    const said = make("div", undefined, { class: "ott-t-said", role: "status" });
    section.append(ask, many, ...(kind === "typed" ? [] : [answer]), row, said);
    find(".ott-t-questions").append(section);
    return { ask, many, answer, texts, button, said, kind };
  }

  function update() {
    const state = words();
    for (const [n, question] of state.questions.entries()) {
      const nodes = (drawn[question.name] ??= draw(question));
      nodes.ask.textContent = `${n + 1}. ${question.ask}`;
      show(nodes.many, question.kind === "many").textContent = state.texts.many;
      nodes.button.textContent = state.texts.check;
      question.options.forEach(([, said], n) => (nodes.texts[n].textContent = said));
      nodes.said.classList.toggle("ott-t-right", question.right);
      nodes.said.classList.toggle("ott-t-wrong", !question.right && question.read);
      if (nodes.said.dataset.now !== JSON.stringify(question.said)) {
        nodes.said.dataset.now = JSON.stringify(question.said);
        const mark = question.right ? "✓ " : question.read ? "✗ " : "";
        nodes.said.replaceChildren(...question.said.map((said, n) => make("p", n ? said : mark + said)));
      }
    }
    if (filled !== state.filled) fill(state.given);
    filled = state.filled;
    show(find(".ott-t-error"), state.error).textContent = state.error;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("check", { names: model.get("state").questions.map(({ name }) => name), form: values() });
  });
  form.addEventListener("change", () => send("draft", { form: values() }));
  model.on("change:state", update);
  update();
  whenSeen(el, () => send("shown"));
}

export default { render };
