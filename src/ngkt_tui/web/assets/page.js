// The terminal measures its cells when it is made, so the letters with two marks have to be there before it.
addEventListener("DOMContentLoaded", async () => {
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
  document.querySelector("#again").addEventListener("click", () => location.reload());
});
