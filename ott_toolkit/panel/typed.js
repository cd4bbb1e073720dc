// Ticket and purpose are typed once, in the desk; each message that works on the case takes them along.
function occasion(el) {
  const desk = el.closest(".ott-panel").querySelector(".ott-desk");
  return Object.fromEntries(["ticket", "purpose"].map(
    (name) => [name, desk.querySelector(`[name="${name}"]`).value]));
}

