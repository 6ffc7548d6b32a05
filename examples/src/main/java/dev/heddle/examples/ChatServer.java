package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.net.WriteBufferLimits;
import dev.heddle.protocols.LineReceiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** A chat over lines: the first line is one's name, each other line goes to all others. For clients on this machine. */
public final class ChatServer {

    private static final int DEFAULT_PORT = 7010;
    private static final int LONGEST_LINE = 1_000;

    /** What may wait for somebody who does not read; who lets more come is put out, and holds nobody up until then. */
    private static final long PATIENCE_BYTES = 1 << 20;

    /** Who has told a name. */
    private final Map<String, Guest> guests = new TreeMap<>();

    private final class Guest extends LineReceiver {

        /** Empty until it is told. */
        private String name = "";

        Guest() {
            setDelimiter((byte) '\n');
            setMaxLength(LONGEST_LINE);
        }

        @Override
        public void connectionMade() {
            sendLine("What is your name?");
        }

        @Override
        protected void lineReceived(String line) {
            String text = line.strip();
            if (!name.isEmpty()) {
                tellOthers(name + ": " + text);
            } else if (text.isEmpty() || guests.containsKey(text)) {
                sendLine("Choose another name.");
            } else {
                sendLine("Here: " + (guests.isEmpty() ? "nobody else" : String.join(", ", guests.keySet())));
                name = text;
                guests.put(name, this);
                tellOthers(name + " is here.");
            }
        }

        @Override
        protected void lineLengthExceeded() {
            sendLine("Say that in less than " + LONGEST_LINE + " bytes.");
        }

        private void tellOthers(String line) {
            guests.values().stream().filter(other -> other != this).forEach(other -> other.sendLine(line));
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (!name.isEmpty()) {
                guests.remove(name);
                tellOthers(name + " has left.");
            }
        }
    }

    private int run(int port) {
        Reactor reactor = Reactors.create();
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(InetAddress.getLoopbackAddress())
                .withStream(StreamOptions.defaults()
                        .withWriteBuffer(WriteBufferLimits.defaults().withHardLimit(PATIENCE_BYTES)));
        try {
            TcpListeningPort listening = reactor.listenTcp(port, Factory.of(Guest::new), options);
            InetSocketAddress bound = listening.address();
            System.out.println("Listening on " + bound.getAddress().getHostAddress() + " port " + bound.getPort());
        } catch (CannotListenException refused) {
            System.err.println("chatserver: " + refused.getMessage());
            return 1;
        }
        reactor.run();
        return 0;
    }

    /** Listens on the port that the argument names, and runs until it is interrupted. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("chatserver [PORT]", args);
        int port = arguments.count() == 0 ? DEFAULT_PORT : arguments.port(0, 0);
        int status = new ChatServer().run(port);
        if (status != 0) {
            System.exit(status);
        }
    }

    private ChatServer() {}
}
