-- The tables and views of `peel export`. Every entry names its force and its cycle, so few questions need a join.

CREATE TABLE about (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE grades (
  grade TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,         -- on the scale of five grades; 1 is the best
  rank_of_four INTEGER           -- on the scale of four grades, which has no "adequate"
);

CREATE TABLE cycles (
  cycle TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,     -- 1 is the oldest cycle; 0 where its place in time is not known
  grades INTEGER,                -- on its scale: 4 or 5
  areas_known INTEGER NOT NULL   -- 1 if all areas of the cycle are known
);

CREATE TABLE forces (
  force TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  in_peel INTEGER NOT NULL,      -- 1 for the 43 forces that PEEL inspects
  ons_code TEXT,
  police_uk_id TEXT,
  region TEXT,
  country TEXT
);

CREATE TABLE areas (
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  area TEXT NOT NULL,
  name TEXT NOT NULL,            -- the name that this cycle gives it
  short_name TEXT NOT NULL,
  position INTEGER,              -- in the inspectorate's order; empty if the cycle does not list the area
  graded TEXT CHECK (graded IN ('always', 'sometimes', 'never')),
  separately_graded INTEGER NOT NULL,
  PRIMARY KEY (cycle, area)
);

CREATE TABLE comparability (
  earlier TEXT NOT NULL REFERENCES cycles (cycle),
  later TEXT NOT NULL REFERENCES cycles (cycle),
  comparable INTEGER,            -- 1 yes, 0 no; empty where the inspectorate has said nothing
  reason TEXT NOT NULL,
  source TEXT,
  PRIMARY KEY (earlier, later)
);

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  force_name TEXT NOT NULL,
  newest INTEGER NOT NULL,       -- 1 for the newest report on the force
  inspected TEXT,                -- an ISO year, month or day, like all dates here
  published TEXT,
  published_source TEXT,
  report_url TEXT,
  summary TEXT,
  known INTEGER NOT NULL,        -- how many grades are known, without those of separate reports
  expected INTEGER,              -- of how many; empty if that is not known
  complete INTEGER,
  graded_total INTEGER,          -- the number of graded areas that the inspectorate names
  counts_source TEXT,
  UNIQUE (force, cycle),
  FOREIGN KEY (force, cycle, published_source) REFERENCES sources (force, cycle, source) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (force, cycle, counts_source) REFERENCES sources (force, cycle, source) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  source TEXT NOT NULL,          -- unique within the report
  title TEXT,
  publisher TEXT,
  url TEXT,
  published TEXT,
  UNIQUE (force, cycle, source),
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle)
);

CREATE TABLE stated_counts (     -- how many areas got which grade, as the inspectorate announced
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  grade TEXT NOT NULL REFERENCES grades (grade),
  areas INTEGER NOT NULL,
  PRIMARY KEY (force, cycle, grade),
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle)
);

CREATE TABLE graded_areas (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  area TEXT NOT NULL,
  position INTEGER NOT NULL,     -- within the report
  grade TEXT REFERENCES grades (grade),
  ungraded TEXT CHECK (ungraded IN ('not-graded', 'not-inspected', 'not-recorded')),  -- why there is no grade
  separate INTEGER NOT NULL,     -- 1 for a grade from a report of its own, which does not count among those of this one
  carried_over_from TEXT,        -- the cycle whose grade was kept without a new inspection
  note TEXT,
  source TEXT,
  CHECK ((grade IS NULL) <> (ungraded IS NULL)),
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle),
  FOREIGN KEY (cycle, area) REFERENCES areas (cycle, area),
  FOREIGN KEY (force, cycle, source) REFERENCES sources (force, cycle, source)
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  section TEXT NOT NULL CHECK (section IN ('improvements', 'praise')),
  kind TEXT NOT NULL,            -- area-for-improvement, cause-of-concern, recommendation, strength …
  area TEXT,                     -- empty if the finding belongs to no single area
  position INTEGER NOT NULL,     -- within the section of the report
  summary TEXT NOT NULL,
  since TEXT,                    -- the cycle in which it was first found
  source TEXT,
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle),
  FOREIGN KEY (cycle, area) REFERENCES areas (cycle, area),
  FOREIGN KEY (force, cycle, source) REFERENCES sources (force, cycle, source)
);

