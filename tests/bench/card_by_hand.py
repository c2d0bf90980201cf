"""The card of one report as a person would write it with PyYAML and rich."""

import sys

import yaml
from rich.console import Console
from rich.table import Table

with open(sys.argv[1], encoding="utf-8") as file:
    report = yaml.load(file, Loader=yaml.CSafeLoader)

console = Console(width=100)
console.print(f"[bold]{report['force']} {report['cycle']}[/bold], published {report.get('published')}")
console.print(report.get("summary", ""))
tables = {
    "graded_areas": ("area", "grade", "note", "source"),
    "improvement_areas": ("area", "summary", "source"),
    "praise": ("area", "summary", "source"),
    "stakeholder_responses": ("name", "summary", "source"),
}
for key, columns in tables.items():
    table = Table(*columns, title=key.replace("_", " ").capitalize())
    for entry in report.get(key, ()):
        table.add_row(*(str(entry.get(column, "")) for column in columns))
    console.print(table)
for note in report.get("notes", ()):
    console.print(note)
for id, source in report["sources"].items():
    console.print(id, source.get("title"), source.get("url"))
