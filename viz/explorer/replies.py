"""How a question to the explorer is read and its answer sent: JSON both ways, and every error one sentence."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.errors import PalermoError, StoreUnavailable, UsageError
from viz.explorer.desk import Desk

STATUS: dict[type[PalermoError], int] = {UsageError: 400, StoreUnavailable: 503}
"""How each error is told to the browser; any other is 500."""


class Question(BaseModel):
    """What the page asks. What it does not know of is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Asked = TypeVar("Asked", bound=Question)


def replies(
    desk: Desk, kind: type[Asked], work: Callable[[Desk, Asked], Any]
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads a question of this kind and sends what the work makes of it.

    The work runs in a thread of its own: the driver waits for the store.
    """

    async def endpoint(request: Request) -> Response:
        try:
            given = await request.body() if request.method == "POST" else None
            asked = (
                kind.model_validate_json(given)
                if given is not None
                else kind.model_validate(dict(request.query_params))
            )
            made = await run_in_threadpool(work, desk, asked)
            return made if isinstance(made, Response) else JSONResponse(made)
        except ValidationError as error:
            return _sentence(_in_words(error), 400)
        except PalermoError as error:
            return _sentence(str(error), next((STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 500))
        except Exception as error:  # no traceback reaches a user
            return _sentence(f"{type(error).__name__}: {error}; the page can go on.", 500)

    return endpoint


FIELDS = {
    "by": "your name", "why": "a reason", "purpose": "a purpose", "on": "the day", "since": "the first day",
    "until": "the last day", "limit": "the number of rows", "k": "the number of routes", "not-through": "place or party to avoid", "hops": "the number of hops",
}  # fmt: skip
"""What an option of the command line is called on the page."""
_OPTION = re.compile(r"--param (\w+)=(?:\.\.\.|\S*[^\s.,;:])?|--([a-z][a-z-]*)")


def on_the_page(sentence: str) -> str:
    """A sentence that names options of a command, in the words of the page."""
    return _OPTION.sub(
        lambda one: f"the field {one[1]}" if one[1] else FIELDS.get(one[2], f"the field {one[2]}"), sentence
    )


def _sentence(text: str, status: int) -> Response:
    return JSONResponse({"error": on_the_page(text)}, status_code=status)


def _in_words(error: ValidationError) -> str:
    (first, *_) = error.errors()
    where = ".".join(str(part) for part in first["loc"]) or "the whole"
    return f"The explorer cannot read this: {where}: {first['msg']}."
