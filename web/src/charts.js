// Draws a payment plan from the table below it; the table stays, it is the text of the picture.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// The share stands above its bar, so that nothing has to be hovered.
const valueLabels = {
  id: "valueLabels",
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = style("--ink");
    ctx.font = `600 13px ${style("--sans")}`;
    ctx.textAlign = "center";
    chart.getDatasetMeta(0).data.forEach((bar, at) => {
      ctx.fillText(`${chart.data.datasets[0].data[at]}%`, bar.x, bar.y - 7);
    });
    ctx.restore();
  },
};

function draw(figure) {
  const table = document.querySelector(figure.dataset.source);
  const labels = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const values = [...table.tBodies[0].rows[0].cells].slice(1).map((cell) => Number(cell.dataset.value));
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", labels.map((label, at) => `${label}: ${values[at]}%`).join(", "));
  figure.replaceChildren(canvas);
  return new Chart(canvas, {
    type: "bar",
    data: {
      labels,
      datasets: [{ data: values, backgroundColor: style("--brand"), borderRadius: 3, maxBarThickness: 46 }],
    },
    options: {
      maintainAspectRatio: false,
      animation: false,
      layout: { padding: { top: 22 } },
      plugins: { tooltip: { enabled: false } },
      scales: {
        x: { grid: { display: false }, border: { color: style("--line") }, ticks: { color: style("--muted") } },
        y: { min: 0, max: 100, border: { display: false }, grid: { color: style("--line") },
          ticks: { stepSize: 50, color: style("--muted"), callback: (value) => `${value}%` } },
      },
    },
    plugins: [valueLabels],
  });
}

let charts = [];
function drawAll() {
  charts.forEach((chart) => chart.destroy());
  charts = [...document.querySelectorAll("[data-chart='payments']")].map(draw);
}
drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
