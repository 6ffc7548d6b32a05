"""Sends back what comes. Says in its first line where it listens, and ends when its standard input does."""
import platform

import twisted
from twisted.internet import protocol, reactor, stdio


class Echo(protocol.Protocol):
    def connectionMade(self):
        self.transport.setTcpNoDelay(True)

    def dataReceived(self, data):
        self.transport.write(data)


class UntilTheEnd(protocol.Protocol):
    def connectionLost(self, reason=protocol.connectionDone):
        if reactor.running:
            reactor.stop()


port = reactor.listenTCP(0, protocol.Factory.forProtocol(Echo), backlog=1024, interface="127.0.0.1")
print(
    port.getHost().port,
    f"Twisted {twisted.__version__} with its {type(reactor).__name__}",
    f"on {platform.python_implementation()} {platform.python_version()}",
    flush=True,
)
stdio.StandardIO(UntilTheEnd())
reactor.run()
