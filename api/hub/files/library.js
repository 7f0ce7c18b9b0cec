// What a reader keeps: favourites and saved searches, in this browser and nowhere else. The library is told only that
// one more, or one fewer, keeps a resource; without JavaScript none of this is shown, and all else works.
(function () {
  "use strict";
  const coop = document.currentScript.dataset.coop || ""; // whose library, where there are several: numbers are its own
  const KEPT = "ronda-library-kept" + (coop && "-" + coop);
  const SAVED = "ronda-library-searches";
  const MOST = 200;

  function read(name) {
    try {
      const found = JSON.parse(localStorage.getItem(name) || "[]");
      return Array.isArray(found) ? found : [];
    } catch (error) {
      return [];
    }
  }
  function write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value.slice(-MOST)));
    } catch (error) {
      // a browser that keeps nothing: the page works all the same
    }
  }

  function showKept() {
    const kept = read(KEPT);
    for (const button of document.querySelectorAll("[data-keep]")) {
      const on = kept.includes(Number(button.dataset.keep));
      button.setAttribute("aria-pressed", String(on));
      button.querySelector("[aria-hidden]").textContent = on ? "★" : "☆";
      button.closest(".keep").hidden = false;
    }
    for (const link of document.querySelectorAll("[data-kept]")) {
      const asked = new URLSearchParams(kept.map((id) => ["id", id]));
      if (coop) asked.append("coop", coop);
      link.href = "/library/kept?" + asked;
      link.querySelector("[data-kept-count]").textContent = String(kept.length);
      link.parentElement.hidden = kept.length === 0;
    }
  }

  function turn(button) {
    const id = Number(button.dataset.keep);
    const kept = read(KEPT);
    const on = !kept.includes(id);
    write(KEPT, on ? [...kept, id] : kept.filter((one) => one !== id));
    showKept();
    const address = "/v1/library/resources/" + id + "/favourite" + (coop ? "?coop=" + encodeURIComponent(coop) : "");
    fetch(address, { method: on ? "PUT" : "DELETE", credentials: "omit" }).catch(() => {});
  }

  function ours(address) {
    return typeof address === "string" && (address === "/library" || address.startsWith("/library?"));
  }

  function showSaved() {
    const list = document.querySelector("[data-saved]");
    if (!list) return;
    const saved = read(SAVED).filter((one) => one && ours(one.address));
    list.replaceChildren(
      ...saved.map((one) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.address;
        link.textContent = one.name || one.address;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "plain";
        button.textContent = list.dataset.forget;
        button.setAttribute("aria-label", list.dataset.forget + ": " + link.textContent);
        button.addEventListener("click", () => {
          write(SAVED, read(SAVED).filter((other) => other.address !== one.address));
          showSaved();
          document.getElementById("found").focus();
        });
        item.append(link, " ", button);
        return item;
      }),
    );
    list.closest(".saved").hidden = saved.length === 0;
  }

  for (const button of document.querySelectorAll("[data-keep]")) {
    button.addEventListener("click", () => turn(button));
  }
  for (const button of document.querySelectorAll("[data-save]")) {
    if (!button.dataset.name) continue; // nothing is sought: there is nothing to save
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      const others = read(SAVED).filter((one) => one && one.address !== button.dataset.save);
      write(SAVED, [...others, { name: button.dataset.name, address: button.dataset.save }]);
      showSaved();
    });
  }
  const heading = document.getElementById("found");
  if (heading) heading.tabIndex = -1;
  showKept();
  showSaved();
})();
