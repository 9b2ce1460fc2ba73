"""How a cure reaches into moto."""

import functools


def amends(owner, name=None):
    """Puts the decorated function in the place of owner's method of the same name.

    The function gets that method as its first argument.
    """

    def put(function):
        attribute = name or function.__name__
        original = getattr(owner, attribute)

        @functools.wraps(original)
        def amended(*args, **kwargs):
            return function(original, *args, **kwargs)

        setattr(owner, attribute, amended)
        return function

    return put
