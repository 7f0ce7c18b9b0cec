// What makes the pages handier where there is JavaScript; without it they work all the same.
(function () {
  "use strict";
  // A select that only changes what is shown sends its form by itself; its button is then not needed.
  for (const form of document.querySelectorAll("form.at-once")) {
    const button = form.querySelector("button");
    if (button) button.hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }
})();
