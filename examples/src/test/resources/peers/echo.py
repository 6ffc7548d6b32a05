"""Twisted's own echo, as a peer: echo.py (serve | ask PORT).

A server prints its port, and sends back what comes, until its first connection is over. A client sends its input, prints what
comes back, and closes the connection when that is as much.
"""
import sys

from twisted.internet import protocol, reactor
from twisted.protocols import wire


def serve():
    class Server(wire.Echo):
        def connectionLost(self, reason):
            reactor.stop()

    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server), interface="127.0.0.1")
    print(port.getHost().port, flush=True)


def ask(port):
    text = sys.stdin.buffer.read()

    class Client(protocol.Protocol):
        missing = len(text)

        def connectionMade(self):
            self.transport.write(text)

        def dataReceived(self, data):
            sys.stdout.buffer.write(data)
            self.missing -= len(data)
            if self.missing == 0:
                self.transport.loseConnection()

        def connectionLost(self, reason):
            reactor.stop()

    reactor.connectTCP("127.0.0.1", port, protocol.ClientFactory.forProtocol(Client))


if sys.argv[1] == "serve":
    serve()
else:
    ask(int(sys.argv[2]))
reactor.run()
