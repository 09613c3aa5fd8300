"""The commands: what each is called, what it takes, and examples; the doing is in a module per group."""

from __future__ import annotations

from graph.cli import arguments as take

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable


class Command:
    """One command of the program.

    Parameters
    ----------
    name
        The word people type.
    summary
        One line for the list of commands; the long form opens the command's own help.
    place
        ``module:function`` below `graph.cli`, imported only when the command runs.
    add_arguments
        Tells a parser what the command takes.
    detail
        What the summary leaves open.
    examples
        Lines to type.
    leaves_nothing_open
        Whether the process may end at once, with no file, lock or thread to be tidied up.
    """

    def __init__(
        self,
        name: str,
        summary: str,
        place: str,
        add_arguments: Callable[[ArgumentParser], None],
        *examples: str,
        detail: str = "",
        leaves_nothing_open: bool = False,
    ) -> None:
        self.name = name
        self.summary = summary
        self.add_arguments = add_arguments
        self.leaves_nothing_open = leaves_nothing_open
        self.description = f"{summary[:1].upper()}{summary[1:]}.\n{detail}".strip()
        self.epilog = "\n".join(["examples:", *(f"  {example}" for example in examples)])
        self._module, self._function = place.split(":")

    def run(self, arguments: Namespace) -> int:
        """Run the command and return its exit code."""
        return self.load()(arguments)

    def load(self) -> Callable[[Namespace], int]:
        """Import the function behind the command."""
        from importlib import import_module

        function: Callable[[Namespace], int] = getattr(
            import_module(f"graph.cli.{self._module}"), self._function
        )
        return function


