"""Writes the sections, tables and charts of the measurements as Markdown and SVG."""
import dataclasses
import itertools
import subprocess

WIDTH, HEIGHT = 900, 420  # of a chart, in pixels
COLOURS = ["#3b6ea5", "#d08a3c", "#5b9b62", "#a05195"]  # of its series


@dataclasses.dataclass
class Section:
    title: str
    text: str  # describes how the figures below it were measured, and their limits

    def markdown(self):
        return f"## {self.title}\n\n{self.text.strip()}\n"


@dataclasses.dataclass
class Table:
    title: str
    columns: list
    rows: list

    def markdown(self):
        def cells(row):
            return "| " + " | ".join(map(str, row)) + " |\n"

        rule = "| --- |" + " ---: |" * (len(self.columns) - 1) + "\n"
        return f"### {self.title}\n\n{cells(self.columns)}{rule}{''.join(map(cells, self.rows))}"


@dataclasses.dataclass
class Chart:
    name: str    # benchmarks-NAME.svg
    title: str
    unit: str
    series: dict  # series: {label or x: value}
    lines: bool = False  # a line chart over numbers; otherwise bars
    x: str = ""          # the label of the x axis
    log: bool = False    # logarithmic scale

    def markdown(self):
        return f"![{self.title}](benchmarks-{self.name}.svg)\n"

    def plot(self, folder):
        labels = list(dict.fromkeys(label for values in self.series.values() for label in values))
        script = [f"set terminal svg size {WIDTH},{HEIGHT} background rgb 'white' font 'sans-serif,12'",
                  f"set output '{folder}/benchmarks-{self.name}.svg'", f'set title "{self.title}" noenhanced',
                  f"set ylabel '{self.unit}'", "set key top left", "set grid ytics lc rgb '#dddddd'", "set border 3",
                  "set tics nomirror", "set yrange [0:*]", "set offsets 0,0,graph 0.25,0", "set rmargin 9"]
        if self.log:
            least = min(value for values in self.series.values() for value in values.values())
            script += ["set logscale y", f"set yrange [{least / 3}:*]"]
        if self.lines:
            style, look = "using 1:{column}", "with linespoints lw 2 pt 7 ps 0.6"
            script += [f"set xlabel '{self.x}'", "set xrange [0:*]"]
        else:
            style, look = "using {column}:xtic(1)", "with histogram"
            script += ["set style histogram cluster gap 1", "set style fill solid",
                       "set boxwidth 0.9", "set xtics rotate by -35 noenhanced"]
        script += ["$data << END"]
        script += [" ".join([f'"{label}"' if not self.lines else str(label)] +
                            [str(values.get(label, "?")) for values in self.series.values()]) for label in labels]
        script += ["END", "set datafile missing '?'"]
        plots = [f"$data {style.format(column=column)} title '{name}' noenhanced {look} lc rgb '{colour}'"
                 for column, (name, colour) in enumerate(zip(self.series, itertools.cycle(COLOURS)), 2)]
        script += ["plot " + ", ".join(plots)]
        subprocess.run(["gnuplot"], input="\n".join(script), text=True, check=True)


def write(folder, head, parts, plots):
    """Writes benchmarks.md and, if plots is true, its charts."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [part for part in parts if plots or not isinstance(part, Chart)]
    text = "\n".join([head, *(part.markdown() for part in parts)]).rstrip() + "\n"
    (folder / "benchmarks.md").write_text(text, encoding="utf-8")
    for part in parts:
        if isinstance(part, Chart):
            part.plot(folder)