CREATE TABLE responses (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  position INTEGER NOT NULL,     -- within the report
  name TEXT NOT NULL,
  role TEXT,
  organisation TEXT,
  summary TEXT NOT NULL,
  quote TEXT,
  date TEXT,
  source TEXT,
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle),
  FOREIGN KEY (force, cycle, source) REFERENCES sources (force, cycle, source)
);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  position INTEGER NOT NULL,     -- within the report
  note TEXT NOT NULL,
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle)
);

CREATE TABLE citations (         -- all sources of an entry; the first of them is also in its column `source`
  section TEXT NOT NULL CHECK (section IN ('graded_areas', 'findings', 'responses')),
  entry INTEGER NOT NULL,        -- the id in the table that `section` names
  position INTEGER NOT NULL,
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  source TEXT NOT NULL,
  PRIMARY KEY (section, entry, position),
  FOREIGN KEY (force, cycle, source) REFERENCES sources (force, cycle, source)
);

CREATE TABLE texts (             -- what can be searched; texts_fts is its index
  id INTEGER PRIMARY KEY,
  section TEXT NOT NULL,         -- the table that the text comes from
  entry INTEGER NOT NULL,        -- its id there
  field TEXT NOT NULL,           -- its column there
  force TEXT NOT NULL REFERENCES forces (force),
  cycle TEXT NOT NULL REFERENCES cycles (cycle),
  text TEXT NOT NULL,
  FOREIGN KEY (force, cycle) REFERENCES reports (force, cycle)
);

CREATE INDEX reports_by_cycle ON reports (cycle);
CREATE UNIQUE INDEX graded_areas_by_force ON graded_areas (force, area, separate, cycle);
CREATE INDEX graded_areas_by_report ON graded_areas (force, cycle, position);
CREATE INDEX graded_areas_by_area ON graded_areas (area, cycle, grade);
CREATE INDEX findings_by_report ON findings (force, cycle);
CREATE INDEX findings_by_area ON findings (area, cycle);
CREATE INDEX responses_by_report ON responses (force, cycle);
CREATE INDEX notes_by_report ON notes (force, cycle);
CREATE INDEX citations_by_source ON citations (force, cycle, source);
CREATE INDEX texts_by_entry ON texts (section, entry);
CREATE INDEX sources_by_url ON sources (url);

-- DuckDB sends views back to SQLite in words of its own: there is no COUNT(*) in them and no IS with a value. It takes
-- the types of columns from the tables, but not through a GROUP BY.

-- One row per force, cycle and area. What came before is the newest earlier grade of the force in the area. It is
-- shown, and the change called better or worse, only where the inspectorate lets the two cycles be compared.
CREATE VIEW force_by_area AS
SELECT
  graded.force, forces.name AS force_name, graded.cycle, cycles.position AS cycle_position,
  graded.area, areas.name AS area_name, areas.position AS area_position,
  graded.grade, grades.rank, graded.ungraded, graded.separate, graded.carried_over_from,
  previous.cycle AS previous_cycle,
  CASE WHEN comparability.comparable = 1 THEN previous.grade END AS previous_grade,
  CASE
    WHEN COALESCE(comparability.comparable, 0) = 0 OR graded.carried_over_from IS NOT NULL THEN NULL
    WHEN grades.rank < previous_grades.rank THEN 'better'
    WHEN grades.rank > previous_grades.rank THEN 'worse'
    WHEN grades.rank = previous_grades.rank THEN 'same'
  END AS change,
  comparability.comparable, comparability.reason,
  graded.source, sources.url AS source_url
