package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.spi.ReactorProvider;
import java.io.PrintStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A program for {@link InheritedContract}: sends back what comes over what it was started with, and says on standard error what
 * it is told. On a {@code q} it stops, on an {@code x} it closes the connection.
 */
final class InheritedProgram {

    /** If the stop waited for this, the test would fail. */
    private static final Duration TOO_LONG = Duration.ofHours(1);

    private final Reactor reactor;
    private final PrintStream told;

    private InheritedProgram(Reactor reactor, PrintStream told) {
        this.reactor = reactor;
        this.told = told;
    }

    /** Arguments: the class name of a provider, {@code socket} or {@code streams}, and the name of a file, if any. */
    public static void main(String[] args) throws Exception {
        ReactorProvider provider = Class.forName(args[0])
                .asSubclass(ReactorProvider.class)
                .getDeclaredConstructor()
                .newInstance();
        Reactor reactor = provider.create(ReactorOptions.defaults().withShutdownLimit(TOO_LONG));
        PrintStream told = args.length > 2 ? new PrintStream(args[2], StandardCharsets.UTF_8) : System.err;
        new InheritedProgram(reactor, told).adopt(args[1]);
        reactor.run();
        told.println("returned");
    }

    private void adopt(String what) {
        Factory factory = this::buildProtocol;
        Runnable adopt = what.equals("socket")
                ? () -> reactor.adoptInheritedSocket(factory)
                : () -> reactor.adoptStandardStreams(factory);
        Endpoints.server(reactor, what.equals("socket") ? "inherit:" : "stdio:").listen(factory);
        try {
            adopt.run();
        } catch (CannotListenException refused) {
            told.println(refused.getMessage());
        }
    }

    private Protocol buildProtocol(SocketAddress peer) {
        return new Protocol() {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                String text = StandardCharsets.US_ASCII.decode(bytes).toString();
                if (text.contains("q")) {
                    reactor.stop();
                } else if (text.contains("x")) {
                    transport().loseConnection();
                } else {
                    transport().write(text.getBytes(StandardCharsets.US_ASCII));
                }
            }

            @Override
            public void connectionLost(CloseReason reason) {
                told.println("lost " + reason.getClass().getSimpleName());
                if (reactor.isRunning()) {
                    reactor.stop();
                }
            }
        };
    }
}
