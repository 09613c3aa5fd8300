"""The commands of work on many rows: importing, joining, analysing."""

from __future__ import annotations

from graph.cli import analysing_arguments, importing_arguments, joining_arguments
from graph.cli.command import Command

BULK_COMMANDS: tuple[Command, ...] = (
    Command(
        "import",
        "take tables into the store: each row as claims with its source",
        "importing:import_tables",
        importing_arguments.import_tables,
        "armsgraph import oryx oryx_event_*.csv",
        "armsgraph import ucdp ged_syria.csv --dry-run",
        "armsgraph import my-mapping.toml incidents.csv --name incidents-2024",
        "armsgraph import oryx oryx-rejected.csv",
        "armsgraph import --guess incidents.csv",
        detail="The same tables again change nothing; newer ones replace the import and list what changed.\n"
        "Faulty rows are set aside in a table that can be mended and imported: its rows are then added.\n"
        "Whatever goes wrong, nothing is half imported.",
    ),
    Command(
        "imports",
        "list what was imported, or take an import out",
        "importing:imports",
        importing_arguments.imports,
        "armsgraph imports",
        "armsgraph imports --remove oryx",
        "armsgraph imports --begun",
        detail="An import that was stopped goes on when its command is run again; until then it is listed\n"
        "here, and --drop lets go of it. Exits with 1 if there is none.",
    ),
    Command(
        "match",
        "propose which entities of imports are those of the articles, or variants of them",
        "joining:match",
        joining_arguments.match,
        "armsgraph match",
        "armsgraph match --import oryx --min-score 85 --json",
        detail="Best first, with reasons. What was decided upon is not proposed again.",
    ),
    Command(
        "judge",
        "decide whether two entities are the same, one a variant of the other, or different",
        "joining:judge",
        joining_arguments.judge,
        'armsgraph judge id:oryx/weapon/227mm_m142_himars HIMARS same --reason "One designation, M142."',
        "armsgraph judge --accept-above 90 --import oryx",
        "armsgraph judge --undo id:identity/joined/0123456789abcdef",
        detail="Decisions are kept beside the store, outlive builds and imports, and can be taken back.\n"
        "Of a variant give the variant first. Without a judgement, what waits is brought in.",
    ),
    Command(
        "tally",
        "count the losses of a weapon by each source that counts, and say where the counts part",
        "tallying:tally",
        joining_arguments.tally,
        "armsgraph tally HIMARS --of Ukraine --by 2024-06",
        "armsgraph tally tank --of Russia --status destroyed --series",
        detail="A list of pieces shows at least what was lost, a claim is what somebody says: where a claim\n"
        "is higher, the rest is not documented, and only where it is lower the two cannot both hold.",
    ),
    Command(
        "analyse",
        "say who is central, who belongs together, what recurs, and how it went month by month",
        "analysing:analyse",
        analysing_arguments.analyse,
        "armsgraph analyse centrality --by betweenness --as-told-by Moscow",
        "armsgraph analyse communities Ukraine --steps 1",
        "armsgraph analyse motifs --pattern supplied-lost",
        "armsgraph analyse series Ukraine --of links --month-by said",
        "armsgraph analyse structure --csv",
        detail="What is central in reports is central in what was reported, not in the world.\n"
        "Exits with 1 if nothing is found.",
    ),
)
