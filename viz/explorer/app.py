"""The explorer's addresses: the page, its files, and one for each thing that can be asked."""

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from viz.explorer import asking, exports, looks, opening, paths, reviewing, standings, views, whole
from viz.explorer.desk import Desk
from viz.explorer.replies import Question, replies
from viz.network import VIS
from viz.offline import TEMPLATES

HERE = Path(__file__).parent
BORROWED = {
    "vis-network.min.js": VIS / "vis-network.min.js",
    "vis-network.css": VIS / "vis-network.css",
    "page.css": TEMPLATES / "page.css",
    "sigma.min.js": HERE / "borrowed" / "sigma.min.js",
    "graphology.umd.min.js": HERE / "borrowed" / "graphology.umd.min.js",
}
"""Files that are kept elsewhere: the drawing libraries (vis-network as pyvis ships it), and the style of every page."""
READS: dict[str, tuple[type[Question], Callable[[Desk, Any], Any]]] = {
    "settings": (Question, looks.settings),
    "search": (opening.Words, opening.search),
    "about": (opening.One, opening.about),
    "kind": (opening.Kind, opening.of_kind),
    "where": (opening.Place, opening.where),
    "queries": (Question, asking.forms),
    "standings": (standings.State, standings.matrix),
    "cell": (standings.Cell, standings.cell),
    "networks": (Question, whole.named_networks),
    "review": (reviewing.Waiting, reviewing.waiting),
    "gaps": (standings.State, reviewing.findings),
}
"""What is asked by GET."""
POSTS: dict[str, tuple[type[Question], Callable[[Desk, Any], Any]]] = {
    "open": (opening.Nodes, opening.picture),
    "ask": (asking.Form, asking.asked),
    "ask-csv": (asking.Form, asking.as_file),
    "path": (paths.Ends, paths.path),
    "network": (whole.Whole, whole.whole),
    "places": (whole.Lines, whole.places),
    "view": (views.View, views.reopened),
    "export": (exports.Export, exports.export),
    "decide": (reviewing.Decision, reviewing.decided),
    "dismiss": (reviewing.Dismissal, reviewing.dismissed),
}
"""What is asked by POST: questions that are too long for an address, and the few things that write."""


def application(desk: Desk, csrf: str) -> Starlette:
    """The explorer without its guard. `csrf` goes into the page, and nowhere else."""
    # Windows may have another idea of what .js is, and nosniff would then refuse it
    mimetypes.add_type("text/javascript", ".js")
    templates = Environment(
        autoescape=True, loader=FileSystemLoader(HERE / "templates"), undefined=StrictUndefined, trim_blocks=True
    )

    async def page(_: Request) -> Response:
        return HTMLResponse(templates.get_template("page.html").render(csrf=csrf))

    addresses: list[BaseRoute] = [Route("/", page)]
    addresses += [Route(f"/static/{name}", _file(path)) for name, path in BORROWED.items()]
    addresses += [Route(f"/api/{name}", replies(desk, *asked)) for name, asked in READS.items()]
    addresses += [Route(f"/api/{name}", replies(desk, *asked), methods=["POST"]) for name, asked in POSTS.items()]
    addresses.append(Mount("/static", StaticFiles(directory=HERE / "static")))
    return Starlette(routes=addresses)


def _file(path: Path) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_: Request) -> Response:
        return FileResponse(path)

    return endpoint