COMMANDS = (
    Command(
        "build",
        "build the store from data files",
        "loading:build",
        take.build,
        "armsgraph build",
        "armsgraph build --store ./store my-claims.ttl more.trig",
        "armsgraph build --store http://127.0.0.1:7878/query",
        detail="Everything is read and validated first; if anything is wrong, the store in use stays.",
    ),
    Command(
        "load",
        "add data files to what the store holds",
        "adding:load",
        take.load,
        "armsgraph load my-claims.ttl",
        "armsgraph load --check more.ttl.gz",
        "curl -s https://example.org/claims.ttl | armsgraph load - --format ttl",
        detail="What is held and what is new are judged together; if anything is wrong, nothing changes.\n"
        "What the store holds already makes no difference: loading a file twice is loading it once.",
    ),
    Command(
        "validate",
        "check data files against the ontology's shapes and rules",
        "loading:validate",
        take.validate,
        "armsgraph validate my-claims.ttl",
        "armsgraph validate data/*.ttl --json",
        detail="Exits with 1 if anything is wrong, naming file, line, node and rule.",
    ),
    Command(
        "search",
        "find entities by name, alias or a near miss",
        "discovery:search",
        take.search,
        "armsgraph search kapustin",
        "armsgraph search 'Хамви' --limit 3 --json",
        detail="Typing errors and other scripts are forgiven; the name that matched is shown.",
        leaves_nothing_open=True,
    ),
    Command(
        "show",
        "show all that is known of one entity",
        "discovery:show",
        take.show,
        "armsgraph show Humvee",
        "armsgraph show id:actor/russian-volunteer-corps --json",
        "armsgraph show Humvee --as-told-by Moscow --as-of 2023-05-24",
    ),
    Command(
        "claims",
        "list claims: who says what, where, and how surely",
        "evidence:claims",
        take.claims,
        "armsgraph claims --about Humvee",
        "armsgraph claims --by Pentagon --stance denies",
        "armsgraph claims --about Humvee --without 'unnamed sources' --facts-only",
        detail="Conditions add up. --about takes in the incidents that the entity is a part of.",
    ),
    Command(
        "path",
        "connect two entities, with the evidence for each hop",
        "evidence:path",
        take.path,
        'armsgraph path "RVC" "Pentagon"',
        "armsgraph path RVC Pentagon -k 3 --avoid Humvee --max-hops 4",
        "armsgraph path RVC Pentagon --through Humvee",
        "armsgraph path RVC Pentagon -k 1 --cite",
        "armsgraph path RVC Pentagon --status undisputed --json",
        "armsgraph path RVC Pentagon --as-told-by Washington --background",
        detail="Fewest hops first, then the strength of the weakest hop.\n"
        "--status chooses among the links to walk; --standing says what counts at all.\n"
        "Exits with 1 if there is no path, and says what would open one.",
    ),
    Command(
        "contradictions",
        "show where claims contradict each other, with all sides",
        "disputes:contradictions",
        take.contradictions,
        "armsgraph contradictions --about Bakhmut",
        "armsgraph contradictions --between Moscow Washington --brief",
        "armsgraph contradictions --kind incompatible --kind figures --json",
        detail="Those come first on which most hangs. Nothing is resolved.\nExits with 1 if there are none.",
    ),
    Command(
        "origins",
        "follow what is said back to who said it first",
        "grounds:origins",
        take.origins,
        "armsgraph origins proposition/kremlin-drone-attack--perpetrator--ukraine",
        "armsgraph origins claim/wapo-2023-05-25/16a --json",
        'armsgraph origins "Drone attack on the Kremlin of May 2023"',
        detail="Five outlets that quote one spokesman are one origin; an unnamed source is unknown.\n"
        "`armsgraph claims` shows the IRIs of propositions.\n"
        "Exits with 1 if no claim about it counts.",
    ),
    Command(
        "what-if",
        "say what falls without a source, and which sources bear most",
        "consequences:what_if",
        take.what_if,
        "armsgraph what-if --without 'The Washington Post'",
        "armsgraph what-if --without 'unnamed sources' --path RVC Pentagon",
        "armsgraph what-if --load-bearing 5",
        "armsgraph what-if --path RVC Pentagon",
        detail="Without a source to take out it lists those whose removal takes most away, or with --path\n"
        "those without which the shortest path is longer or gone.\n"
        "Exits with 1 if nothing falls.",
    ),
    Command(
        "diff",
        "set two tellings side by side",
        "comparing:diff",
        take.diff,
        "armsgraph diff --as-told-by Moscow --as-told-by Washington",
        "armsgraph diff --as-told-by Kyiv --as-told-by Moscow --as-of 2023-05",
        detail="Give --as-told-by twice; the other conditions of a perspective hold for both.\n"
        "Exits with 1 if neither tells anything.",
    ),
    Command(
        "timeline",
        "tell who said what when, and who changed",
        "history:timeline",
        take.timeline,
        "armsgraph timeline Bakhmut",
        "armsgraph timeline 'Belgorod raid of May 2023' --as-told-by Washington",
        detail="When it happened, when it was said and when it was printed are kept apart.\n"
        "Exits with 1 if no claim about it counts.",
    ),
    Command(
        "why",
        "explain a status, an origin count, a contradiction or an identity",
        "grounds:why",
        take.why,
        "armsgraph why Humvee",
        "armsgraph why claim/wapo-2023-05-25/16a",
        "armsgraph why 'Denis Kapustin' --apart all",
        detail="Each answer names the rule and the claims that it was applied to.\n"
        "Exits with 1 if there is nothing to explain.",
    ),
    Command(
        "identity",
        "list who is held to be the same, and on what grounds",
        "identities:identity",
        take.identity,
        "armsgraph identity",
        "armsgraph identity 'White Rex' --json",
        "armsgraph show 'White Rex' --apart 'White Rex'",
        detail="A judgement is no claim: --apart on other commands switches it off.",
    ),
    Command(
        "perspectives",
        "list, save and remove perspectives: whose word counts",
        "keeping:perspectives",
        take.perspectives,
        "armsgraph perspectives",
        "armsgraph perspectives show Moscow",
        "armsgraph perspectives save cautious --named-only --min-origins 2",
        "armsgraph claims --about Humvee --perspective cautious",
        "armsgraph perspectives remove cautious",
        detail="Those that came with the data cannot be changed; yours are kept beside the store.",
    ),
    Command(
        "sparql",
        "ask the store in SPARQL, read-only",
        "querying:sparql",
        take.sparql,
        "armsgraph sparql 'SELECT ?who WHERE { ?claim ag:claimant ?who } LIMIT 5'",
        "armsgraph sparql -f question.rq --format csv",
        "cat question.rq | armsgraph sparql - --format json",
        "armsgraph sparql -f question.rq --as-told-by Kyiv",
        detail="The usual prefixes (ag, id, rdf, rdfs, skos, dcterms, ...) need no PREFIX line.\n"
        "ASK exits with 1 for false.",
    ),
    Command(
        "export",
        "write the graph, or a part of it, for other tools",
        "exporting:export",
        take.export,
        "armsgraph export --format graphml -o graph.graphml",
        "armsgraph export --format html --around Humvee --hops 2 -o humvee.html",
        "armsgraph export --format trig | gzip > graph.trig.gz",
        "armsgraph export --format gexf --as-told-by Moscow -o moscow.gexf",
        detail="Stance and status travel along: no denied claim leaves as a bare fact.",
    ),
    Command(
        "coverage",
        "report which paragraphs of the articles have claims",
        "reporting:coverage",
        take.coverage,
        "armsgraph coverage --articles ./articles",
        detail="Exits with 1 if a paragraph with content has none or a position is wrong.",
    ),
    Command(
        "serve",
        "serve SPARQL, whole graphs and entity pages over HTTP",
        "serving:serve",
        take.serve,
        "armsgraph serve",
        "armsgraph serve --port 8080 --timeout 10 --max-rows 100000",
        "armsgraph serve --as-told-by Kyiv",
        "armsgraph serve --host 0.0.0.0 --allow-host graph.example.org",
        detail="The endpoint is /sparql; it only reads. Any SPARQL 1.1 client can ask it.",
    ),
    Command(
        "mcp",
        "serve the graph to a language-model assistant",
        "assisting:mcp",
        take.mcp,
        "armsgraph mcp",
        "armsgraph mcp --store ./store",
        "armsgraph mcp --http 8790",
        detail="An MCP server, read-only, over standard input and output: the assistant starts it.",
    ),
    Command(
        "app",
        "open the graph in the browser",
        "application:app",
        take.app,
        "armsgraph app",
        "armsgraph app --port 8600 --no-browser",
        detail="Serves this machine only, and asks no other.",
    ),
)
