"""One reactor that echoes, accepts and connects. Says in its first line where its echo listens, takes commands on standard
input, which ProgramArm tells of, and ends when that does."""
import mmap
import platform

import twisted
from twisted.internet import error, protocol, reactor, stdio
from twisted.protocols import basic

BACKLOG = 1024
MOST_AHEAD = BACKLOG * 3 // 4

# Where a file has what became of a port's connections, in numbers of eight bytes.
SEEN, LOST, FAILED, NUMBERS = 0, 8, 16, 24


def mapped(file):
    with open(file, "r+b") as opened:
        return memoryview(mmap.mmap(opened.fileno(), NUMBERS * 8)).cast("q")


class Echo(protocol.Protocol):
    def connectionMade(self):
        self.transport.setTcpNoDelay(True)

    def dataReceived(self, data):
        self.transport.write(data)


class Counted(protocol.Protocol):
    """A connection that is to end with a reset."""

    def connectionMade(self):
        self.factory.counts[SEEN] += 1

    def connectionLost(self, reason=protocol.connectionDone):
        self.factory.counts[LOST if reason.check(error.ConnectionLost) else FAILED] += 1
        self.factory.whenLost()


class CountingFactory(protocol.Factory):
    protocol = Counted
    noisy = False

    def __init__(self, counts):
        self.counts = counts
        self.whenLost = lambda: None


class Reset(protocol.Protocol):
    """A client."""

    def connectionMade(self):
        self.factory.seen += 1
        self.transport.abortConnection()


class Clients(protocol.ClientFactory):
    """All clients of one port, and how far they are."""

    protocol = Reset
    noisy = False

    def __init__(self, commands, port, serverCounts, own):
        self.commands, self.port, self.serverCounts, self.own = commands, port, serverCounts, own

    def connect(self, inFlight, asked):
        self.asked, self.begun, self.seen, self.lost = asked, 0, 0, 0
        self.lostBefore = self.serverCounts[LOST]
        for _ in range(min(inFlight, asked)):
            self.beginOne()

    def beginOne(self):
        if self.begun < self.asked:
            self.begun += 1
            reactor.connectTCP("127.0.0.1", self.port, self)

    def beginOrWait(self):
        if self.begun - (self.serverCounts[LOST] - self.lostBefore) < MOST_AHEAD:
            self.beginOne()
        else:
            reactor.callLater(0, self.beginOrWait)

    def clientConnectionLost(self, connector, reason):
        self.lost += 1
        if not self.own:
            self.beginOrWait()
        if self.lost == self.asked:
            self.commands.answer(f"made {self.seen}")

    def clientConnectionFailed(self, connector, reason):
        self.commands.answer(f"cannot connect: {reason.getErrorMessage()}")


class Commands(basic.LineReceiver):
    delimiter = b"\n"

    def answer(self, text):
        self.sendLine(text.encode())

    def lineReceived(self, line):
        name, *arguments = line.decode().split()
        getattr(self, "do_" + name)(*arguments)

    def do_accept(self, file):
        self.server = CountingFactory(mapped(file))
        port = reactor.listenTCP(0, self.server, backlog=BACKLOG, interface="127.0.0.1")
        self.answer(f"port {port.getHost().port}")

    def do_dial(self, port, file, whose):
        own = whose == "own"
        self.clients = Clients(self, int(port), mapped(file), own)
        if own:
            self.server.whenLost = self.clients.beginOne
        self.answer("ready")

    def do_connect(self, inFlight, connections):
        self.clients.connect(int(inFlight), int(connections))

    def connectionLost(self, reason=protocol.connectionDone):
        if reactor.running:
            reactor.stop()


echo = reactor.listenTCP(0, protocol.Factory.forProtocol(Echo), backlog=BACKLOG, interface="127.0.0.1")
print(
    echo.getHost().port,
    f"Twisted {twisted.__version__} with its {type(reactor).__name__}",
    f"on {platform.python_implementation()} {platform.python_version()}",
    flush=True,
)
stdio.StandardIO(Commands())
reactor.run()
