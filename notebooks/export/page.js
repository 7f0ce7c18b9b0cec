for (const figure of document.querySelectorAll("figure.chart")) {
  const spec = JSON.parse(figure.firstElementChild.textContent);
  vegaEmbed(figure.appendChild(document.createElement("div")), spec, {actions: false, renderer: "svg"});
}
