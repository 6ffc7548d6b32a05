"""Runs programs of Deferreds on Twisted: one in each line of the input, as JSON; what came of it in a line of the output.

Its twin is OnHeddle.java: both must do and note the same.
"""

import json
import sys

from twisted.internet import defer, task
from twisted.logger import globalLogBeginner
from twisted.python.failure import Failure


# What no trace is compared beyond, since the contract says that Heddle does it otherwise.
DIFFERS = "differs on purpose"


class OnPurpose(Exception):
    """A failure of a program."""


def told(value):
    if isinstance(value, Failure):
        value = value.value
    if value is None:
        return "nothing"
    if isinstance(value, OnPurpose):
        return f"failure {value.args[0]}"
    if isinstance(value, defer.CancelledError):
        return "cancelled"
    if isinstance(value, defer.TimeoutError):
        return "timeout"
    if isinstance(value, defer.AlreadyCalledError):
        return "already fired"
    return str(value)


def is_interrupted(deferred):
    """Whether it has given its result to one that waited, which is running now, and has callbacks left."""
    return deferred.called and deferred.callbacks and not deferred.paused and not deferred._runningCallbacks


def awaited(deferred):
    """What a Deferred waits for, or None."""
    result = getattr(deferred, "result", None)
    return result if isinstance(result, defer.Deferred) else None


class TimeoutClock:
    """The clock for a timeout of one Deferred."""

    def __init__(self, run, deferred):
        self.run = run
        self.deferred = deferred

    def callLater(self, seconds, expire):
        return self.run.clock.callLater(seconds, self.expire, expire)

    def expire(self, expire):
        inner = awaited(self.deferred)
        while inner is not None:
            if len(inner.callbacks) > 1:
                self.run.trace.append(DIFFERS)  # X6: what comes after a timeout goes on when the cancelling is over
            inner = awaited(inner)
        expire()


class Run:
    def __init__(self, program):
        self.trace = []
        self.clock = task.Clock()
        self.deferreds = [self.new_deferred(*numbered) for numbered in enumerate(program["cancellers"])]
        self.pauses = [0] * len(self.deferreds)
        self.run_all(program["operations"])
        self.end()

    def new_deferred(self, number, canceller):
        def cancel(deferred):
            self.trace.append(f"canceller of {number}")
            if canceller == "FIRES":
                deferred.callback(-1)
            elif canceller == "FAILS":
                deferred.errback(OnPurpose(-1))

        return defer.Deferred(None if canceller == "NONE" else cancel)

    def run_all(self, operations):
        for operation, *arguments in operations:
            try:
                getattr(self, operation)(*arguments)
            except Exception as refused:
                self.trace.append(f"refused: {told(refused)}")

    def fire(self, deferred, number):
        self.deferreds[deferred].callback(number)

    def fail(self, deferred, number):
        self.deferreds[deferred].errback(OnPurpose(number))

    def cancel(self, deferred):
        self.deferreds[deferred].cancel()

    def pause(self, deferred):
        paused = self.touched(deferred)
        if paused._runningCallbacks:
            self.trace.append(DIFFERS)  # D11: Twisted runs the callbacks it has left all the same
        if awaited(paused) is not None:
            self.trace.append(DIFFERS)  # D7: Twisted forgets the callbacks that the other one has left
        self.pauses[deferred] += 1
        paused.pause()

    def unpause(self, deferred):
        if self.pauses[deferred] > 0:
            self.pauses[deferred] -= 1
            self.deferreds[deferred].unpause()

    def chain(self, deferred, target):
        self.touched(deferred).chainDeferred(self.deferreds[target])

    def timeout(self, deferred, seconds):
        self.touched(deferred).addTimeout(seconds, TimeoutClock(self, self.deferreds[deferred]))

    def advance(self, seconds):
        self.clock.advance(seconds)

    def add(self, deferred, name, callback, errback):
        def handler(described):
            def handle(value):
                operations, ending, number = described
                self.trace.append(f"{name}: {told(value)}")
                self.run_all(operations)
                if ending == "SAME":
                    return value
                if ending == "VALUE":
                    return number
                if ending == "FAILURE":
                    raise OnPurpose(number)
                return self.returned(self.deferreds[number])

            return handle

        added = self.touched(deferred)
        if errback is None:
            added.addCallback(handler(callback))
        elif callback is None:
            added.addErrback(handler(errback))
        else:
            added.addCallbacks(handler(callback), handler(errback))

    def returned(self, deferred):
        if deferred._runningCallbacks or is_interrupted(deferred):
            self.trace.append(DIFFERS)  # D6: Twisted takes what it has by now, Heddle waits for the callbacks it has left
        return deferred

    def touched(self, number):
        deferred = self.deferreds[number]
        if is_interrupted(deferred):
            self.trace.append(DIFFERS)  # D7: Twisted runs the callbacks it has left within the addition
        return deferred

    def end(self):
        for number in range(len(self.deferreds)):
            while self.pauses[number] > 0:
                self.unpause(number)
        for number, deferred in enumerate(self.deferreds):
            deferred.addBoth(lambda value, number=number: self.trace.append(f"end of {number}: {told(value)}"))


def main():
    globalLogBeginner.beginLoggingTo([lambda event: None], redirectStandardIO=False)
    for line in sys.stdin:
        print(" | ".join(Run(json.loads(line)).trace), flush=True)


main()
