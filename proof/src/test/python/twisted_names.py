"""Prints what the modules of Twisted that Heddle answers to have to offer, a name in each line."""

from twisted.application import internet
from twisted.internet import defer, endpoints, error, interfaces, protocol, task
from twisted.protocols import basic, policies

MODULES = [defer, task, interfaces, protocol, endpoints, error, basic, policies, internet]

CLASSES = [
    defer.Deferred,
    defer.DeferredLock,
    defer.DeferredSemaphore,
    defer.DeferredQueue,
    task.LoopingCall,
    task.Cooperator,
    task.CooperativeTask,
    task.Clock,
]


def public_names(module):
    """What it says is public, or, where it does not say, what it defines."""
    if hasattr(module, "__all__"):
        return module.__all__
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]


for module in MODULES:
    print("\n".join(public_names(module)))
for type_ in CLASSES:
    print("\n".join(f"{type_.__name__}.{name}" for name in vars(type_) if not name.startswith("_")))
