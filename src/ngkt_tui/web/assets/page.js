const SECONDS_BETWEEN_TRIES = 3;
const LOST = 1006, RESTARTED = 1012; // codes with which a socket closes

// The server ends what this tab has lost before it starts anew, so that what was typed is there again.
function tabName() {
  const known = sessionStorage.getItem("tab");
  const name = known ?? Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(16)).join("");
  sessionStorage.setItem("tab", name);
  return name;
}

async function comeBack() {
  for (;;) {
    await new Promise((done) => setTimeout(done, 1000 * SECONDS_BETWEEN_TRIES));
    try {
      await fetch("/", { redirect: "manual" });
      return location.reload();
    } catch {} // not there yet
  }
}

window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("close", (event) => {
      if (![LOST, RESTARTED].includes(event.code)) return;
      document.body.classList.add("-lost");
      comeBack();
    });
  }
};

// The terminal measures its cells when it is made, so the letters with two marks have to be there before it.
addEventListener("DOMContentLoaded", async () => {
  document.querySelector("#terminal").dataset.sessionWebsocketUrl += `/${tabName()}`;
  document.querySelector("#again").addEventListener("click", () => location.reload());
  const styles = ["16px", "bold 16px", "italic 16px"];
  await Promise.all(styles.map((style) => document.fonts.load(`${style} "Roboto Mono"`, "ếẫ")));
  const script = document.createElement("script");
  script.src = "/static/js/textual.js";
  script.onload = () => {
    dispatchEvent(new Event("load"));
    document.querySelector("#terminal textarea")?.focus();
  };
  const isLoaded = document.readyState === "complete" ? Promise.resolve() : new Promise((done) => addEventListener("load", done, { once: true }));
  await isLoaded;
  document.body.append(script);
});
