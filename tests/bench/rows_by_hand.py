"""The graded areas of reports as JSON rows, as a person would write it with PyYAML and json."""

import json
import sys
from pathlib import Path

import yaml

rows = []
for name in sys.argv[1:]:
    path = Path(name)
    for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
        report = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for entry in report["graded_areas"]:
            source = report.get("sources", {}).get(entry.get("source"), {})
            rows.append(
                {
                    "force": report["force"],
                    "cycle": report["cycle"],
                    "published": str(report.get("published")),
                    "area": entry["area"],
                    "grade": entry.get("grade"),
                    "ungraded": entry.get("ungraded"),
                    "note": entry.get("note"),
                    "source": entry.get("source"),
                    "source_url": source.get("url"),
                }
            )
json.dump({"rows": rows}, sys.stdout, ensure_ascii=False, indent=1)
