"""Prints what twisted.internet.defer and task have to offer, a name in each line."""

from twisted.internet import defer, task

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

for module in defer, task:
    print("\n".join(module.__all__))
for type_ in CLASSES:
    print("\n".join(f"{type_.__name__}.{name}" for name in vars(type_) if not name.startswith("_")))
