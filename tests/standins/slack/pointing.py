"""slack_sdk and slack_bolt talk to another server for a while."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def pointed(api_url: str, authorize_url: str) -> Iterator[None]:
    """Their addresses are defaults of arguments: these are exchanged, and put back."""
    from slack_sdk.oauth import AuthorizeUrlGenerator
    from slack_sdk.web.async_base_client import AsyncBaseClient
    from slack_sdk.web.base_client import BaseClient

    kept: list[tuple[Any, Any, Any]] = []
    for function, name, value in (
        (AsyncBaseClient.__init__, "base_url", api_url),
        (BaseClient.__init__, "base_url", api_url),
        (AuthorizeUrlGenerator.__init__, "authorization_url", authorize_url),
    ):
        kept.append((function, function.__defaults__, function.__kwdefaults__))
        _default(function, name, value)
    try:
        yield
    finally:
        for function, defaults, named in kept:
            function.__defaults__, function.__kwdefaults__ = defaults, named


def _default(function: Callable[..., Any], name: str, value: str) -> None:
    """Whether it is given by position or by name only."""
    made: Any = function
    if made.__kwdefaults__ and name in made.__kwdefaults__:
        made.__kwdefaults__ = made.__kwdefaults__ | {name: value}
        return
    places = [one for one in inspect.signature(function).parameters.values() if one.default is not one.empty]
    by_place = [one.name for one in places if one.kind is one.POSITIONAL_OR_KEYWORD]
    defaults = list(made.__defaults__)
    defaults[by_place.index(name)] = value
    made.__defaults__ = tuple(defaults)
