"""Twisted's own receivers, as peers: messages.py (serve | ask PORT) (lines | netstrings | int32).

A server prints its port, and sends every message back; at "end" it closes the connection, and ends. A client sends
the messages that are the lines of its input, prints those that come back, and ends with the connection.
"""
import sys

from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Lines(basic.LineReceiver):
    def lineReceived(self, line):
        self.told(line)

    def send(self, message):
        self.sendLine(message)


class Netstrings(basic.NetstringReceiver):
    def stringReceived(self, string):
        self.told(string)

    def send(self, message):
        self.sendString(message)


class Int32s(basic.Int32StringReceiver):
    def stringReceived(self, string):
        self.told(string)

    def send(self, message):
        self.sendString(message)


RECEIVERS = {"lines": Lines, "netstrings": Netstrings, "int32": Int32s}


def serve(receiver):
    class Server(receiver):
        def told(self, message):
            self.send(message)
            if message == b"end":
                self.transport.loseConnection()

        def connectionLost(self, reason):
            reactor.stop()

    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server), interface="127.0.0.1")
    print(port.getHost().port, flush=True)


def ask(receiver, port):
    messages = sys.stdin.buffer.read().split(b"\n")

    class Client(receiver):
        def connectionMade(self):
            for message in messages:
                self.send(message)

        def told(self, message):
            print(message.decode(), flush=True)

        def connectionLost(self, reason):
            reactor.stop()

    reactor.connectTCP("127.0.0.1", port, protocol.ClientFactory.forProtocol(Client))


if sys.argv[1] == "serve":
    serve(RECEIVERS[sys.argv[2]])
else:
    ask(RECEIVERS[sys.argv[3]], int(sys.argv[2]))
reactor.run()