FROM graded_areas AS graded
JOIN forces ON forces.force = graded.force
JOIN cycles ON cycles.cycle = graded.cycle
JOIN areas ON areas.cycle = graded.cycle AND areas.area = graded.area
LEFT JOIN grades ON grades.grade = graded.grade
LEFT JOIN sources ON sources.force = graded.force AND sources.cycle = graded.cycle AND sources.source = graded.source
LEFT JOIN graded_areas AS previous ON previous.id = (
  SELECT earlier.id
  FROM graded_areas AS earlier JOIN cycles AS past ON past.cycle = earlier.cycle
  WHERE earlier.force = graded.force AND earlier.area = graded.area AND earlier.separate = graded.separate
    AND earlier.grade IS NOT NULL AND past.position < cycles.position
  ORDER BY past.position DESC LIMIT 1
)
LEFT JOIN grades AS previous_grades ON previous_grades.grade = previous.grade
LEFT JOIN comparability ON comparability.earlier = previous.cycle AND comparability.later = graded.cycle
ORDER BY graded.force, cycles.position, graded.cycle, graded.position;

-- The newest report of every force, one row per area; two where a separate report grades the area as well.
CREATE VIEW newest_grades AS
SELECT
  graded.force, reports.force_name, forces.region, graded.cycle, graded.area, areas.name AS area_name,
  graded.grade, grades.rank, graded.ungraded, graded.separate, graded.source, sources.url AS source_url
FROM reports
JOIN forces ON forces.force = reports.force
JOIN graded_areas AS graded ON graded.force = reports.force AND graded.cycle = reports.cycle
JOIN areas ON areas.cycle = graded.cycle AND areas.area = graded.area
LEFT JOIN grades ON grades.grade = graded.grade
LEFT JOIN sources ON sources.force = graded.force AND sources.cycle = graded.cycle AND sources.source = graded.source
WHERE reports.newest = 1
ORDER BY graded.force, graded.position;

-- How many forces got which grade in which area, as far as the grades are known. Separate grades do not count.
CREATE VIEW counts_by_area AS
SELECT
  counted.cycle, counted.area, areas.name AS area_name, areas.position AS area_position,
  counted.grade, grades.rank, counted.forces
FROM (
  SELECT cycle, area, grade, COUNT(force) AS forces
  FROM graded_areas
  WHERE separate = 0
  GROUP BY cycle, area, grade
) AS counted
JOIN cycles ON cycles.cycle = counted.cycle
JOIN areas ON areas.cycle = counted.cycle AND areas.area = counted.area
JOIN grades ON grades.grade = counted.grade
ORDER BY cycles.position, counted.cycle, areas.position, counted.area, grades.rank;

-- What the counts rest on: how many of the 43 forces have a report, and how many grades of those reports are known.
-- `grades_expected` is a minimum where `reports_of_unknown_size` is not 0: those count with the grades that are known.
CREATE VIEW coverage AS
SELECT
  cycles.cycle, cycles.name,
  (SELECT COUNT(force) FROM reports WHERE reports.cycle = cycles.cycle) AS reports,
  (SELECT COUNT(force) FROM reports JOIN forces USING (force) WHERE reports.cycle = cycles.cycle AND in_peel = 1)
    AS forces_with_report,
  (SELECT COUNT(force) FROM missing_reports WHERE missing_reports.cycle = cycles.cycle) AS forces_without_report,
  (SELECT COALESCE(SUM(known), 0) FROM reports WHERE reports.cycle = cycles.cycle) AS grades_known,
  (SELECT SUM(CASE WHEN expected > known THEN expected ELSE known END) FROM reports WHERE reports.cycle = cycles.cycle)
    AS grades_expected,
  (SELECT COUNT(force) FROM reports WHERE reports.cycle = cycles.cycle AND known >= expected) AS reports_complete,
  (SELECT COUNT(force) FROM reports WHERE reports.cycle = cycles.cycle AND expected IS NULL) AS reports_of_unknown_size
FROM cycles
ORDER BY cycles.position, cycles.cycle;

-- The forces that PEEL inspects and that have no report in a cycle here.
CREATE VIEW missing_reports AS
SELECT cycles.cycle, forces.force, forces.name AS force_name
FROM cycles CROSS JOIN forces
WHERE cycles.position > 0 AND forces.in_peel = 1
  AND NOT EXISTS (SELECT 1 FROM reports WHERE reports.force = forces.force AND reports.cycle = cycles.cycle)
ORDER BY cycles.position, forces.force;
