package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Sends a line to a server and prints the line that comes back. */
public final class EchoClient {

    private final Reactor reactor = Reactors.create();
    private int exitStatus;

    /** Sends one line on each connection. */
    private static final class LineFactory implements ClientFactory {

        private final String line;
        final Deferred<String> answer = new Deferred<>();

        LineFactory(String line) {
            this.line = line;
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new LineProtocol();
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            answer.errback(reason);
        }

        private final class LineProtocol extends Protocol {

            private final ByteArrayOutputStream received = new ByteArrayOutputStream();

            @Override
            public void connectionMade() {
                transport().write((line + "\n").getBytes(UTF_8));
            }

            /** An answer may come in pieces, and a piece may end in the middle of a character. */
            @Override
            public void dataReceived(ByteBuffer bytes) {
                while (bytes.hasRemaining()) {
                    byte next = bytes.get();
                    if (next == '\n') {
                        answer.callback(received.toString(UTF_8));
                        transport().loseConnection();
                        return;
                    }
                    received.write(next);
                }
            }

            @Override
            public void connectionLost(CloseReason reason) {
                if (!answer.hasFired()) {
                    answer.errback(new EOFException("the connection ended before the answer did"));
                }
            }
        }
    }

    private void printAnswer(String line) {
        System.out.println(line);
        reactor.stop();
    }

    private void printFailure(Failure failure) {
        System.err.println("echoclient: " + failure.getErrorMessage());
        exitStatus = 1;
        reactor.stop();
    }

    private int run(String host, int port, String line) {
        LineFactory factory = new LineFactory(line);
        reactor.connectTcp(host, port, factory);
        factory.answer.addConsumer(this::printAnswer).addErrorConsumer(this::printFailure);
        reactor.run();
        return exitStatus;
    }

    /** Sends the text of the arguments. The exit status is 1 if no line came back. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("echoclient HOST PORT [TEXT...]", args);
        String host = arguments.host(0);
        int port = arguments.port(1, 1);
        String line = arguments.count() == 2 ? "Hello from Heddle" : arguments.line(2);
        System.exit(new EchoClient().run(host, port, line));
    }
}
